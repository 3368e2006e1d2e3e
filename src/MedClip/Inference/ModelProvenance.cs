namespace MedClip;

/// <summary>Where an answer comes from, to be kept beside it.</summary>
/// <param name="Checkpoint">The checkpoint folder that was loaded.</param>
/// <param name="ModelHash">SHA-256 of the weights, lower-case hexadecimal; empty when the model was not loaded from files.</param>
/// <param name="Preprocessing">How films became the model's input.</param>
/// <param name="Versions">Versions by name: MedCLIP, the engine.</param>
public sealed record ModelProvenance(
    string Checkpoint, string ModelHash, string Preprocessing, IReadOnlyDictionary<string, string> Versions);
