using System.Text.Json;
using TorchSharp;
using static TorchSharp.torch;

namespace MedClip.Training.Tests;

/// <summary>What each rank's gather gives, against what each process of the reference had (fixtures/losses/gather.json).</summary>
[Trait("Category", "Fixtures")]
public sealed class GatherGroupTests
{
    [SkippableFact]
    public void Each_rank_has_the_global_loss_and_the_gradients_that_average_to_the_single_process()
    {
        JsonElement[] cases = [.. Golden.Open("losses/gather.json").GetProperty("cases").EnumerateArray()];
        cases.ShouldNotBeEmpty();
        foreach (JsonElement golden in cases)
        {
            string name = golden.GetProperty("name").GetString()!;
            JsonElement[] expected = [.. golden.GetProperty("modes").GetProperty("local_loss=False,gather_with_grad=True").GetProperty("per_process").EnumerateArray()];
            int ranks = golden.GetProperty("processes").GetInt32();
            double[][] found = RankThreads.Run(ranks, group => Rank(golden, name, group));
            for (int rank = 0; rank < ranks; rank++)
            {
                JsonElement of = expected[rank];
                double[] numbers = [.. of.GetProperty("grad_image").Numbers(), .. of.GetProperty("grad_text").Numbers()];
                found[rank][0].ShouldAgree(of.GetProperty("loss"), 1e-11, $"{name}, rank {rank}: loss");
                found[rank][1].ShouldAgree(of.GetProperty("grad_log_scale"), 1e-9, $"{name}, rank {rank}: log-scale");
                found[rank][2..].ShouldAgree(numbers, 1e-9, $"{name}, rank {rank}");
            }
        }
    }

    [SkippableFact]
    public void Uneven_shards_give_the_global_loss()
    {
        JsonElement golden = Golden.Open("losses/gather.json").GetProperty("uneven_shards");
        int[] shards = [.. golden.GetProperty("shard_sizes").EnumerateArray().Select(size => size.GetInt32())];
        double[] losses = RankThreads.Run(shards.Length, group =>
        {
            using DisposeScope scope = NewDisposeScope();
            (long start, long count) = (shards[..group.Rank].Sum(), shards[group.Rank]);
            Tensor Own(string key) => golden.GetProperty("inputs").GetProperty(key).AsTensor(ScalarType.Float64).narrow(0, start, count);
            var local = new ContrastiveInputs(
                nn.functional.normalize(Own("image")), nn.functional.normalize(Own("text")), tensor(-Math.Log(golden.GetProperty("tau").GetDouble())),
                Own("image_labels"), Own("text_labels"));
            return new SemanticMatchingObjective(Behaviour.Paper).Compute(new GlobalBatch(group).Gather(local)).Total.Values()[0];
        });
        foreach (double loss in losses)
        {
            loss.ShouldAgree(golden.GetProperty("sum_is_the_global_loss"), 1e-11, "uneven");
        }
    }

    private static double[] Rank(JsonElement golden, string name, IProcessGroup group)
    {
        using DisposeScope scope = NewDisposeScope();
        JsonElement inputs = golden.GetProperty("inputs");
        Tensor Own(string key) => inputs.GetProperty(key).AsTensor(ScalarType.Float64).chunk(group.Size, 0)[group.Rank].contiguous();
        Tensor? Labels(string key) => inputs.TryGetProperty(key, out _) ? Own(key) : null;
        Tensor image = Own("image").requires_grad_();
        Tensor text = Own("text").requires_grad_();
        Tensor logScale = tensor(golden.GetProperty("log_scale").GetDouble()).requires_grad_();
        IContrastiveObjective objective = name.StartsWith("info_nce", StringComparison.Ordinal) ? new InfoNceObjective() : new SemanticMatchingObjective(Behaviour.Paper);
        var local = new ContrastiveInputs(nn.functional.normalize(image), nn.functional.normalize(text), logScale, Labels("image_labels"), Labels("text_labels"));
        Tensor total = objective.Compute(new GlobalBatch(group).Gather(local)).Total;
        total.backward();
        return [total.Values()[0], logScale.grad!.Values()[0], .. image.grad!.Values(), .. text.grad!.Values()];
    }
}
