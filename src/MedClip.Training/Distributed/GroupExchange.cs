using TorchSharp.Modules;

namespace MedClip.Training;

/// <summary>The exchange of a step with the other ranks: the loss sees the global batch, gradients become their mean.</summary>
internal sealed class GroupExchange(IProcessGroup group, DistributedOptions options) : IStepExchange, IDisposable
{
    private readonly GlobalBatch batch = new(group);
    private GradientBuckets? buckets;

    /// <inheritdoc/>
    public ContrastiveInputs Gather(ContrastiveInputs local) => batch.Gather(local);

    /// <inheritdoc/>
    public void ExpectLast(IReadOnlyList<Parameter> parameters) => Buckets(parameters).ExpectLast();

    /// <inheritdoc/>
    public void Reduce(IReadOnlyList<Parameter> parameters) => Buckets(parameters).Finish();

    /// <inheritdoc/>
    public void Dispose() => buckets?.Dispose();

    private GradientBuckets Buckets(IReadOnlyList<Parameter> parameters) => buckets ??= new GradientBuckets(group, parameters, (long)options.BucketMegabytes << 20);
}
