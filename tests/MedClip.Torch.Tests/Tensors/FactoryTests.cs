using TorchSharp;
using static TorchSharp.torch;

namespace MedClip.Torch.Tests;

public class FactoryTests
{
    public static TheoryData<Func<Tensor>, long[], double> Filled() => new()
    {
        { () => zeros(2, 3), [2, 3], 0 }, { () => zeros(2L), [2], 0 }, { () => zeros(new long[] { 1, 2, 3 }), [1, 2, 3], 0 }, { () => zeros(1, 2, 3, 4), [1, 2, 3, 4], 0 },
        { () => ones(2, 3), [2, 3], 1 }, { () => ones([4L]), [4], 1 }, { () => full(2, 3, 7), [2, 3], 7 }, { () => full(new long[] { 2 }, 2.5), [2], 2.5 },
        { () => ones(2).zeros_like(), [2], 0 }, { () => zeros_like(ones(2)), [2], 0 }, { () => zeros(2).ones_like(), [2], 1 }, { () => ones_like(zeros(2)), [2], 1 },
        { () => zeros(2).full_like(3), [2], 3 }, { () => full_like(zeros(2), 3), [2], 3 }, { () => ones(1).new_zeros([2L]), [2], 0 }, { () => ones(1).new_full([2L], 4), [2], 4 },
        { () => empty(2).fill_(5), [2], 5 }, { () => empty_like(ones(2)).zero_(), [2], 0 }, { () => ones(2).new_empty([3L]).fill_(1), [3], 1 }, { () => zeros(2).copy_(tensor(6)), [2], 6 },
        { () => zeros(1).set_(full(3, 8)), [3], 8 },
    };

    [Theory]
    [MemberData(nameof(Filled))]
    public void A_filled_tensor_has_its_shape_and_number(Func<Tensor> make, long[] shape, double value)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor made = make();
        made.shape.ShouldBe(shape);
        made.dtype.ShouldBe(ScalarType.Float32);
        made.data<float>().ToArray().ShouldAllBe(v => v == (float)value);
    }

    [Fact]
    public void Ranges_include_their_ends_as_they_should()
    {
        using DisposeScope scope = NewDisposeScope();
        arange(4).data<long>().ToArray().ShouldBe([0, 1, 2, 3]);
        arange(1, 2, 0.25).data<float>().ToArray().ShouldBe([1, 1.25f, 1.5f, 1.75f]);
        arange(5, 2, -1).data<long>().ToArray().ShouldBe([5, 4, 3]);
        linspace(0, 1, 5).data<float>().ToArray().ShouldBe([0, 0.25f, 0.5f, 0.75f, 1]);
        logspace(0, 2, 3).data<float>().ToArray().ShouldBe([1, 10, 100]);
        eye(2, 3).data<float>().ToArray().ShouldBe([1, 0, 0, 0, 1, 0]);
        tril_indices(2, 2).data<long>().ToArray().ShouldBe([0, 1, 1, 0, 0, 1]);
        triu_indices(2, 2).data<long>().ToArray().ShouldBe([0, 0, 1, 0, 1, 1]);
    }

    [Fact]
    public void Arrays_of_every_type_and_rank_become_tensors()
    {
        using DisposeScope scope = NewDisposeScope();
        tensor(new[,] { { 1, 2 }, { 3, 4 } }).shape.ShouldBe([2, 2]);
        tensor(new double[2, 3, 4]).shape.ShouldBe([2, 3, 4]);
        tensor(new byte[1, 2, 3, 4]).dtype.ShouldBe(ScalarType.Byte);
        tensor(new[] { true, false }).data<bool>().ToArray().ShouldBe([true, false]);
        tensor(new short[] { 1 }, dtype: ScalarType.Float32).dtype.ShouldBe(ScalarType.Float32);
        tensor(new List<long> { 1, 2, 3 }).data<long>().ToArray().ShouldBe([1, 2, 3]);
        tensor(new float[] { 1, 2, 3, 4 }, [2, 2])[1, 0].item<float>().ShouldBe(3);
        tensor(new Memory<int>([1, 2, 3, 4], 1, 2), [2]).data<int>().ToArray().ShouldBe([2, 3]);
        from_array(new[,] { { 1.5, 2.5 } })[0, 1].item<double>().ShouldBe(2.5);
        from_array(new[] { (BFloat16)1.5f }, ScalarType.Float32).item<float>().ShouldBe(1.5f);
        frombuffer(new byte[] { 0, 0, 128, 63, 0, 0, 0, 64 }, ScalarType.Float32).data<float>().ToArray().ShouldBe([1, 2]);
        tensor(Array.Empty<float>()).shape.ShouldBe([0]);
        Should.Throw<ArgumentException>(() => tensor(new float[] { 1, 2, 3 }, [2, 2])).Message.ShouldContain("[2, 2]");
        Should.Throw<ArgumentOutOfRangeException>(() => frombuffer(new byte[7], ScalarType.Float32, count: 2));
        Should.Throw<ArgumentException>(() => from_array(new[] { "a" })).Message.ShouldContain("String");
        Should.Throw<NotSupportedException>(() => zeros(2, names: ["N"])).Message.ShouldContain("Named");
    }

    [Fact]
    public void Gradients_are_asked_for_when_a_tensor_is_made()
    {
        using DisposeScope scope = NewDisposeScope();
        zeros(2, requires_grad: true).requires_grad.ShouldBeTrue();
        zeros(2).with_requires_grad().requires_grad.ShouldBeTrue();
        zeros_like(ones(2), requires_grad: true).requires_grad.ShouldBeTrue();
        ones(2, requires_grad: true).mul(2).detach_().requires_grad.ShouldBeFalse();
    }

    [Fact]
    public void The_default_type_can_be_changed()
    {
        using DisposeScope scope = NewDisposeScope();
        get_default_dtype().ShouldBe(ScalarType.Float32);
        set_default_dtype(ScalarType.Float64);
        try
        {
            zeros(2).dtype.ShouldBe(ScalarType.Float64);
            finfo().bits.ShouldBe(64);
        }
        finally
        {
            set_default_dtype(ScalarType.Float32);
        }
        Should.Throw<ArgumentException>(() => set_default_dtype(ScalarType.Int64));
        result_type(ones(1), tensor(1.0)).ShouldBe(ScalarType.Float32);
    }

    [Fact]
    public void Devices_are_read_from_text()
    {
        device("cuda:1").index.ShouldBe(1);
        device("cpu").ToString().ShouldBe("cpu");
        device("cuda").ToString().ShouldBe("cuda:0");
        new Device(DeviceType.CUDA, 2).ToString().ShouldBe("cuda:2");
        Should.Throw<ArgumentException>(() => device("gpu0")).Message.ShouldContain("cuda:0");
        Should.Throw<ArgumentException>(() => device("cuda:x"));
        TryInitializeDeviceType(DeviceType.CPU).ShouldBeTrue();
        Should.Throw<InvalidOperationException>(() => InitializeDeviceType(DeviceType.XLA)).Message.ShouldContain("XLA");
        zeros(2, device: CPU).device.type.ShouldBe(DeviceType.CPU);
    }

    [Fact]
    public void Near_tensors_are_told_from_far_ones()
    {
        using DisposeScope scope = NewDisposeScope();
        ones(2).allclose(full(2, 1.000001f)).ShouldBeTrue();
        ones(2).allclose(full(2, 1.01f)).ShouldBeFalse();
        ones(2).Equals(ones(3)).ShouldBeFalse();
        ones(1).is_nonzero().ShouldBeTrue();
    }

    [Fact]
    public void Shapes_compare_and_join()
    {
        Size shape = new long[] { 2, 3 };
        (shape == new Size((2L, 3L))).ShouldBeTrue();
        (shape + new Size(4)).Shape.ShouldBe([2, 3, 4]);
        (shape.numel(), shape[-1], shape.Length).ShouldBe((6, 3, 2));
        Size.Empty.IsScalar.ShouldBeTrue();
        zeros(1, 3).expand(new Size((2L, 3L))).shape.ShouldBe([2, 3]);
    }
}
