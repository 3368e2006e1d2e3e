using TorchSharp;
using static TorchSharp.torch;

namespace MedClip.Training.Tests;

/// <summary>Every objective's gradients against central differences in float64, with N ≠ M where the objective takes it.</summary>
public sealed class GradientCheckTests
{
    private const int Width = 5;
    private const int Findings = 4;
    private const double Step = 1e-5;

    public static TheoryData<string, int, int> Cases => new()
    {
        { "medclip default", 4, 6 }, { "medclip default", 5, 3 }, { "medclip paper", 3, 5 }, { "medclip reference", 5, 3 }, { "medclip smoothed", 3, 4 }, { "medclip coverage", 4, 6 },
        { "medclip jaccard", 4, 3 }, { "clip", 4, 4 }, { "convirt", 4, 4 }, { "siglip", 4, 4 }, { "gloria", 3, 3 }, { "gloria mean", 3, 3 },
        { "supervised", 5, 0 }, { "supervised focal", 5, 0 }, { "supervised class", 5, 0 }, { "mixture", 4, 4 },
    };

    private static IContrastiveObjective Objective(string name) => name switch
    {
        "medclip default" => new SemanticMatchingObjective(),
        "medclip paper" => new SemanticMatchingObjective(Behaviour.Paper),
        "medclip reference" => new SemanticMatchingObjective(Behaviour.Reference),
        "medclip smoothed" => new SemanticMatchingObjective(SemanticMatchingOptions.For(Behaviour.Default) with { LabelSmoothing = 0.1, TargetTemperature = 0.3 }),
        "medclip coverage" => new SemanticMatchingObjective(SemanticMatchingOptions.For(Behaviour.Default) with { WithinModalityWeight = 0 }),
        "medclip jaccard" => new SemanticMatchingObjective(new SemanticMatchingOptions { Similarity = Knowledge.LabelSimilarities.Jaccard }),
        "clip" => new InfoNceObjective(),
        "convirt" => new ConVirtObjective(),
        "siglip" => new SigLipObjective(-2, ScalarType.Float64),
        "gloria" => new GloriaObjective(),
        "gloria mean" => new GloriaObjective(new GloriaOptions { Aggregate = WordAggregate.Mean, AttentionScale = 1.5 }),
        "supervised" => Head(new SupervisedOptions { LabelSmoothing = 0.1, Weights = [1, 2, 3, 4] }),
        "supervised focal" => Head(new SupervisedOptions { FocalGamma = 2 }),
        "supervised class" => Head(new SupervisedOptions { Kind = SupervisedKind.MultiClass }),
        _ => new MixedObjective((new SemanticMatchingObjective(), 0.7), (new InfoNceObjective(), 0.5), (new ConVirtObjective(), 0)),
    };

    private static SupervisedObjective Head(SupervisedOptions options)
    {
        var head = new SupervisedObjective(Width, Findings, new SeedSequence(3), options);
        head.Module.to(ScalarType.Float64);
        return head;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Gradients_agree_with_central_differences(string name, int images, int texts)
    {
        using DisposeScope scope = NewDisposeScope();
        IContrastiveObjective objective = Objective(name);
        SplitMix64 random = new((ulong)(images * 31) + (ulong)texts);
        Tensor Numbers(params long[] shape) => tensor([.. Enumerable.Range(0, (int)shape.Aggregate(1L, (a, b) => a * b)).Select(_ => random.NextGaussian())], shape);
        Tensor Labels(int rows) => tensor([.. Enumerable.Range(0, rows * Findings).Select(i => i % Findings == (i / Findings) % Findings ? 1.0 : random.Next(3) == 0 && name != "supervised class" ? 1.0 : 0)], [rows, Findings]);
        var leaves = new Dictionary<string, Tensor>
        {
            ["images"] = Numbers(images, Width), ["texts"] = Numbers(texts, Width), ["log-scale"] = tensor(0.7),
            ["regions"] = Numbers(images, Width, 2, 3), ["words"] = Numbers(Math.Max(texts, 1), Width, 4),
        };
        (Tensor imageLabels, Tensor textLabels) = (Labels(images), Labels(texts));
        foreach ((string own, Tensor value) in objective.Module?.named_parameters().Select(entry => (entry.name, (Tensor)entry.parameter)) ?? [])
        {
            leaves.Add(own, value);
        }

        foreach (Tensor leaf in leaves.Values)
        {
            leaf.requires_grad_();
        }

        Tensor Loss() => objective.Compute(new ContrastiveInputs(
            nn.functional.normalize(leaves["images"]), texts == 0 ? leaves["texts"] : nn.functional.normalize(leaves["texts"]), leaves["log-scale"], imageLabels, textLabels)
        {
            Features = leaves["images"], Regions = leaves["regions"], Words = leaves["words"], WordCounts = [.. Enumerable.Range(0, Math.Max(texts, 1)).Select(i => 1 + (i % 4))],
        }).Total;
        Loss().backward();
        int compared = 0;
        // Matching within a modality leaves the log-scale to the comparison between the modalities, on purpose.
        bool leavesLogScale = name is "medclip default" or "medclip smoothed" or "mixture";
        foreach ((string part, Tensor leaf) in leaves.Where(leaf => leaf.Value.grad is not null && !(leavesLogScale && leaf.Key == "log-scale")))
        {
            Tensor flat = leaf.detach().view(-1);
            double[] gradient = leaf.grad!.Values();
            for (int i = 0; i < gradient.Length; i++, compared++)
            {
                double numeric = (At(flat, i, Step) - At(flat, i, -Step)) / (2 * Step);
                gradient[i].ShouldBe(numeric, 1e-7 * Math.Max(1, Math.Abs(numeric)), $"{name}: {part}[{i}]");
            }
        }

        compared.ShouldBeGreaterThanOrEqualTo(images * Width);

        double At(Tensor flat, int place, double shift)
        {
            using DisposeScope inner = NewDisposeScope();
            using IDisposable outside = no_grad();
            double before = flat[place].item<double>();
            flat[place] = tensor(before + shift);
            double loss = Loss().Values()[0];
            flat[place] = tensor(before);
            return loss;
        }
    }

    [Theory]
    [InlineData("clip")]
    [InlineData("convirt")]
    [InlineData("siglip")]
    [InlineData("gloria")]
    public void What_compares_pairs_refuses_batches_of_unequal_length(string name)
    {
        using DisposeScope scope = NewDisposeScope();
        Should.Throw<ArgumentException>(() => Objective(name).Compute(new ContrastiveInputs(rand(3, Width), rand(4, Width), tensor(0f)))).Message.ShouldContain("3 images and 4 texts are not pairs");
    }
}
