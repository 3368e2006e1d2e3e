using TorchSharp;
using static TorchSharp.torch;

namespace MedClip.Torch;

/// <summary>
/// Batch normalisation over the batch of all ranks: within its scope every <c>BatchNorm</c> layer in training takes mean and variance of
/// all ranks' rows, as one process with the whole batch would. Costs two collectives a layer and step. Shards may differ in size.
/// </summary>
public static class SyncBatchNorm
{
    [ThreadStatic]
    private static ProcessGroup? current;

    /// <summary>Whether the calling thread is in a scope.</summary>
    internal static bool IsOn => current is not null;

    /// <summary>Synchronises on the calling thread until the result is disposed, on that thread; every rank must run the same layers in the same order meanwhile.</summary>
    /// <param name="group">The ranks; null for the plain layers again.</param>
    public static IDisposable Enter(ProcessGroup? group) => new Scope(group);

    /// <summary>Normalises (N, C, …) and moves running statistics, as <c>batch_norm</c> in training does for the whole batch.</summary>
    internal static Tensor Normalise(Tensor input, Tensor? runningMean, Tensor? runningVariance, Tensor? weight, Tensor? bias, double momentum, double epsilon)
    {
        long channels = input.shape[1];
        ScalarType type = input.dtype == ScalarType.Float64 ? ScalarType.Float64 : ScalarType.Float32;
        Tensor scale = weight is null ? ones(channels, dtype: type, device: input.device) : weight.to_type(type);
        Tensor offset = bias is null ? zeros(channels, dtype: type, device: input.device) : bias.to_type(type);
        return Function.apply(input, scale, offset, new Settings(current!, runningMean, runningVariance, momentum, epsilon));
    }

    // Statistics as rows: count, mean (C), sum of squared deviations (C).
    private static (Tensor Mean, Tensor Variance, double Count) Statistics(ProcessGroup group, Tensor rows)
    {
        long channels = rows.shape[1];
        long[] others = [.. Enumerable.Range(0, (int)rows.dim()).Where(d => d != 1).Select(d => (long)d)];
        double count = rows.numel() / (double)channels;
        Tensor mean = rows.mean(others);
        Tensor squares = (rows - View(mean, rows)).square().sum(others);
        Tensor all = stack(group.AllGather(cat([full(1, count, dtype: rows.dtype, device: rows.device), mean, squares], 0))); // (W, 1 + 2C)
        Tensor counts = all.narrow(1, 0, 1); // (W, 1)
        Tensor total = counts.sum();
        Tensor means = all.narrow(1, 1, channels);
        Tensor global = (means * counts).sum([0L]) / total;
        Tensor variance = (all.narrow(1, 1 + channels, channels).sum([0L]) + ((means - global).square() * counts).sum([0L])) / total;
        return (global, variance, total.to_type(ScalarType.Float64).item<double>());
    }

    private static Tensor View(Tensor perChannel, Tensor like) => perChannel.reshape([1, perChannel.shape[0], .. Enumerable.Repeat(1L, (int)like.dim() - 2)]);

    private sealed record Settings(ProcessGroup Group, Tensor? Mean, Tensor? Variance, double Momentum, double Epsilon);

    private sealed class Function : autograd.SingleTensorFunction<Function>
    {
        public override string Name => nameof(SyncBatchNorm);

        public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
        {
            (Tensor input, Tensor scale, Tensor offset, var settings) = ((Tensor)vars[0], (Tensor)vars[1], (Tensor)vars[2], (Settings)vars[3]);
            Tensor rows = input.to_type(scale.dtype);
            (Tensor mean, Tensor variance, double count) = Statistics(settings.Group, rows);
            settings.Mean?.copy_((settings.Mean * (1 - settings.Momentum)) + (mean * settings.Momentum));
            settings.Variance?.copy_((settings.Variance * (1 - settings.Momentum)) + (variance * (settings.Momentum * count / Math.Max(1, count - 1))));
            Tensor inverse = (variance + settings.Epsilon).rsqrt();
            ctx.save_for_backward([rows, mean, inverse, scale]);
            ctx.save_data("group", settings.Group);
            ctx.save_data("count", count);
            ctx.save_data("type", input.dtype);
            return (((rows - View(mean, rows)) * View(inverse * scale, rows)) + View(offset, rows)).to_type(input.dtype);
        }

        public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output)
        {
            List<Tensor> saved = ctx.get_saved_variables();
            (Tensor rows, Tensor mean, Tensor inverse, Tensor scale) = (saved[0], saved[1], saved[2], saved[3]);
            var group = (ProcessGroup)ctx.get_data("group");
            var count = (double)ctx.get_data("count");
            long[] others = [.. Enumerable.Range(0, (int)rows.dim()).Where(d => d != 1).Select(d => (long)d)];
            Tensor gradient = grad_output.to_type(rows.dtype);
            Tensor normal = (rows - View(mean, rows)) * View(inverse, rows);
            Tensor ofOffset = gradient.sum(others);
            Tensor ofScale = (gradient * normal).sum(others);
            Tensor sums = cat([ofOffset, ofScale], 0);
            group.AllReduce(sums);
            long channels = rows.shape[1];
            Tensor ofInput = (gradient - View(sums.narrow(0, 0, channels) / count, rows) - (normal * View(sums.narrow(0, channels, channels) / count, rows))) * View(inverse * scale, rows);
            return [ofInput.to_type((ScalarType)ctx.get_data("type")), ofScale, ofOffset];
        }
    }

    private sealed class Scope : IDisposable
    {
        private readonly ProcessGroup? before = current;
        private readonly int thread = Environment.CurrentManagedThreadId;

        public Scope(ProcessGroup? group) => current = group;

        public void Dispose()
        {
            ThreadBound.Require(thread, nameof(SyncBatchNorm));
            current = before;
        }
    }
}
