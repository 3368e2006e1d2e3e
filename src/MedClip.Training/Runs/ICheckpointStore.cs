namespace MedClip.Training;

/// <summary>Saves what is being trained as checkpoint folders, each as a whole or not at all.</summary>
public interface ICheckpointStore
{
    /// <summary>Saves.</summary>
    /// <param name="path">The folder; replaced when it exists.</param>
    /// <param name="state">Where the run stands.</param>
    /// <param name="extra">Writes further files into the folder that it is given, after the weights were read; null for none.</param>
    void Save(string path, TrainingState state, Action<string>? extra);

    /// <summary>The complete folder that a path stands for, tidy or as a killed save left it; null when there is none.</summary>
    /// <param name="path">A folder that <see cref="Save"/> may have written.</param>
    string? Find(string path);

    /// <summary>Checks every byte of a checkpoint.</summary>
    /// <param name="folder">A folder that <see cref="Find"/> returned.</param>
    /// <exception cref="InvalidInputException">A file is missing, cut or changed; the message names it.</exception>
    void Verify(string folder);
}
