using TorchSharp;
using static TorchSharp.torch;

namespace MedClip.Torch.Tests;

public class IndexingTests
{
    [Fact]
    public void Writing_reaches_the_tensor_itself()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor a = zeros(3, 4);
        a[1] = ones(4);
        a[0, 2] = tensor(5f);
        a[.., 0] = tensor(9f);
        a[TensorIndex.Slice(2, null), TensorIndex.Slice(null, null, 3)] = tensor(-1f);
        a.data<float>().ToArray().ShouldBe([9, 0, 5, 0, 9, 1, 1, 1, -1, 0, 0, -1]);
    }

    [Fact]
    public void Writing_by_mask_and_by_indices()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor a = arange(6, ScalarType.Float32).reshape(2, 3);
        a[a.gt(3)] = tensor(0f);
        a.data<float>().ToArray().ShouldBe([0, 1, 2, 3, 0, 0]);
        a.index_put_(tensor(7f), tensor(new long[] { 1 }), tensor(new long[] { 2 }));
        a[1, 2].item<float>().ShouldBe(7);
        a.index_put_(tensor(1f), [tensor(new long[] { 0, 0 }), tensor(new long[] { 0, 0 })], accumulate: true);
        a[0, 0].item<float>().ShouldBe(2);
        a.index_put_((Scalar)3, TensorIndex.Colon, TensorIndex.Single(1));
        a[.., 1].data<float>().ToArray().ShouldBe([3, 3]);
        a.masked_scatter_(tensor(new[,] { { true, false, false }, { false, false, true } }), tensor(new[] { 10f, 20 }));
        (a[0, 0].item<float>(), a[1, 2].item<float>()).ShouldBe((10, 20));
    }

    [Fact]
    public void A_tensor_among_slices_picks_from_its_own_dimension()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor a = arange(24).reshape(2, 3, 4);
        Tensor picked = a[TensorIndex.Ellipsis, TensorIndex.Tensor(tensor(new long[] { 3, 0 }))];
        picked.shape.ShouldBe([2, 3, 2]);
        picked[1, 2].data<long>().ToArray().ShouldBe([23, 20]);
        Tensor written = a.clone();
        written[1.., TensorIndex.Tensor(tensor(new long[] { 0, 2 })), 1] = tensor(-5L);
        written[1, TensorIndex.Colon, 1].data<long>().ToArray().ShouldBe([-5, 17, -5]);
    }

    [Fact]
    public void Indices_out_of_range_are_refused()
    {
        using DisposeScope scope = NewDisposeScope();
        Should.Throw<System.Runtime.InteropServices.ExternalException>(() => ones(2)[5]).Message.ShouldContain("out of range");
        Should.Throw<System.Runtime.InteropServices.ExternalException>(() => ones(2)[0, 0]);
        Should.Throw<ArgumentOutOfRangeException>(() => ones(2).size(1));
    }

    [Fact]
    public void Booleans_and_empty_ranges_keep_or_drop()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor a = arange(4);
        a[TensorIndex.Bool(true)].shape.ShouldBe([1, 4]);
        a[TensorIndex.Bool(false)].shape.ShouldBe([0, 4]);
        a[^0..].shape.ShouldBe([0]);
        a[2..1].shape.ShouldBe([0]);
        a[TensorIndex.Slice((1, null))].data<long>().ToArray().ShouldBe([1, 2, 3]);
    }

    [Fact]
    public void Indexing_leaves_nothing_but_its_result()
    {
        Tensor a = arange(24).reshape(2, 3, 4).DetachFromDisposeScope();
        DisposeScopeManager.Statistics.Reset();
        using (Tensor picked = a[1, TensorIndex.Null, 1..])
        {
            DisposeScopeManager.Statistics.ThreadTotalLiveCount.ShouldBe(1);
        }
        a[TensorIndex.Tensor(a.gt(3)), TensorIndex.Null].Dispose();
        DisposeScopeManager.Statistics.ThreadTotalLiveCount.ShouldBe(1, "the mask made here");
        a.Dispose();
    }
}
