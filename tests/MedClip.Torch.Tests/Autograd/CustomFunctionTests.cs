using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.autograd;

namespace MedClip.Torch.Tests;

public class CustomFunctionTests
{
    [Fact]
    public void A_function_with_its_own_backward_is_recorded()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = tensor(new[] { 1.0, 2, 3 }, requires_grad: true);
        Tensor y = ScaledSquare.apply(x, 2.0);
        y.data<double>().ToArray().ShouldBe([2, 8, 18]);
        y.requires_grad.ShouldBeTrue();
        (y * tensor(new[] { 1.0, 10, 100 })).sum().backward();
        x.grad.data<double>().ToArray().ShouldBe([4, 80, 1200]);
    }

    [Fact]
    public void Its_gradient_agrees_with_finite_differences() =>
        FiniteDifferences.Compare(x => ScaledSquare.apply(x[0], 3.0), [Grid.Vector(0.5, -1, 2)], "custom");

    [Fact]
    public void A_saved_output_is_there_in_backward()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = tensor(1.5, requires_grad: true);
        SavedExp.apply(x).backward();
        x.grad.item<double>().ShouldBe(Math.Exp(1.5), 1e-12);
    }

    [Fact]
    public void Several_results_get_their_gradients()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = tensor(3.0, requires_grad: true);
        Tensor y = tensor(5.0, requires_grad: true);
        List<Tensor> results = SumAndProduct.apply(x, y);
        ((results[0] * 2) + (results[1] * 7)).backward();
        (x.grad.item<double>(), y.grad.item<double>()).ShouldBe((2 + (7 * 5.0), 2 + (7 * 3.0)));
    }

    [Fact]
    public void A_result_nobody_used_has_a_gradient_of_zeros()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = tensor(3.0, requires_grad: true);
        Tensor y = tensor(5.0, requires_grad: true);
        SumAndProduct.apply(x, y)[1].backward();
        x.grad.item<double>().ShouldBe(5);
    }

    [Fact]
    public void Nothing_is_recorded_where_no_gradient_is_asked_for()
    {
        using DisposeScope scope = NewDisposeScope();
        ScaledSquare.apply(ones(2, dtype: ScalarType.Float64), 2.0).requires_grad.ShouldBeFalse();
        using (no_grad())
        {
            ScaledSquare.apply(ones(2, dtype: ScalarType.Float64, requires_grad: true), 2.0).requires_grad.ShouldBeFalse();
        }
    }

    [Fact]
    public void An_exception_in_backward_comes_out_of_backward()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = tensor(1.0, requires_grad: true);
        Tensor y = Failing.apply(x);
        Should.Throw<System.Runtime.InteropServices.ExternalException>(() => y.backward()).Message.ShouldContain("the backward of Failing fails");
    }

    [Fact]
    public void A_second_backward_of_a_freed_graph_says_so()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = tensor(1.0, requires_grad: true);
        Tensor y = SavedExp.apply(x);
        y.backward();
        Should.Throw<System.Runtime.InteropServices.ExternalException>(() => y.backward()).Message.ShouldContain("retain_graph");
    }

    [Fact]
    public void Graphs_of_custom_functions_leave_no_tensors_behind()
    {
        Tensor x = tensor(1.0, requires_grad: true).DetachFromDisposeScope();
        Step(x);
        DisposeScopeManager.Statistics.Reset();
        for (int i = 0; i < 50; i++)
        {
            Step(x);
        }
        DisposeScopeManager.Statistics.ThreadTotalLiveCount.ShouldBe(0);
        x.Dispose();

        static void Step(Tensor x)
        {
            using DisposeScope scope = NewDisposeScope();
            (SavedExp.apply(x) * SumAndProduct.apply(x, x)[1]).backward();
        }
    }

    private sealed class ScaledSquare : SingleTensorFunction<ScaledSquare>
    {
        public override string Name => nameof(ScaledSquare);

        public override Tensor forward(AutogradContext ctx, params object[] vars)
        {
            var x = (Tensor)vars[0];
            ctx.save_for_backward([x]);
            ctx.save_data("scale", vars[1]);
            return x * x * (double)vars[1];
        }

        public override List<Tensor> backward(AutogradContext ctx, Tensor grad_output) =>
            [grad_output * ctx.get_saved_variables()[0] * (2 * (double)ctx.get_data("scale")), null!];
    }

    private sealed class SavedExp : SingleTensorFunction<SavedExp>
    {
        public override string Name => nameof(SavedExp);

        public override Tensor forward(AutogradContext ctx, params object[] vars)
        {
            Tensor y = ((Tensor)vars[0]).exp();
            ctx.save_for_backward([y]);
            return y;
        }

        public override List<Tensor> backward(AutogradContext ctx, Tensor grad_output) => [grad_output * ctx.get_saved_variables()[0]];
    }

    private sealed class SumAndProduct : MultiTensorFunction<SumAndProduct>
    {
        public override string Name => nameof(SumAndProduct);

        public override List<Tensor> forward(AutogradContext ctx, params object[] vars)
        {
            var (x, y) = ((Tensor)vars[0], (Tensor)vars[1]);
            ctx.save_for_backward([x, y]);
            return [x + y, x * y];
        }

        public override List<Tensor> backward(AutogradContext ctx, List<Tensor> grad_outputs)
        {
            List<Tensor> saved = ctx.get_saved_variables();
            return [grad_outputs[0] + (grad_outputs[1] * saved[1]), grad_outputs[0] + (grad_outputs[1] * saved[0])];
        }
    }

    private sealed class Failing : SingleTensorFunction<Failing>
    {
        public override string Name => nameof(Failing);

        public override Tensor forward(AutogradContext ctx, params object[] vars) => (Tensor)vars[0] * 2;

        public override List<Tensor> backward(AutogradContext ctx, Tensor grad_output) =>
            throw new InvalidOperationException("the backward of Failing fails");
    }
}
