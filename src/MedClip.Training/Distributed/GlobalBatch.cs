using TorchSharp;
using static TorchSharp.torch;

namespace MedClip.Training;

/// <summary>
/// Puts the encoded shards of all ranks together, so that every rank computes the loss of the global batch. Since each computes the same
/// loss, each knows the gradient of its own rows without another exchange; it is multiplied by the number of ranks, so that the mean of
/// all ranks' weight gradients is what a single process would have had. Shards may differ in size.
/// </summary>
internal sealed class GlobalBatch(IProcessGroup group)
{
    /// <summary>Gathers the inputs of an objective.</summary>
    /// <param name="local">This rank's.</param>
    /// <returns>All ranks', in their order; gradients flow into this rank's rows.</returns>
    public ContrastiveInputs Gather(ContrastiveInputs local)
    {
        long words = local.Words?.shape[2] ?? 0;
        long[][] sizes = Numbers([local.Images.shape[0], local.Texts.shape[0], words]);
        long[] images = [.. sizes.Select(size => size[0])];
        long[] texts = [.. sizes.Select(size => size[1])];
        long widest = sizes.Max(size => size[2]);
        return local with
        {
            Images = Rows(local.Images, images),
            Texts = texts.Sum() == 0 ? local.Texts : Rows(local.Texts, texts),
            ImageLabels = local.ImageLabels is { } imageLabels ? Rows(imageLabels, images) : null,
            TextLabels = local.TextLabels is { } textLabels ? Rows(textLabels, texts) : null,
            Features = local.Features is { } features ? Rows(features, images) : null,
            Regions = local.Regions is { } regions ? Rows(regions, images) : null,
            Words = local.Words is { } embedded ? Rows(Padded(embedded, 2, widest), texts) : null,
            WordCounts = local.WordCounts is { } counts ? Counts(counts, texts) : null,
        };
    }

    // Rows of each rank in turn; this rank's keep their graph.
    private Tensor Rows(Tensor local, long[] rows)
    {
        using DisposeScope scope = NewDisposeScope();
        ScalarType type = local.dtype == ScalarType.Float64 ? ScalarType.Float64 : ScalarType.Float32;
        Tensor own = local.to_type(type);
        Tensor[] all = group.Collect(Padded(own.detach(), 0, rows.Max()).contiguous());
        Tensor[] parts = [.. all.Select((part, rank) => rank == group.Rank ? own.requires_grad ? GradientScale.Of(own, group.Size) : own : part.narrow(0, 0, rows[rank]))];
        return cat(parts, 0).MoveToOuterDisposeScope();
    }

    private int[] Counts(IReadOnlyList<int> counts, long[] rows)
    {
        var padded = new long[rows.Max()];
        for (int i = 0; i < counts.Count; i++)
        {
            padded[i] = counts[i];
        }

        return [.. Numbers(padded).SelectMany((of, rank) => of.Take((int)rows[rank])).Select(count => (int)count)];
    }

    private long[][] Numbers(long[] own)
    {
        using DisposeScope scope = NewDisposeScope();
        return [.. group.Collect(tensor(own)).Select(of => of.data<long>().ToArray())];
    }

    private static Tensor Padded(Tensor value, int dimension, long size)
    {
        if (value.shape[dimension] == size)
        {
            return value;
        }

        long[] missing = [.. value.shape];
        missing[dimension] = size - missing[dimension];
        return cat([value, zeros(missing, dtype: value.dtype, device: value.device)], dimension);
    }
}
