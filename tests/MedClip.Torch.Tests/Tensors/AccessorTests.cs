using TorchSharp;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace MedClip.Torch.Tests;

public class AccessorTests
{
    [Fact]
    public void Elements_come_in_the_order_of_the_indices_whatever_the_strides()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor t = arange(6).reshape(2, 3).t();
        TensorAccessor<long> data = t.data<long>();
        data.ToArray().ShouldBe([0, 3, 1, 4, 2, 5]);
        data.ShouldBe([0L, 3, 1, 4, 2, 5]);
        (data[2, 1], data[-1, 0], data[1], data.Count).ShouldBe((5, 2, 3, 6));
        ((long[,])data.ToNDArray())[1, 1].ShouldBe(4);
    }

    [Fact]
    public void Writing_an_element_changes_the_tensor()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor t = zeros(2, 2);
        t.data<float>()[1, 0] = 5;
        t[1, 0].item<float>().ShouldBe(5);
        t.t().data<float>().CopyFrom([1f, 2, 3, 4]);
        t.data<float>().ToArray().ShouldBe([1, 3, 2, 4]);
    }

    [Fact]
    public void Parts_are_copied_out_and_in()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor t = arange(6, ScalarType.Int32);
        var target = new int[4];
        t.data<int>().CopyTo(target, 1, 3);
        target.ShouldBe([0, 3, 4, 5]);
        t.data<int>().CopyFrom([9, 8, 7], 1, 4);
        t.data<int>().ToArray().ShouldBe([0, 1, 2, 3, 8, 7]);
    }

    [Fact]
    public void Places_outside_the_tensor_are_refused()
    {
        using DisposeScope scope = NewDisposeScope();
        TensorAccessor<float> data = zeros(2, 3).data<float>();
        Should.Throw<IndexOutOfRangeException>(() => data[2, 0]).Message.ShouldContain("[2, 3]");
        Should.Throw<IndexOutOfRangeException>(() => data[6]);
        Should.Throw<IndexOutOfRangeException>(() => data[0, 0, 0]);
    }

    [Fact]
    public void The_wrong_type_and_a_disposed_tensor_are_refused()
    {
        Tensor t = zeros(2);
        Should.Throw<ArgumentException>(() => t.data<double>()).Message.ShouldContain("Float32");
        TensorAccessor<float> data = t.data<float>();
        t.Dispose();
        Should.Throw<ObjectDisposedException>(() => data.ToArray());
    }

    [Fact]
    public void Accessors_are_equal_when_their_elements_are()
    {
        using DisposeScope scope = NewDisposeScope();
        (ones(2).data<float>() == ones(2).data<float>()).ShouldBeTrue();
        (ones(2).data<float>() != zeros(2).data<float>()).ShouldBeTrue();
        ones(2).data<float>().GetHashCode().ShouldBe(ones(2).data<float>().GetHashCode());
    }

    [Fact]
    public void Bytes_are_the_memory_itself()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor t = ones(2);
        t.bytes.ToArray().ShouldBe([0, 0, 128, 63, 0, 0, 128, 63]);
        t.bytes = new byte[8];
        t.sum().item<float>().ShouldBe(0);
        Should.Throw<ArgumentException>(() => t.bytes = new byte[3]);
        Should.Throw<InvalidOperationException>(() => ones(2, 3).t().bytes.Length).Message.ShouldContain("contiguous");
    }

    [Fact]
    public void Facts_of_a_tensor()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor t = zeros(2, 3, ScalarType.Float64).t();
        (t.ndim, t.dim(), t.Dimensions, t.numel(), t.NumberOfElements).ShouldBe((2, 2, 2, 6, 6));
        (t.size(0), t.size(-1), t.stride(0), t.element_size(), t.ElementSize).ShouldBe((3, 2, 1, 8, 8));
        t.stride().ShouldBe([1, 3]);
        (t.is_contiguous(), t.is_cpu(), t.is_cuda, t.is_sparse, t.is_floating_point(), t.is_integral(), t.is_complex()).ShouldBe((false, true, false, false, true, false, false));
        t[1].storage_offset().ShouldBe(1);
        ScalarType.BFloat16.ElementSize().ShouldBe(2);
        new long[] { 2, 3 }.TotalSize().ShouldBe(6);
    }

    [Theory]
    [InlineData(TensorStringStyle.Metadata, "[2x2], type = Float32, device = cpu")]
    [InlineData(TensorStringStyle.Numpy, "[[1 2]\n[3 4.5]]")]
    [InlineData(TensorStringStyle.CSharp, "[2x2], type = Float32, device = cpu, value = {{1, 2}, {3, 4.5}}")]
    [InlineData(TensorStringStyle.Julia, "[2x2], type = Float32, device = cpu|   1   2|   3 4.5|")]
    public void A_tensor_is_written_in_a_style(TensorStringStyle style, string text)
    {
        using Tensor t = tensor(new[,] { { 1f, 2 }, { 3, 4.5f } });
        t.ToString(style, newLine: "|").ShouldBe(text);
    }

    [Fact]
    public void Long_tensors_are_shortened_and_others_written_by_their_type()
    {
        using DisposeScope scope = NewDisposeScope();
        arange(100).npstr().ShouldContain("...");
        tensor(new[] { true }).cstr().ShouldContain("{true}");
        tensor(3L).str().ShouldEndWith("value = 3");
        arange(8).reshape(2, 2, 2).jlstr(newLine: "\n").ShouldContain("[1,..,..] =\n   4   5\n   6   7");
        ones(2).metastr().ShouldBe(ones(2).ToString());
    }
}
