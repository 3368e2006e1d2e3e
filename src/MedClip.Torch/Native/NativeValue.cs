using System.Runtime.InteropServices;

namespace MedClip.Torch;

/// <summary>Kinds of value that cross the border; mirrors <c>mt_tag</c> in <c>medclip_torch.h</c>.</summary>
internal enum NativeTag
{
    None = 0,
    Tensor = 1,
    Int = 2,
    Double = 3,
    Bool = 4,
    IntList = 5,
    DoubleList = 6,
    TensorList = 7,
    String = 8,
    Device = 9,
    Generator = 10,
    BoolList = 11,
    Complex = 12,
    Default = 13,
}

/// <summary>One argument or result of an operator; mirrors <c>mt_value</c>.</summary>
[StructLayout(LayoutKind.Explicit, Size = 16)]
internal struct NativeValue
{
    [FieldOffset(0)] public NativeTag Tag;
    [FieldOffset(4)] public int Count;
    [FieldOffset(8)] public long Int;
    [FieldOffset(8)] public double Double;
    [FieldOffset(8)] public nint Pointer;
}

/// <summary>What a tensor is; mirrors <c>mt_info</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NativeInfo
{
    public long Dimensions;
    public long Elements;
    public long ElementSize;
    public long StorageOffset;
    public int Type;
    public int DeviceType;
    public int DeviceIndex;
    public NativeFlags Flags;

    public readonly bool Has(NativeFlags flag) => (Flags & flag) != 0;
}

/// <summary>Properties of a tensor; mirrors <c>mt_flag</c>.</summary>
[Flags]
internal enum NativeFlags
{
    None = 0,
    RequiresGrad = 1,
    IsLeaf = 2,
    Contiguous = 4,
    Sparse = 8,
    Quantized = 16,
    Conjugated = 32,
    Negated = 64,
    View = 128,
    Inference = 256,
    ChannelsLast = 512,
}
