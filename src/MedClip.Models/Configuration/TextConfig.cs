using System.Text.Json.Serialization;

namespace MedClip.Models;

/// <summary>The architecture of a text tower, as it is kept in a checkpoint's manifest.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "architecture")]
[JsonDerivedType(typeof(BertConfig), "bert")]
[JsonDerivedType(typeof(ClipTextConfig), "clip-text")]
[JsonDerivedType(typeof(NoTextConfig), "none")]
public abstract record TextConfig
{
    /// <summary>Number of token ids; it must equal the tokenizer's.</summary>
    public int VocabularySize { get; init; } = 28996;

    /// <summary>The most tokens of a text.</summary>
    public int MaximumPositions { get; init; } = 512;

    /// <summary>Size of the pooled features before the projection.</summary>
    [JsonIgnore]
    public abstract int FeatureSize { get; }

    /// <summary>A lower bound of the number of parameters, to be compared with a file's size before anything is allocated.</summary>
    internal abstract double LeastParameters { get; }

    /// <summary>All that is wrong with the numbers; empty when they fit together.</summary>
    public virtual IEnumerable<string> Problems()
    {
        if (VocabularySize is < 4 or > 10_000_000 || MaximumPositions is < 2 or > 1_000_000)
        {
            yield return "text.vocabularySize must be at least 4 and text.maximumPositions at least 2.";
        }
    }
}
