namespace MedClip;

/// <summary>The numbers that an <see cref="EmbeddingIndex"/> keeps. Queries and sums of products are float32 with either.</summary>
public enum EmbeddingPrecision
{
    /// <summary>Four bytes a number, as the model gave it.</summary>
    Float32,

    /// <summary>
    /// Two bytes a number: the upper half of a float32, rounded to nearest, halves to even. Half the memory, half the file, and a search that reads half as much. A number is off by at most
    /// 1/256 of itself, the cosine of two unit vectors of some hundred numbers by about 0.0001.
    /// </summary>
    BFloat16,
}
