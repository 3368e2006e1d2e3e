using System.Numerics.Tensors;
using System.Text.Json;

namespace MedClip.Models;

/// <summary>
/// A linear classifier over the image tower's embedding: K logits from P numbers. It stands beside a checkpoint's towers as
/// <c>classifier.safetensors</c>. A head trained with the tower takes the embedding before normalisation, a probe of the frozen tower the unit one.
/// </summary>
public sealed class ClassifierHead
{
    /// <summary>The head's file in a checkpoint folder.</summary>
    public const string FileName = "classifier.safetensors";

    private const string UnitInput = "unit embedding";

    private readonly float[] weight;
    private readonly float[] bias;

    /// <summary>Creates a head.</summary>
    /// <param name="findings">Its K findings, in order.</param>
    /// <param name="weight">K·P weights, row-major.</param>
    /// <param name="bias">K offsets.</param>
    /// <param name="isMultiClass">Whether an image has exactly one of the findings, so that probabilities add up to one.</param>
    public ClassifierHead(FindingSet findings, IReadOnlyList<float> weight, IReadOnlyList<float> bias, bool isMultiClass = false)
    {
        ArgumentNullException.ThrowIfNull(findings);
        ArgumentNullException.ThrowIfNull(weight);
        ArgumentNullException.ThrowIfNull(bias);
        if (bias.Count != findings.Count || weight.Count == 0 || weight.Count % findings.Count != 0)
        {
            throw new ArgumentException($"{findings.Count} findings do not fit {weight.Count} weights and {bias.Count} offsets.", nameof(weight));
        }

        (Findings, this.weight, this.bias, IsMultiClass) = (findings, [.. weight], [.. bias], isMultiClass);
    }

    /// <summary>The findings that are answered, in order.</summary>
    public FindingSet Findings { get; }

    /// <summary>Whether probabilities are those of one class among all.</summary>
    public bool IsMultiClass { get; }

    /// <summary>Whether it takes embeddings of length 1, as a probe of frozen towers does, rather than those before normalisation.</summary>
    public bool TakesUnitEmbeddings { get; init; }

    /// <summary>How it came to be, by name: the films, the method, the seed. Kept in its file; empty when nobody said.</summary>
    public IReadOnlyDictionary<string, string> Provenance { get; init; } = new Dictionary<string, string>();

    /// <summary>P, the width of the embedding.</summary>
    public int Features => weight.Length / Findings.Count;

    /// <summary>The logits of an embedding.</summary>
    /// <param name="features">P numbers, normalised or not as <see cref="TakesUnitEmbeddings"/> says.</param>
    /// <returns>K logits.</returns>
    public float[] Logits(ReadOnlySpan<float> features)
    {
        if (features.Length != Features)
        {
            throw new ArgumentException($"The embedding has {features.Length} numbers; this head takes {Features}.", nameof(features));
        }

        var logits = new float[Findings.Count];
        for (int k = 0; k < logits.Length; k++)
        {
            logits[k] = TensorPrimitives.Dot(weight.AsSpan(k * Features, Features), features) + bias[k];
        }

        return logits;
    }

    /// <summary>The probabilities of logits.</summary>
    /// <param name="logits">K logits.</param>
    /// <returns>K numbers in [0, 1]: each finding's own, or, multi-class, adding up to one.</returns>
    public float[] Probabilities(ReadOnlySpan<float> logits)
    {
        var probabilities = new float[logits.Length];
        if (IsMultiClass)
        {
            TensorPrimitives.SoftMax(logits, probabilities);
        }
        else
        {
            TensorPrimitives.Sigmoid(logits, probabilities);
        }

        return probabilities;
    }

    /// <summary>Writes the head into a folder.</summary>
    /// <param name="folder">A checkpoint folder that is being written.</param>
    public void Save(string folder) => SafetensorsWriter.Write(
        Path.Combine(folder, FileName),
        [
            SafetensorsContent.Float32("classifier.weight", [Findings.Count, Features], weight),
            SafetensorsContent.Float32("classifier.bias", [Findings.Count], bias),
        ],
        new Dictionary<string, string>
        {
            ["findings"] = JsonSerializer.Serialize(Findings.Names), ["kind"] = IsMultiClass ? "multi-class" : "multi-label",
            ["input"] = TakesUnitEmbeddings ? UnitInput : "embedding", ["provenance"] = JsonSerializer.Serialize(Provenance),
        });

    /// <summary>Whether a checkpoint has a head.</summary>
    /// <param name="checkpoint">A checkpoint folder or a run folder.</param>
    public static bool Exists(string checkpoint) => File.Exists(Path.Combine(Checkpoint.Resolve(checkpoint), FileName));

    /// <summary>Reads a checkpoint's head.</summary>
    /// <param name="checkpoint">A checkpoint folder or a run folder.</param>
    /// <exception cref="InvalidInputException">The checkpoint has none, or it is damaged.</exception>
    public static ClassifierHead Load(string checkpoint)
    {
        string path = Path.Combine(Checkpoint.Resolve(checkpoint), FileName);
        if (!File.Exists(path))
        {
            throw InvalidInputException.At(
                path, null, "there is no such file: this checkpoint holds no classifier.", "Make one (medclip probe, medclip finetune, medclip pretrain --objective supervised), or score by prompts (medclip zeroshot).");
        }

        using SafetensorsFile file = SafetensorsFile.Open(path);
        try
        {
            string[] names = JsonSerializer.Deserialize<string[]>(file.Metadata.GetValueOrDefault("findings") ?? "[]") ?? [];
            return new ClassifierHead(
                FindingSet.Of(names), file.Read<float>("classifier.weight"), file.Read<float>("classifier.bias"), file.Metadata.GetValueOrDefault("kind") == "multi-class")
            {
                TakesUnitEmbeddings = file.Metadata.GetValueOrDefault("input") == UnitInput,
                Provenance = JsonSerializer.Deserialize<Dictionary<string, string>>(file.Metadata.GetValueOrDefault("provenance") ?? "{}") ?? [],
            };
        }
        catch (Exception error) when (error is ArgumentException or JsonException)
        {
            throw InvalidInputException.At(path, null, $"is no classifier: {error.Message}", innerException: error);
        }
    }
}
