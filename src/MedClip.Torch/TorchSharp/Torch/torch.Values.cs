using System.Runtime.InteropServices;
using MedClip.Torch;

namespace TorchSharp;

/// <content>Copying values of .NET into tensors.</content>
public static partial class torch
{
    /// <summary>A tensor with a copy of an array of any element type and rank.</summary>
    /// <param name="rawArray">The array.</param>
    /// <param name="dtype">The type to convert to; the array's if null.</param>
    /// <param name="device">The device to put it on.</param>
    /// <param name="requires_grad">Whether operations on it are recorded.</param>
    /// <param name="names">Must be null.</param>
    public static Tensor from_array(Array rawArray, ScalarType? dtype, Device? device = null, bool requires_grad = false, string[]? names = null)
    {
        Type element = rawArray.GetType().GetElementType()!;
        ScalarType own = TypeOfElements(element);
        long[] shape = [.. Enumerable.Range(0, rawArray.Rank).Select(rawArray.GetLongLength)];
        int bytes = checked(rawArray.Length * ElementTypes.Size(own));
        Span<byte> source = rawArray.Length == 0 ? [] : MemoryMarshal.CreateSpan(ref MemoryMarshal.GetArrayDataReference(rawArray), bytes);
        return FromBytes(source, shape, own, dtype, device, requires_grad, names);
    }

    /// <summary>A tensor with a copy of an array of any element type and rank.</summary>
    /// <param name="rawArray">The array.</param>
    /// <param name="device">The device to put it on.</param>
    public static Tensor from_array(Array rawArray, Device? device = null) => from_array(rawArray, null, device);

    /// <summary>A tensor with a copy of a stretch of an array's memory.</summary>
    /// <param name="rawArray">The array.</param>
    /// <param name="dtype">The type the bytes are read as.</param>
    /// <param name="count">How many elements; all that follow if −1.</param>
    /// <param name="offset">How many bytes to leave out first.</param>
    /// <param name="requires_grad">Whether operations on it are recorded.</param>
    public static Tensor frombuffer(Array rawArray, ScalarType dtype, long count = -1, long offset = 0, bool requires_grad = false)
    {
        Type element = rawArray.GetType().GetElementType()!;
        long length = (long)rawArray.Length * ElementTypes.Size(TypeOfElements(element));
        int size = ElementTypes.Size(dtype);
        long elements = count < 0 ? (length - offset) / size : count;
        if (offset < 0 || offset + (elements * size) > length)
        {
            throw new ArgumentOutOfRangeException(nameof(offset), $"{elements} elements of {size} bytes from byte {offset} on are not in {length} bytes.");
        }
        Span<byte> all = MemoryMarshal.CreateSpan(ref MemoryMarshal.GetArrayDataReference(rawArray), checked((int)length));
        return FromBytes(all.Slice((int)offset, (int)(elements * size)), [elements], dtype, null, null, requires_grad, null);
    }

    private static Tensor FromValues<T>(ReadOnlySpan<T> values, long[] shape, ScalarType own, ScalarType? dtype, Device? device, bool requires_grad, string[]? names)
        where T : unmanaged
    {
        long wanted = shape.Aggregate(1L, (a, b) => checked(a * b));
        return wanted == values.Length
            ? FromBytes(MemoryMarshal.AsBytes(values), shape, own, dtype, device, requires_grad, names)
            : throw new ArgumentException($"{values.Length} elements do not fill the shape [{string.Join(", ", shape)}].");
    }

    private static Tensor FromArray<T>(Array array, ScalarType own, ScalarType? dtype, Device? device, bool requires_grad, string[]? names)
        where T : unmanaged
    {
        long[] shape = [.. Enumerable.Range(0, array.Rank).Select(array.GetLongLength)];
        Span<T> values = array.Length == 0 ? [] : MemoryMarshal.CreateSpan(ref System.Runtime.CompilerServices.Unsafe.As<byte, T>(ref MemoryMarshal.GetArrayDataReference(array)), array.Length);
        return FromValues<T>(values, shape, own, dtype, device, requires_grad, names);
    }

    private static unsafe Tensor FromBytes(ReadOnlySpan<byte> source, long[] shape, ScalarType own, ScalarType? dtype, Device? device, bool requires_grad, string[]? names)
    {
        Tensor made = Ops.EmptyMemoryFormat.Call(shape, own, Arg.None, CPU);
        if (source.Length > 0)
        {
            source.CopyTo(new Span<byte>((void*)made.DataPointer(), source.Length));
        }
        Device? place = device ?? (default_device is null ? null : get_default_device());
        ScalarType type = dtype ?? own;
        if (type != own || (place is not null && place.type != DeviceType.CPU))
        {
            made = made.to(type, place ?? CPU, disposeAfter: true);
        }
        return Ready(made, requires_grad, names);
    }

    private static ScalarType TypeOfElements(Type element) =>
        ElementTypes.Of(element) ?? throw new ArgumentException($"Arrays of {element.Name} cannot become tensors.");

    private static ReadOnlySpan<T> Elements<T>(IList<T> list) => list switch
    {
        T[] array => array,
        List<T> items => CollectionsMarshal.AsSpan(items),
        _ => list.ToArray(),
    };
}
