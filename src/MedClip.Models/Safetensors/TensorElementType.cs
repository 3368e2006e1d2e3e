namespace MedClip.Models;

/// <summary>Element types of the safetensors format that MedCLIP reads and writes (https://huggingface.co/docs/safetensors).</summary>
public enum TensorElementType
{
    /// <summary>One byte, 0 or 1 (<c>BOOL</c>).</summary>
    Bool,

    /// <summary>Unsigned, 8 bits (<c>U8</c>).</summary>
    UInt8,

    /// <summary>Signed, 8 bits (<c>I8</c>).</summary>
    Int8,

    /// <summary>Signed, 16 bits (<c>I16</c>).</summary>
    Int16,

    /// <summary>Unsigned, 16 bits (<c>U16</c>).</summary>
    UInt16,

    /// <summary>IEEE half precision (<c>F16</c>).</summary>
    Float16,

    /// <summary>Brain float, the upper half of a float32 (<c>BF16</c>).</summary>
    BFloat16,

    /// <summary>Signed, 32 bits (<c>I32</c>).</summary>
    Int32,

    /// <summary>Unsigned, 32 bits (<c>U32</c>).</summary>
    UInt32,

    /// <summary>IEEE single precision (<c>F32</c>).</summary>
    Float32,

    /// <summary>Signed, 64 bits (<c>I64</c>).</summary>
    Int64,

    /// <summary>Unsigned, 64 bits (<c>U64</c>).</summary>
    UInt64,

    /// <summary>IEEE double precision (<c>F64</c>).</summary>
    Float64,
}
