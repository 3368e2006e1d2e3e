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
    private readonly OptimizerOptions options;
    private readonly IStepExchange? exchange;
    private readonly BatchEncoder encoder;
    private readonly GradientCache? cache;
    private readonly Parameter[] parameters;
    private readonly double[] fullRates;
    private readonly OptimizerHelper optimizer;
    private readonly IDisposable? halfWeights;

    /// <summary>Composes a step; its optimizer starts without moments.</summary>
    /// <param name="towers">The model; its parameters are moved in place.</param>
    /// <param name="objective">The loss.</param>
    /// <param name="options">The optimizer's options.</param>
    /// <param name="schedule">The learning rate's course.</param>
    /// <param name="precision">Number format of the towers' arithmetic.</param>
    /// <param name="exchange">Where the step meets other processes; null for a run of one.</param>
    /// <exception cref="InvalidInputException">The towers lack what the objective compares.</exception>
    public TrainingStep(
        IContrastiveTowers towers, IContrastiveObjective objective, OptimizerOptions options, LearningRateSchedule schedule, ComputePrecision precision,
        IStepExchange? exchange = null)
    {
        ArgumentNullException.ThrowIfNull(towers);
        ArgumentNullException.ThrowIfNull(objective);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(schedule);
        ArgumentNullException.ThrowIfNull(precision);
        (this.towers, this.objective, this.options, this.schedule, this.exchange) = (towers, objective, options, schedule, exchange);
        encoder = new BatchEncoder(towers, objective.Parts, precision);
        cache = options.GradCacheRows > 0 ? new GradientCache(towers, encoder, options.GradCacheRows) : null;
        Scaler = precision.Type == ScalarType.Float16 ? new LossScaler() : null;
        IReadOnlyList<ParameterGroup> groups = ParameterGroups.Of(LearnedTensors.Of(towers, objective).Parameters, options);
        parameters = [.. groups.SelectMany(group => group.Parameters).Select(parameter => parameter.Value)];
        fullRates = [.. groups.Select(group => group.LearningRate)];
        (optimizer, Moments) = OptimizerFactory.Create(groups, options);
        halfWeights = AutocastScope.KeepWeights(precision.Type, parameters);
    }

    /// <summary>The optimizer's memory, for saving and resuming.</summary>
    public OptimizerMoments Moments { get; }

    /// <summary>The loss scale; null unless the towers compute in float16.</summary>
    public LossScaler? Scaler { get; init; }

    /// <summary>Multiplies every learning rate; lowered when a run that went wrong is taken back. 1 at first.</summary>
    public double RateFactor { get; set; } = 1;

    /// <summary>Makes one step.</summary>
    /// <param name="batch">The images and texts; it stays the caller's.</param>
    /// <param name="step">The number of this optimizer step, from 0.</param>
    public StepResult Run(TrainingBatch batch, long step) => Run([batch], step);

    /// <summary>
    /// Makes one step with the mean gradient of several batches, each with a loss of its own (for a contrastive loss that is not the loss
    /// of all together: each sees its own negatives only; <see cref="OptimizerOptions.GradCacheRows"/> gives that).
    /// </summary>
    /// <param name="batches">One batch or more; they stay the caller's.</param>
    /// <param name="step">The number of this optimizer step, from 0.</param>
    public StepResult Run(IReadOnlyList<TrainingBatch> batches, long step)
    {
        ArgumentNullException.ThrowIfNull(batches);
        ArgumentOutOfRangeException.ThrowIfZero(batches.Count);
        double factor = SetLearningRates(step);
        double lossScale = Scaler?.Scale ?? 1;
        double share = options.Accumulation == AccumulationRule.Reference ? 1.0 / options.AccumulationSteps : 1.0 / batches.Count;
        using DisposeScope scope = NewDisposeScope();
        optimizer.zero_grad();
        Tensor[] losses = [.. batches.Select((batch, i) => Backward(batch, lossScale * share, i == batches.Count - 1))];
        exchange?.Reduce(parameters);
        Tensor norm = GradientClipping.Norm(parameters);
        (double[] values, double scaledNorm, double logScale) = ReadTogether(losses, norm, towers.LogScale);
        double gradientNorm = scaledNorm / lossScale;
        double value = values.Average();
        bool usable = double.IsFinite(value) && double.IsFinite(gradientNorm);
        if (usable)
        {
            double coefficient = options.MaxGradientNorm > 0 ? GradientClipping.Coefficient(gradientNorm, options.MaxGradientNorm) : 1;
            EngineStep.Run(optimizer, parameters, coefficient / lossScale);
        }

        Scaler?.Update(!usable);
        return new StepResult(value, gradientNorm, options.LearningRate * factor, logScale, !usable, lossScale);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        halfWeights?.Dispose();
        optimizer.Dispose();
    }

    private double SetLearningRates(long step)
    {
        double factor = schedule.Factor(step) * RateFactor;
        int index = 0;
        foreach (optim.ILearningRateController group in optimizer.ParamGroups)
        {
            group.LearningRate = fullRates[index++] * factor;
        }

        return factor;
    }

    // Adds the gradients of one batch's loss times the factor, and returns the loss itself, without a graph.
    private Tensor Backward(TrainingBatch batch, double factor, bool isLast)
    {
        Action? beforeLast = isLast && exchange is not null ? () => exchange.ExpectLast(parameters) : null;
        using DisposeScope scope = NewDisposeScope();
        Tensor loss;
        if (cache is not null)
        {
            loss = cache.Backward(batch, (images, texts) => Scaled(Loss(batch, images, texts), factor), beforeLast) / factor;
        }
        else
        {
            Tensor total = Loss(batch, encoder.Images(encoder.Pixels(batch)), [.. Texts(batch)]);
            beforeLast?.Invoke();
            Scaled(total, factor).backward();
            loss = total.detach();
        }

        return loss.MoveToOuterDisposeScope();
    }

    private IEnumerable<Encoded> Texts(TrainingBatch batch) => (encoder.NeedsTexts ? batch.TextSets() : []).Select(tokens =>
    {
        (Tensor ids, Tensor mask) = encoder.Tokens(tokens);
        return encoder.Texts(ids, mask);
    });

    // The mean of the losses with the texts and, where there are any, with their varied copies.
    private Tensor Loss(TrainingBatch batch, Encoded images, IReadOnlyList<Encoded> texts)
    {
        Tensor[] losses = [.. (texts.Count == 0 ? [null] : texts.Cast<Encoded?>()).Select(set => Loss(encoder.Assemble(images, set, batch)))];
        return losses.Length == 1 ? losses[0] : (losses[0] + losses[1]) / 2;
    }

    private Tensor Loss(ContrastiveInputs local) => objective.Compute(exchange?.Gather(local) ?? local).Total;

    private static Tensor Scaled(Tensor loss, double factor) => factor == 1 ? loss : loss * factor;

    private static (double[] Losses, double Norm, double LogScale) ReadTogether(Tensor[] losses, Tensor norm, Tensor logScale)
    {
        Tensor together = stack([.. losses.Append(norm).Append(logScale).Select(value => value.detach().to_type(ScalarType.Float64).reshape(1))]);
        double[] values = together.cpu().data<double>().ToArray();
        return (values[..^2], values[^2], values[^1]);
    }
}
