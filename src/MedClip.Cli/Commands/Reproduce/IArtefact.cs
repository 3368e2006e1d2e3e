using MedClip.Evaluation;

namespace MedClip.Cli;

/// <summary>A table or figure of the paper that can be measured.</summary>
internal interface IArtefact
{
    /// <summary>What the command line calls it.</summary>
    string Name { get; }

    /// <summary>What it is, in a few words.</summary>
    string Description { get; }

    /// <summary>How many models it needs at least.</summary>
    int Models { get; }

    /// <summary>The data sets it needs.</summary>
    IReadOnlyList<PreparedFile> Needs(ReproduceOptions options);

    /// <summary>Measures it.</summary>
    Task<EvaluationReport> MeasureAsync(Reproduction work, CancellationToken cancellation);
}
