using System.ComponentModel.DataAnnotations;

namespace MedClip.Training;

/// <summary>How words' similarities become a text's.</summary>
public enum WordAggregate
{
    /// <summary>Their exponentials are added up, as in the released code: long texts resemble more.</summary>
    Sum,

    /// <summary>Their exponentials are averaged.</summary>
    Mean,
}

/// <summary>GLoRIA's scales and weights; the defaults are the released code's (https://github.com/marshuang80/gloria).</summary>
public sealed record GloriaOptions
{
    /// <summary>Scale of the attention of words to regions (temp1).</summary>
    [Range(1e-3, 1000)]
    public double AttentionScale { get; init; } = 4;

    /// <summary>Scale of the words' cosines before they are added up (temp2).</summary>
    [Range(1e-3, 1000)]
    public double WordScale { get; init; } = 5;

    /// <summary>Scale of the logits, global and local (temp3); it multiplies.</summary>
    [Range(1e-3, 1000)]
    public double LogitScale { get; init; } = 10;

    /// <summary>Weight of the local loss.</summary>
    [Range(0, 1000)]
    public double LocalWeight { get; init; } = 1;

    /// <summary>Weight of the global loss.</summary>
    [Range(0, 1000)]
    public double GlobalWeight { get; init; } = 1;

    /// <summary>How words are put together.</summary>
    public WordAggregate Aggregate { get; init; }
}
