namespace TorchSharp;

/// <summary>Conversions and facts of tensors.</summary>
public static partial class TensorExtensionMethods
{
    /// <summary>Bytes of one element.</summary>
    /// <param name="type">The type.</param>
    public static int ElementSize(this torch.ScalarType type) => ElementTypes.Size(type);

    /// <summary>How many elements a shape has.</summary>
    /// <param name="shape">The shape.</param>
    public static long TotalSize(this IEnumerable<long> shape) => shape.Aggregate(1L, (a, b) => a * b);

    /// <summary>The single element as <see cref="float"/>, converted.</summary>
    /// <param name="value">A tensor with one element.</param>
    /// <exception cref="System.Runtime.InteropServices.ExternalException">The tensor has more or fewer elements than one.</exception>
    public static float ToSingle(this torch.Tensor value) => value.ToScalar().ToSingle();

    /// <summary>The single element as <see cref="double"/>, converted.</summary>
    /// <param name="value">A tensor with one element.</param>
    /// <exception cref="System.Runtime.InteropServices.ExternalException">The tensor has more or fewer elements than one.</exception>
    public static double ToDouble(this torch.Tensor value) => value.ToScalar().ToDouble();

    /// <summary>The single element as <see cref="byte"/>, converted.</summary>
    /// <param name="value">A tensor with one element.</param>
    /// <exception cref="System.Runtime.InteropServices.ExternalException">The tensor has more or fewer elements than one.</exception>
    public static byte ToByte(this torch.Tensor value) => value.ToScalar().ToByte();

    /// <summary>The single element as <see cref="sbyte"/>, converted.</summary>
    /// <param name="value">A tensor with one element.</param>
    /// <exception cref="System.Runtime.InteropServices.ExternalException">The tensor has more or fewer elements than one.</exception>
    public static sbyte ToSByte(this torch.Tensor value) => value.ToScalar().ToSByte();

    /// <summary>The single element as <see cref="short"/>, converted.</summary>
    /// <param name="value">A tensor with one element.</param>
    /// <exception cref="System.Runtime.InteropServices.ExternalException">The tensor has more or fewer elements than one.</exception>
    public static short ToInt16(this torch.Tensor value) => value.ToScalar().ToInt16();

    /// <summary>The single element as <see cref="int"/>, converted.</summary>
    /// <param name="value">A tensor with one element.</param>
    /// <exception cref="System.Runtime.InteropServices.ExternalException">The tensor has more or fewer elements than one.</exception>
    public static int ToInt32(this torch.Tensor value) => value.ToScalar().ToInt32();

    /// <summary>The single element as <see cref="long"/>, converted.</summary>
    /// <param name="value">A tensor with one element.</param>
    /// <exception cref="System.Runtime.InteropServices.ExternalException">The tensor has more or fewer elements than one.</exception>
    public static long ToInt64(this torch.Tensor value) => value.ToScalar().ToInt64();

    /// <summary>The single element as <see cref="bool"/>, converted.</summary>
    /// <param name="value">A tensor with one element.</param>
    /// <exception cref="System.Runtime.InteropServices.ExternalException">The tensor has more or fewer elements than one.</exception>
    public static bool ToBoolean(this torch.Tensor value) => value.ToScalar().ToBoolean();

    /// <summary>The single element as <see cref="Half"/>, converted.</summary>
    /// <param name="value">A tensor with one element.</param>
    /// <exception cref="System.Runtime.InteropServices.ExternalException">The tensor has more or fewer elements than one.</exception>
    public static Half ToHalf(this torch.Tensor value) => value.ToScalar().ToHalf();
}
