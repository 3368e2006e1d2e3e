using TorchSharp;
using static TorchSharp.torch;

namespace MedClip.Torch.Tests;

public class AutogradTests
{
    [Fact]
    public void Gradients_add_up_until_they_are_cleared()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = tensor(2.0, requires_grad: true);
        x.grad.ShouldBeNull();
        (x * 3).backward();
        (x * 4).backward();
        x.grad.item<double>().ShouldBe(7);
        x.grad = null;
        x.grad.ShouldBeNull();
    }

    [Fact]
    public void Nothing_is_recorded_without_gradients()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = ones(2, requires_grad: true);
        using (no_grad())
        {
            (x * 2).requires_grad.ShouldBeFalse();
            using (enable_grad())
            {
                (x * 2).requires_grad.ShouldBeTrue();
            }
        }
        (x * 2).requires_grad.ShouldBeTrue();
        x.detach().requires_grad.ShouldBeFalse();
    }

    [Fact]
    public void Inference_mode_ends_with_its_scope()
    {
        using DisposeScope scope = NewDisposeScope();
        using (inference_mode())
        {
            is_inference_mode_enabled().ShouldBeTrue();
            (ones(2, requires_grad: true) * 2).requires_grad.ShouldBeFalse();
        }
        is_inference_mode_enabled().ShouldBeFalse();
    }

    [Fact]
    public void A_second_backward_needs_a_retained_graph()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = tensor(2.0, requires_grad: true);
        Tensor y = x * x;
        y.backward(retain_graph: true);
        y.backward();
        x.grad.item<double>().ShouldBe(8);
        Should.Throw<System.Runtime.InteropServices.ExternalException>(() => y.backward()).Message.ShouldContain("second time");
    }

    [Fact]
    public void Second_derivatives_come_from_a_recorded_backward()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = tensor(2.0, requires_grad: true);
        Tensor first = autograd.grad([x * x * x], [x], create_graph: true)[0];
        Tensor second = autograd.grad([first], [x])[0];
        (first.item<double>(), second.item<double>()).ShouldBe((12.0, 12.0));
        x.grad.ShouldBeNull();
    }

    [Fact]
    public void An_unused_input_is_refused_or_null()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = tensor(2.0, requires_grad: true);
        Tensor z = tensor(1.0, requires_grad: true);
        Tensor y = x * 2;
        Should.Throw<System.Runtime.InteropServices.ExternalException>(() => autograd.grad([y], [z], retain_graph: true));
        autograd.grad([y], [z], allow_unused: true)[0].ShouldBeNull();
    }

    [Fact]
    public void A_vector_needs_the_gradient_it_is_given()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = ones(3, dtype: ScalarType.Float64, requires_grad: true);
        Should.Throw<System.Runtime.InteropServices.ExternalException>(() => (x * 2).backward());
        (x * 2).backward([tensor(new[] { 1.0, 2, 3 })]);
        x.grad.data<double>().ToArray().ShouldBe([2, 4, 6]);
    }

    [Fact]
    public void Gradients_of_intermediate_results_are_kept_on_request()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = tensor(3.0, requires_grad: true);
        Tensor y = x * 2;
        y.retain_grad();
        (y * y).backward();
        y.grad.item<double>().ShouldBe(12);
        y.is_leaf.ShouldBeFalse();
    }

    [Fact]
    public void Anomalies_are_reported_and_the_mode_restored()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = tensor(0.0, requires_grad: true);
        using (autograd.detect_anomaly())
        {
            AnomalyMode.IsEnabled.ShouldBeTrue();
            Tensor y = (x.sqrt() * 0).sum();
            Should.Throw<System.Runtime.InteropServices.ExternalException>(() => y.backward()).Message.ShouldContain("nan");
        }
        AnomalyMode.IsEnabled.ShouldBeFalse();
    }
}
