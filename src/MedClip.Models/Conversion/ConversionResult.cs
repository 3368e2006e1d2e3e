namespace MedClip.Models;

/// <summary>What a conversion found and did.</summary>
/// <param name="Manifest">The manifest that was written.</param>
/// <param name="Layout">The layout of the source.</param>
/// <param name="Dropped">Keys that nothing here needs.</param>
/// <param name="Skipped">Classes of objects in the file that were passed over unconstructed.</param>
/// <param name="Drawn">Our keys that no file held, drawn from the seed or kept at their start.</param>
/// <param name="Hints">What the user should know.</param>
public sealed record ConversionResult(
    CheckpointManifest Manifest, WeightLayout Layout, IReadOnlyList<string> Dropped, IReadOnlyList<string> Skipped, IReadOnlyList<string> Drawn, IReadOnlyList<string> Hints);
