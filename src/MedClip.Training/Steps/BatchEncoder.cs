using TorchSharp;
using static TorchSharp.torch;

namespace MedClip.Training;

/// <summary>Encodes what an objective asks for, in the run's number format, and puts it together as the objective's inputs.</summary>
internal sealed class BatchEncoder
{
    private readonly IContrastiveTowers towers;
    private readonly EncodedParts parts;
    private readonly ComputePrecision precision;

    /// <exception cref="InvalidInputException">The towers lack what the objective needs.</exception>
    public BatchEncoder(IContrastiveTowers towers, EncodedParts parts, ComputePrecision precision)
    {
        (this.towers, this.parts, this.precision) = (towers, parts, precision);
        if (parts.HasFlag(EncodedParts.Features) && towers is not IFeatureTowers)
        {
            throw new InvalidInputException($"The objective needs embeddings before normalisation, which {towers.GetType().Name} does not give ({nameof(IFeatureTowers)}).");
        }

        if (parts.HasFlag(EncodedParts.Local) && towers is not ILocalTowers)
        {
            throw new InvalidInputException($"The objective compares regions with words, which {towers.GetType().Name} does not give ({nameof(ILocalTowers)}).");
        }

        if (parts.HasFlag(EncodedParts.Local) && parts.HasFlag(EncodedParts.Features))
        {
            throw new InvalidInputException("Local and supervised objectives can't be mixed: their image towers end differently.");
        }
    }

    public bool NeedsTexts => parts.HasFlag(EncodedParts.Texts) || parts.HasFlag(EncodedParts.Local);

    private Device Device => towers.LogScale.device;

    private ScalarType Type => towers.LogScale.dtype;

    public Tensor Pixels(TrainingBatch batch) => tensor(batch.Pixels, [.. batch.PixelShape]).to(Type, Device); // (N, C, H, W)

    public (Tensor Ids, Tensor Mask) Tokens(TokenRows rows)
    {
        long[] shape = [rows.Count, rows.Ids.Length / rows.Count];
        return (tensor(rows.Ids, shape).to(Device), tensor(rows.Mask, shape).to(Device)); // (U, L)
    }

    public Encoded Images(Tensor pixels)
    {
        using IDisposable format = precision.Enter();
        if (parts.HasFlag(EncodedParts.Features))
        {
            return new([((IFeatureTowers)towers).EncodeFeatures(pixels)], null);
        }

        if (!parts.HasFlag(EncodedParts.Local))
        {
            return new([towers.EncodeImages(pixels)], null);
        }

        (Tensor whole, Tensor regions) = ((ILocalTowers)towers).EncodeRegions(pixels);
        return new([whole, regions], null);
    }

    public Encoded Texts(Tensor ids, Tensor mask)
    {
        using IDisposable format = precision.Enter();
        if (!parts.HasFlag(EncodedParts.Local))
        {
            return new([towers.EncodeTexts(ids, mask)], null);
        }

        (Tensor whole, Tensor words, int[] counts) = ((ILocalTowers)towers).EncodeWords(ids, mask);
        return new([whole, words], counts);
    }

    /// <summary>The inputs of an objective; rows of texts that stand several times in the batch are repeated here.</summary>
    public ContrastiveInputs Assemble(Encoded images, Encoded? texts, TrainingBatch batch)
    {
        bool features = parts.HasFlag(EncodedParts.Features);
        Encoded? rows = texts is not null && batch.TextRows is { } places ? texts.Rows(tensor(places).to(Device), places) : texts; // (U, P) -> (M, P)
        Tensor first = images.Tensors[0];
        Tensor unit = features ? nn.functional.normalize(first.to_type(PairedBatch.LossType(first))) : first;
        return new ContrastiveInputs(
            unit, rows?.Tensors[0] ?? empty(0, unit.shape[1], dtype: unit.dtype, device: Device), towers.LogScale,
            Labels(batch.ImageLabels, batch.ImageCount), rows is null ? null : Labels(batch.TextLabels, batch.TextCount))
        {
            Features = features ? first : null,
            Regions = parts.HasFlag(EncodedParts.Local) ? images.Tensors[1] : null,
            Words = parts.HasFlag(EncodedParts.Local) ? rows?.Tensors[1] : null,
            WordCounts = rows?.Counts,
        };
    }

    private Tensor? Labels(float[] labels, int rows) => labels.Length == 0 ? null : tensor(labels, [rows, labels.Length / rows]).to(Type, Device);
}
