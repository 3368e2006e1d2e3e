namespace MedClip.Models;

/// <summary>A checkpoint in memory: model (in evaluation mode), tokenizer and manifest.</summary>
/// <param name="Folder">The folder it was read from.</param>
/// <param name="Manifest">What travels with the weights.</param>
/// <param name="Model">The model; disposed with this.</param>
/// <param name="Tokenizer">The tokenizer.</param>
public sealed record LoadedCheckpoint(string Folder, CheckpointManifest Manifest, MedClipModel Model, ITextTokenizer Tokenizer) : IDisposable
{
    /// <summary>The findings that labels in training spoke of.</summary>
    public FindingSet Findings => FindingSet.Of(Manifest.Findings);

    /// <inheritdoc/>
    public void Dispose() => Model.Dispose();
}
