using System.Text.Json;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MedClip.Training.Tests;

/// <summary>One rank's part in every objective: linear towers over its rows of a fixed batch, the global loss, averaged gradients.</summary>
internal static class ObjectiveRank
{
    private const int Pairs = 9;
    private const int Unpaired = 11;
    private const int Findings = 5;

    private static readonly (string Name, Func<IContrastiveObjective> Create)[] Objectives =
    [
        ("semantic matching, default", () => new SemanticMatchingObjective(Behaviour.Default)),
        ("semantic matching, paper", () => new SemanticMatchingObjective(Behaviour.Paper)),
        ("semantic matching, reference", () => new SemanticMatchingObjective(Behaviour.Reference)),
        ("InfoNCE", () => new InfoNceObjective()),
        ("ConVIRT", () => new ConVirtObjective()),
        ("SigLIP", () => new SigLipObjective()),
        ("GLoRIA", () => new GloriaObjective()),
        ("supervised, multi-label", () => new SupervisedObjective(8, Findings, new SeedSequence(1))),
        ("supervised, multi-class", () => new SupervisedObjective(8, Findings, new SeedSequence(2), new SupervisedOptions { Kind = SupervisedKind.MultiClass })),
        ("mixture", () => new MixedObjective((new SemanticMatchingObjective(Behaviour.Paper), 1), (new SupervisedObjective(8, Findings, new SeedSequence(3)), 0.5))),
    ];

    /// <summary>Loss and gradients of every objective, by name.</summary>
    /// <param name="group">The ranks; null for a single process.</param>
    /// <param name="type">The arithmetic.</param>
    public static Dictionary<string, double[]> Compute(IProcessGroup? group, ScalarType type) =>
        Objectives.ToDictionary(entry => entry.Name, entry => Compute(entry.Create(), group, type));

    /// <summary>Undefined numbers, which stand for a missing gradient, are written by name.</summary>
    internal static JsonSerializerOptions Named { get; } = new() { NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.AllowNamedFloatingPointLiterals };

    /// <summary>Plays a rank in a process of its own and writes what it found.</summary>
    public static void Write(string folder)
    {
        using IProcessGroup group = DistributedRun.Join() ?? throw new InvalidOperationException("RANK and WORLD_SIZE are not set");
        foreach (ScalarType type in (ScalarType[])[ScalarType.Float32, ScalarType.Float64])
        {
            File.WriteAllText(Path.Combine(folder, $"{type}-{group.Rank}.json"), JsonSerializer.Serialize(Compute(group, type), Named));
        }
    }

    private static double[] Compute(IContrastiveObjective objective, IProcessGroup? group, ScalarType type)
    {
        using DisposeScope scope = NewDisposeScope();
        bool local = objective.Parts.HasFlag(EncodedParts.Local);
        objective.Module?.to(type);
        Parameter images = Weights(11, type, 6, 8), texts = Weights(12, type, 7, 8), logScale = nn.Parameter(tensor(2.0, type));
        Parameter[] parameters = [images, texts, logScale, .. objective.Module?.parameters() ?? []];
        int m = objective.NeedsPairs ? Pairs : Unpaired;
        Tensor features = Own(Numbers(21, type, Pairs, 6), group).matmul(images); // (N, 6)·(6, P)
        Tensor encoded = Own(Numbers(22, type, m, 7), group).matmul(texts);
        ContrastiveInputs inputs = new(
            nn.functional.normalize(features), nn.functional.normalize(encoded), logScale,
            objective.NeedsLabels ? Own(Labels(31, Pairs, type), group) : null, objective.NeedsLabels ? Own(Labels(32, m, type), group) : null)
        {
            Features = objective.Parts.HasFlag(EncodedParts.Features) ? features : null,
            Regions = local ? Own(Numbers(23, type, Pairs, 2, 3, 6), group).matmul(images).permute(0, 3, 1, 2) : null,
            Words = local ? Words(m, texts, type, group) : null,
            WordCounts = local ? Counts(m, group) : null,
        };
        using var exchange = group is null ? null : new GroupExchange(group, new DistributedOptions());
        Tensor total = objective.Compute(exchange?.Gather(inputs) ?? inputs).Total;
        exchange?.ExpectLast(parameters);
        total.backward();
        exchange?.Reduce(parameters);
        return [total.Values()[0], .. parameters.SelectMany(parameter => parameter.grad?.Values() ?? [double.NaN])];
    }

    // Padded to the longest of this rank's rows, as a tokenizer does.
    private static Tensor Words(int m, Tensor weights, ScalarType type, IProcessGroup? group)
    {
        int[] counts = Counts(m, group);
        Tensor words = Own(Numbers(24, type, m, 5, 7), group).narrow(1, 0, counts.Max()).matmul(weights); // (M, W, P)
        Tensor mask = stack([.. counts.Select(count => tensor([.. Enumerable.Range(0, counts.Max()).Select(w => w < count ? 1.0 : 0.0)]))]).to_type(type);
        return (words * mask.unsqueeze(2)).transpose(1, 2);
    }

    private static int[] Counts(int m, IProcessGroup? group)
    {
        int[] all = [.. Enumerable.Range(0, m).Select(i => 1 + (i * 3 % 5))];
        (int start, int end) = Shard(m, group);
        return all[start..end];
    }

    private static Tensor Own(Tensor rows, IProcessGroup? group)
    {
        (int start, int end) = Shard((int)rows.shape[0], group);
        return rows.narrow(0, start, end - start);
    }

    // As the sampler slices: 9 rows do not fall into 2 or 4 equal parts.
    private static (int Start, int End) Shard(int rows, IProcessGroup? group) =>
        group is null ? (0, rows) : (rows * group.Rank / group.Size, rows * (group.Rank + 1) / group.Size);

    private static Parameter Weights(ulong seed, ScalarType type, params long[] shape) => nn.Parameter(Numbers(seed, type, shape) * 0.5);

    private static Tensor Numbers(ulong seed, ScalarType type, params long[] shape)
    {
        SplitMix64 random = new(seed);
        return tensor(Enumerable.Range(0, (int)shape.Aggregate((a, b) => a * b)).Select(_ => random.NextGaussian()).ToArray(), shape).to_type(type);
    }

    private static Tensor Labels(ulong seed, int rows, ScalarType type)
    {
        SplitMix64 random = new(seed);
        return tensor(Enumerable.Range(0, rows * Findings).Select(i => i % Findings == i / Findings % Findings || random.NextDouble() < 0.15 ? 1.0 : 0.0).ToArray(), [rows, Findings]).to_type(type);
    }
}
