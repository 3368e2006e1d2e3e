using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MedClip.Training.Tests;

public sealed class GradientBucketsTests
{
    [Fact]
    public void Gradients_become_their_mean_in_every_rank_and_most_are_sent_during_backward()
    {
        (double[] Gradients, int Count, int Early)[] found = RankThreads.Run(3, group =>
        {
            using DisposeScope scope = NewDisposeScope();
            Parameter[] layers = [.. Enumerable.Range(0, 6).Select(i => nn.Parameter(full(4, (float)(i + 1))))];
            using var buckets = new GradientBuckets(group, layers, bucketBytes: 32);
            Tensor x = full(4, (float)(group.Rank + 1));
            foreach (Parameter layer in layers)
            {
                x = x * layer;
            }

            buckets.ExpectLast();
            x.sum().backward();
            buckets.Finish();
            return (layers.SelectMany(layer => layer.grad!.Values()).ToArray(), buckets.Count, buckets.SentEarly);
        });

        foreach ((double[] gradients, int count, int early) in found)
        {
            gradients.ShouldBe([.. Enumerable.Range(1, 6).SelectMany(i => Enumerable.Repeat(2.0 * 720 / i, 4))]);
            (count, early).ShouldBe((3, 3));
        }
    }

    [Fact]
    public void A_gradient_of_some_ranks_is_shared_and_one_of_none_stays_missing()
    {
        double[]?[][] found = RankThreads.Run(2, group =>
        {
            using DisposeScope scope = NewDisposeScope();
            Parameter[] parameters = [.. Enumerable.Range(0, 3).Select(_ => nn.Parameter(ones(2)))];
            using var buckets = new GradientBuckets(group, parameters, 1 << 20);
            buckets.ExpectLast();
            (group.Rank == 0 ? parameters[0].sum() : parameters[1].sum() * 4).backward();
            buckets.Finish();
            return parameters.Select(parameter => parameter.grad?.Values()).ToArray();
        });

        foreach (double[]?[] gradients in found)
        {
            gradients[0].ShouldBe([0.5, 0.5]);
            gradients[1].ShouldBe([2.0, 2.0]);
            gradients[2].ShouldBeNull();
        }
    }

    [Fact]
    public void Accumulated_passes_are_averaged_once_and_frozen_parameters_do_not_hold_a_bucket_back()
    {
        (double[] Gradient, int Early)[] found = RankThreads.Run(2, group =>
        {
            using DisposeScope scope = NewDisposeScope();
            Parameter learns = nn.Parameter(ones(2));
            Parameter frozen = nn.Parameter(ones(2));
            frozen.requires_grad = false;
            using var buckets = new GradientBuckets(group, [learns, frozen], 1 << 20);
            (learns * frozen).sum().backward();
            buckets.ExpectLast();
            (learns * (10 * (group.Rank + 1))).sum().backward();
            buckets.Finish();
            return (learns.grad!.Values(), buckets.SentEarly);
        });

        foreach ((double[] gradient, int early) in found)
        {
            gradient.ShouldBe([16.0, 16.0]);
            early.ShouldBe(1);
        }
    }
}
