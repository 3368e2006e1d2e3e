using TorchSharp;
using static TorchSharp.torch;

namespace MedClip.Torch.Tests;

public class FirstStepsTests
{
    [Fact]
    public void A_sum_of_two_tensors_has_the_sums_of_their_elements()
    {
        using Tensor a = tensor(new float[] { 1, 2, 3 });
        using Tensor b = tensor(new float[] { 10, 20, 30 });
        using Tensor sum = a + b;
        sum.data<float>().ToArray().ShouldBe([11, 22, 33]);
    }

    [Fact]
    public void A_number_joins_an_operation_without_ambiguity()
    {
        using Tensor a = tensor(new float[] { 1, 2, 3 });
        a.add(1).data<float>().ToArray().ShouldBe([2, 3, 4]);
        (2 * a - 1).data<float>().ToArray().ShouldBe([1, 3, 5]);
        (6 / a).data<float>().ToArray().ShouldBe([6, 3, 2]);
        a.add(a, 0.5).data<float>().ToArray().ShouldBe([1.5f, 3, 4.5f]);
    }

    [Fact]
    public void An_operation_on_shapes_that_do_not_fit_says_so()
    {
        using Tensor a = ones(2, 3);
        using Tensor b = ones(2, 4);
        var error = Should.Throw<System.Runtime.InteropServices.ExternalException>(() => a.add(b));
        error.Message.ShouldContain("must match the size");
        error.Message.ShouldContain("aten::add");
    }

    [Fact]
    public void A_disposed_tensor_refuses_to_be_used()
    {
        Tensor a = ones(2);
        a.Dispose();
        a.IsInvalid.ShouldBeTrue();
        Should.Throw<ObjectDisposedException>(() => a.add(1));
        Should.Throw<ObjectDisposedException>(() => a.shape);
        a.Dispose();
    }

    [Fact]
    public void Gradients_follow_the_chain_rule()
    {
        using Tensor x = tensor(3.0, requires_grad: true);
        using Tensor y = x * x * 2;
        y.backward();
        x.grad.item<double>().ShouldBe(12.0);
    }

    [Fact]
    public void Pieces_are_picked_by_ranges_ellipses_and_tensors()
    {
        using Tensor a = arange(24).reshape(2, 3, 4);
        a[1, 2, 3].item<long>().ShouldBe(23);
        a[.., 1].shape.ShouldBe([2, 4]);
        a[TensorIndex.Ellipsis, 0].data<long>().ToArray().ShouldBe([0, 4, 8, 12, 16, 20]);
        a[TensorIndex.Slice(), TensorIndex.Slice(0, 3, 2), TensorIndex.Single(-1)].data<long>().ToArray().ShouldBe([3, 11, 15, 23]);
        a[TensorIndex.Null, 0].shape.ShouldBe([1, 3, 4]);
        a[^1, 1..^1].data<long>().ToArray().ShouldBe([16, 17, 18, 19]);
        a[a.gt(20)].data<long>().ToArray().ShouldBe([21, 22, 23]);
        a[.., TensorIndex.Tensor(tensor(new long[] { 2, 0 }))].shape.ShouldBe([2, 2, 4]);
    }

    [Fact]
    public void A_scope_disposes_what_was_made_in_it()
    {
        DisposeScopeManager.Statistics.Reset();
        Tensor kept;
        using (NewDisposeScope())
        {
            Tensor a = ones(3);
            kept = (a + 1).MoveToOuterDisposeScope();
            a.IsInvalid.ShouldBeFalse();
        }
        kept.data<float>().ToArray().ShouldBe([2, 2, 2]);
        kept.Dispose();
        DisposeScopeManager.Statistics.ThreadTotalLiveCount.ShouldBe(0);
    }
}
