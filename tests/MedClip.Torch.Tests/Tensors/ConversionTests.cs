using System.Numerics;
using TorchSharp;
using static TorchSharp.torch;

namespace MedClip.Torch.Tests;

public class ConversionTests
{
    public static TheoryData<ScalarType, Func<Tensor, Tensor>> Conversions() => new()
    {
        { ScalarType.Bool, t => t.@bool() }, { ScalarType.Byte, t => t.@byte() }, { ScalarType.Int8, t => t.@char() }, { ScalarType.Int16, t => t.@short() },
        { ScalarType.Int32, t => t.@int() }, { ScalarType.Int64, t => t.@long() }, { ScalarType.Float16, t => t.half() }, { ScalarType.BFloat16, t => t.bfloat16() },
        { ScalarType.Float32, t => t.@float() }, { ScalarType.Float64, t => t.@double() }, { ScalarType.ComplexFloat32, t => t.cfloat() },
        { ScalarType.ComplexFloat64, t => t.cdouble() }, { ScalarType.Int32, t => t.to(ScalarType.Int32) }, { ScalarType.Int32, t => t.to_type(ScalarType.Int32) },
        { ScalarType.Int32, t => t.type(ScalarType.Int32) }, { ScalarType.Int32, t => t.type_as(tensor(1)) }, { ScalarType.Int32, t => t.to(tensor(1)) },
        { ScalarType.Int32, t => t.to(ScalarType.Int32, CPU) },
    };

    [Theory]
    [MemberData(nameof(Conversions))]
    public void A_tensor_converts_to_every_type(ScalarType type, Func<Tensor, Tensor> convert)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor converted = convert(tensor(new[] { 0f, 1f }));
        converted.dtype.ShouldBe(type);
        converted.real.to_type(ScalarType.Float64).data<double>().ToArray().ShouldBe([0, 1]);
    }

    [Fact]
    public void A_conversion_to_the_same_shares_memory_unless_a_copy_is_asked_for()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor a = zeros(2);
        a.to(CPU).fill_(1);
        a.cpu().add_(1);
        a.to("cpu", copy: true).fill_(9);
        a.to(DeviceType.CPU).add_(1);
        a.data<float>().ToArray().ShouldBe([3, 3]);
    }

    [Fact]
    public void The_source_is_disposed_on_request()
    {
        Tensor a = zeros(2);
        using Tensor b = a.to(ScalarType.Int64, disposeAfter: true);
        a.IsInvalid.ShouldBeTrue();
        b.dtype.ShouldBe(ScalarType.Int64);
    }

    [Fact]
    public void Single_elements_are_read_as_they_are_or_converted()
    {
        using DisposeScope scope = NewDisposeScope();
        tensor(2.5f).item<float>().ShouldBe(2.5f);
        tensor(2.5f).ToDouble().ShouldBe(2.5);
        tensor(2.5f).ToSingle().ShouldBe(2.5f);
        tensor(2.5f).ToInt32().ShouldBe(2);
        tensor(7).ToInt64().ShouldBe(7);
        tensor(7L).ToInt16().ShouldBe((short)7);
        tensor(7L).ToByte().ShouldBe((byte)7);
        tensor((sbyte)-7).ToSByte().ShouldBe((sbyte)-7);
        tensor(true).ToBoolean().ShouldBeTrue();
        tensor(1.5f).ToHalf().ShouldBe((Half)1.5f);
        ((float)tensor(2.5)).ShouldBe(2.5f);
        ((long)tensor(3)).ShouldBe(3);
        tensor(new[] { 2.5f }).item<float>().ShouldBe(2.5f);
        tensor(2.5f).bfloat16().item<BFloat16>().ToSingle().ShouldBe(2.5f);
        Should.Throw<ArgumentException>(() => tensor(2.5f).item<double>()).Message.ShouldContain("Float32");
        Should.Throw<ArgumentException>(() => ones(2).item<float>()).Message.ShouldContain("one element");
        Should.Throw<System.Runtime.InteropServices.ExternalException>(() => ones(2).ToSingle());
    }

    [Fact]
    public void Pairs_and_complex_numbers_share_memory()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor pairs = tensor(new[,] { { 1f, 2f }, { 3f, 4f } });
        Tensor complex = pairs.view_as_complex();
        complex.data<(float, float)>()[1].ShouldBe((3f, 4f));
        complex.imag.data<float>().ToArray().ShouldBe([2, 4]);
        complex.view_as_real().Equals(pairs).ShouldBeTrue();
        torch.complex(tensor(1.0), tensor(2.0)).item<Complex>().ShouldBe(new Complex(1, 2));
        polar(tensor(2.0), tensor(0.0)).ToScalar().ToComplexFloat64().ShouldBe(new Complex(2, 0));
    }

    [Fact]
    public void Sparse_tensors_become_dense() => Sparse().to_dense().data<float>().ToArray().ShouldBe([1, 0, 0, 1]);

    private static Tensor Sparse() => new Op("aten::to_sparse").Call(eye(2));

    [Fact]
    public void Numbers_and_arrays_become_tensors_implicitly()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor number = 3;
        Tensor array = new[] { 1f, 2f };
        Tensor scalar = (Scalar)2.5;
        (number.dtype, array.dtype, scalar.dtype).ShouldBe((ScalarType.Int32, ScalarType.Float32, ScalarType.Float64));
        array.shape.ShouldBe([2]);
        scalar.item<double>().ShouldBe(2.5);
    }

    [Theory]
    [InlineData(1.0f, 0x3F80)]
    [InlineData(-2.5f, 0xC020)]
    [InlineData(1.00390625f, 0x3F80)]
    [InlineData(1.01171875f, 0x3F82)]
    [InlineData(float.PositiveInfinity, 0x7F80)]
    public void BFloat16_rounds_to_nearest_and_halves_to_even(float value, int bits) =>
        new BFloat16(value).ShouldBe(BFloat16.FromRawValue((ushort)bits));

    [Fact]
    public void BFloat16_agrees_with_libtorch()
    {
        using DisposeScope scope = NewDisposeScope();
        float[] values = [.. Enumerable.Range(-500, 1000).Select(i => i * 0.0137f)];
        BFloat16[] theirs = tensor(values).bfloat16().data<BFloat16>().ToArray();
        theirs.ShouldBe(values.Select(v => new BFloat16(v)));
        BFloat16.IsNaN((BFloat16)float.NaN).ShouldBeTrue();
        ((float)(BFloat16.One + BFloat16.Epsilon)).ShouldBe(1.0078125f);
        (BFloat16.MaxValue > BFloat16.MinValue).ShouldBeTrue();
        finfo(ScalarType.BFloat16).max.ShouldBe((double)BFloat16.MaxValue);
    }
}
