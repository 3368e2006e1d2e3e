using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MedClip.Training;

/// <summary>
/// One optimizer step: encode both batches, compare, differentiate, clip, update. It frees every temporary, and reads from the
/// device once. A step whose loss or gradient is infinite or undefined moves nothing.
/// </summary>
public sealed class TrainingStep : IDisposable
{
    private readonly IContrastiveTowers towers;
    private readonly IContrastiveObjective objective;
    private readonly LearningRateSchedule schedule;
    private readonly ComputePrecision precision;
    private readonly OptimizerOptions options;
    private readonly Parameter[] parameters;
    private readonly double[] fullRates;
    private readonly AdamW optimizer;

    /// <summary>Composes a step; its optimizer starts without moments.</summary>
    /// <param name="towers">The model; its parameters are moved in place.</param>
    /// <param name="objective">The loss.</param>
    /// <param name="options">The optimizer's options.</param>
    /// <param name="schedule">The learning rate's course.</param>
    /// <param name="precision">Number format of the towers' arithmetic.</param>
    public TrainingStep(
        IContrastiveTowers towers, IContrastiveObjective objective, OptimizerOptions options, LearningRateSchedule schedule, ComputePrecision precision)
    {
        ArgumentNullException.ThrowIfNull(towers);
        ArgumentNullException.ThrowIfNull(objective);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(schedule);
        ArgumentNullException.ThrowIfNull(precision);
        (this.towers, this.objective, this.options, this.schedule, this.precision) = (towers, objective, options, schedule, precision);
        IReadOnlyList<ParameterGroup> groups = ParameterGroups.Of(towers.Module.named_parameters(), options);
        parameters = [.. groups.SelectMany(group => group.Parameters).Select(parameter => parameter.Value)];
        fullRates = [.. groups.Select(group => group.LearningRate)];
        optimizer = new AdamW(
            groups.Select(group => new AdamW.ParamGroup(
                group.Parameters.Select(parameter => parameter.Value), group.LearningRate,
                options.Beta1, options.Beta2, options.Epsilon, group.WeightDecay)),
            options.LearningRate, options.Beta1, options.Beta2, options.Epsilon, options.WeightDecay);
        Moments = new OptimizerMoments(optimizer, [.. groups.SelectMany(group => group.Parameters).Select(parameter => parameter.Name)]);
    }

    /// <summary>The optimizer's memory, for saving and resuming.</summary>
    public OptimizerMoments Moments { get; }

    /// <summary>Makes one step.</summary>
    /// <param name="batch">The images and texts; it stays the caller's.</param>
    /// <param name="step">The number of this optimizer step, from 0.</param>
    public StepResult Run(TrainingBatch batch, long step)
    {
        ArgumentNullException.ThrowIfNull(batch);
        double factor = SetLearningRates(step);
        using DisposeScope scope = NewDisposeScope();
        ContrastiveLoss loss = objective.Compute(Encode(batch));
        optimizer.zero_grad();
        loss.Total.backward();
        Tensor norm = GradientClipping.Norm(parameters);
        (double value, double gradientNorm, double logScale) = ReadTogether(loss.Total, norm, towers.LogScale);
        bool usable = double.IsFinite(value) && double.IsFinite(gradientNorm);
        if (usable)
        {
            if (options.MaxGradientNorm > 0)
            {
                GradientClipping.Scale(parameters, GradientClipping.Coefficient(gradientNorm, options.MaxGradientNorm));
            }

            optimizer.step();
        }

        return new StepResult(value, gradientNorm, options.LearningRate * factor, logScale, !usable);
    }

    /// <inheritdoc/>
    public void Dispose() => optimizer.Dispose();

    private double SetLearningRates(long step)
    {
        double factor = schedule.Factor(step);
        int index = 0;
        foreach (optim.ILearningRateController group in optimizer.ParamGroups)
        {
            group.LearningRate = fullRates[index++] * factor;
        }

        return factor;
    }

    private ContrastiveInputs Encode(TrainingBatch batch)
    {
        ScalarType type = towers.LogScale.dtype;
        Device device = towers.LogScale.device;
        Tensor pixels = tensor(batch.Pixels, [.. batch.PixelShape]).to(type, device); // (N, C, H, W)
        Tensor ids = tensor(batch.TokenIds, [batch.Texts, batch.TokenIds.Length / batch.Texts]).to(device); // (U, L)
        Tensor mask = tensor(batch.AttentionMask, [batch.Texts, batch.TokenIds.Length / batch.Texts]).to(device); // (U, L)
        Tensor images, texts;
        using (precision.Enter())
        {
            images = towers.EncodeImages(pixels); // (N, P)
            texts = towers.EncodeTexts(ids, mask); // (U, P)
        }

        if (batch.TextRows is { } rows)
        {
            texts = texts.index_select(0, tensor(rows).to(device)); // (U, P) -> (M, P)
        }

        return new ContrastiveInputs(
            images, texts, towers.LogScale,
            Labels(batch.ImageLabels, batch.ImageCount, type, device), Labels(batch.TextLabels, batch.TextCount, type, device));
    }

    private static Tensor? Labels(float[] labels, int rows, ScalarType type, Device device) =>
        labels.Length == 0 ? null : tensor(labels, [rows, labels.Length / rows]).to(type, device);

    private static (double First, double Second, double Third) ReadTogether(Tensor first, Tensor second, Tensor third)
    {
        Tensor together = stack([.. new[] { first, second, third }.Select(value => value.detach().to_type(ScalarType.Float64).reshape(1))]);
        double[] values = together.cpu().data<double>().ToArray();
        return (values[0], values[1], values[2]);
    }
}
