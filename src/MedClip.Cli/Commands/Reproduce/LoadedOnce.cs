namespace MedClip.Cli;

/// <summary>A model that is loaded when it is first needed: a table whose rows are all finished loads none.</summary>
/// <param name="checkpoint">A run folder or a checkpoint folder.</param>
/// <param name="options">Where and how it computes.</param>
internal sealed class LoadedOnce(string checkpoint, EmbedderOptions options) : IDisposable
{
    private Embedder? embedder;

    public Embedder Embedder => embedder ??= Embedder.Load(checkpoint, options);

    public void Dispose() => embedder?.Dispose();
}
