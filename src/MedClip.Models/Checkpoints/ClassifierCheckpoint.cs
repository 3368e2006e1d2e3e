namespace MedClip.Models;

/// <summary>A checkpoint with a classifier beside the towers of another checkpoint, e.g. a probe of frozen towers: usable without the one it came from.</summary>
public static class ClassifierCheckpoint
{
    /// <summary>Copies a checkpoint and puts a head beside its towers; a process killed at any moment leaves the previous folder or the new one.</summary>
    /// <param name="folder">Where the new checkpoint is to stand; replaced when it exists.</param>
    /// <param name="source">A checkpoint folder or a run folder; it stays as it is.</param>
    /// <param name="head">The classifier.</param>
    /// <exception cref="InvalidInputException">There is no complete checkpoint, or the head does not take its towers' embeddings.</exception>
    public static void Write(string folder, string source, ClassifierHead head)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentNullException.ThrowIfNull(head);
        string from = Checkpoint.Resolve(source);
        CheckpointManifest manifest = Checkpoint.ReadManifest(from);
        if (manifest.Model.ProjectionSize != head.Features)
        {
            throw InvalidInputException.At(from, null, $"has embeddings of {manifest.Model.ProjectionSize} numbers; the classifier takes {head.Features}.");
        }

        FolderCommit.Write(
            folder,
            aside =>
            {
                foreach (string name in (string[])[Checkpoint.WeightsFile, Checkpoint.VocabularyFile])
                {
                    File.Copy(Path.Combine(from, name), Path.Combine(aside, name));
                }

                head.Save(aside);
                ManifestJson.Write(Path.Combine(aside, Checkpoint.ManifestFile), manifest with { Files = FileHashes.Of(aside) });
            },
            path => File.Exists(Path.Combine(path, Checkpoint.ManifestFile)));
    }
}
