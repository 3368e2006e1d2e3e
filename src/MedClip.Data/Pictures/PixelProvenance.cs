namespace MedClip.Data;

/// <summary>What was done to the pixels of a DICOM film, step by step, and what was odd about the file. Holds nothing that tells the patient.</summary>
/// <param name="Steps">The steps, in order.</param>
/// <param name="Warnings">Departures of the file from the standard, and how each was taken.</param>
public sealed record PixelProvenance(IReadOnlyList<PixelStep> Steps, IReadOnlyList<string> Warnings)
{
    /// <summary>This provenance with one step more.</summary>
    /// <param name="name">The step.</param>
    /// <param name="detail">What it did.</param>
    public PixelProvenance Then(string name, string detail) => this with { Steps = [.. Steps, new PixelStep(name, detail)] };

    /// <inheritdoc/>
    public override string ToString() => string.Join('\n', Steps.Select(step => $"{step.Name}: {step.Detail}").Concat(Warnings.Select(warning => $"warning: {warning}")));
}

/// <summary>One thing that was done to pixels.</summary>
/// <param name="Name">The step: decode, modality, voi, colour, display, padding, pad, resize.</param>
/// <param name="Detail">With which numbers.</param>
public sealed record PixelStep(string Name, string Detail);
