using System.ComponentModel.DataAnnotations;
using MedClip.Models;

namespace MedClip.Training;

/// <summary>How the best checkpoint is chosen: on validation patients only.</summary>
public sealed class ValidationOptions
{
    /// <summary>Share of the patients that validate when the table has no split. Default 0.1.</summary>
    [Range(0, 0.9)]
    public double Fraction { get; set; } = 0.1;

    /// <summary>Validates every so many epochs, and after the last. Default 1.</summary>
    [Range(1, int.MaxValue)]
    public int EveryEpochs { get; set; } = 1;

    /// <summary>Ends the run after so many validations without a better one; 0 never. Default 0.</summary>
    [Range(0, int.MaxValue)]
    public int Patience { get; set; }

    /// <summary>
    /// How prompts are put into batches: in order and as the model pools, or by length with padding left out. Default
    /// <see cref="TextBatching.Exact"/>.
    /// </summary>
    public TextBatching TextBatching { get; set; } = TextBatching.Exact;
}
