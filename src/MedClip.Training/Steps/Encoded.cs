using TorchSharp;
using static TorchSharp.torch;

namespace MedClip.Training;

/// <summary>What a tower made of some images or texts: one tensor or two with a row for each, and the word counts of texts where they were asked for.</summary>
internal sealed record Encoded(Tensor[] Tensors, int[]? Counts)
{
    /// <summary>Parts one after another, as one.</summary>
    public static Encoded Concatenate(IReadOnlyList<Encoded> parts) => parts.Count == 1 ? parts[0] : new(
        [.. Enumerable.Range(0, parts[0].Tensors.Length).Select(k => cat([.. parts.Select(part => part.Tensors[k])], 0))],
        parts[0].Counts is null ? null : [.. parts.SelectMany(part => part.Counts!)]);

    /// <summary>The same values, cut off from how they were computed, as leaves that gather gradients.</summary>
    public Encoded AsLeaves() => this with { Tensors = [.. Tensors.Select(value => value.detach().requires_grad_())] };

    /// <summary>Rows of every tensor.</summary>
    public Encoded Rows(Tensor index, long[] places) => new(
        [.. Tensors.Select(value => value.index_select(0, index))], Counts is null ? null : [.. places.Select(place => Counts[place])]);
}
