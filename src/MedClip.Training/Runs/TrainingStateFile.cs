using System.Text.Json;
using TorchSharp;
using static TorchSharp.torch;

namespace MedClip.Training;

/// <summary>A run's state beside the model in a checkpoint folder: <c>training.json</c> and <c>training.safetensors</c>.</summary>
internal sealed class TrainingStateFile(LearnedTensors learned, TrainingStep step, WeightAverage? average)
{
    private const string StateName = "training.json";
    private const string TensorsName = "training.safetensors";
    private const long MaximumBytes = 16 << 20;
    private const int MaximumRanks = 1 << 16;

    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>The random states of the ranks after the first; written with the state and read with it.</summary>
    public IReadOnlyList<Tensor> OtherRandoms { get; set; } = [];

    public void Write(string folder, TrainingState state)
    {
        using DisposeScope scope = NewDisposeScope();
        TensorStore.Write(Path.Combine(folder, TensorsName), [.. Tensors(), ("random", get_rng_state()), .. Named(OtherRandoms)]);
        TrainingState whole = state with
        {
            Ranks = 1 + OtherRandoms.Count, AverageUpdates = average?.Updates ?? 0, OptimizerSteps = step.Moments.Steps, LossScale = step.Scaler?.Scale, LossScaleGoodSteps = step.Scaler?.GoodSteps ?? 0,
        };
        AtomicFile.WriteText(Path.Combine(folder, StateName), JsonSerializer.Serialize(whole, Format));
    }

    public TrainingState Read(string folder)
    {
        TrainingState state = ReadState(Path.Combine(folder, StateName));
        using DisposeScope scope = NewDisposeScope();
        Tensor random = get_rng_state();
        Tensor[] others = [.. Enumerable.Range(1, Math.Clamp(state.Ranks, 1, MaximumRanks) - 1).Select(_ => random.clone())];
        TensorStore.Read(Path.Combine(folder, TensorsName), [.. Tensors(), ("random", random), .. Named(others)]);
        set_rng_state(random);
        OtherRandoms = [.. others.Select(state => state.DetachFromDisposeScope())];
        Count(state);
        return state;
    }

    /// <summary>Gives all ranks what rank 0 has read; each takes its own random state where one was saved.</summary>
    public void Share(IProcessGroup group, TrainingState state)
    {
        using DisposeScope scope = NewDisposeScope();
        ShareTensors(group);
        Tensor own = get_rng_state();
        Tensor all = group.Rank == 0 ? stack([own, .. OtherRandoms]) : zeros([state.Ranks, own.shape[0]], dtype: own.dtype); // (ranks, bytes)
        group.TakeFromFirst(all);
        if (group.Rank > 0)
        {
            if (group.Rank < state.Ranks)
            {
                set_rng_state(all[group.Rank].clone());
            }

            Count(state);
        }
    }

    /// <summary>Gives all ranks rank 0's weights and moments.</summary>
    public void ShareTensors(IProcessGroup group) => group.ShareFirst(Tensors().Select(entry => entry.Value));

    private static IEnumerable<(string Name, Tensor Value)> Named(IReadOnlyList<Tensor> randoms) => randoms.Select((state, i) => ($"random.{i + 1}", state));

    private void Count(TrainingState state)
    {
        step.Moments.Steps = state.OptimizerSteps;
        average?.Resume(state.AverageUpdates);
        if (state.LossScale is { } scale)
        {
            step.Scaler?.Resume(scale, state.LossScaleGoodSteps);
        }
    }

    private static TrainingState ReadState(string path)
    {
        var file = new FileInfo(path);
        if (!file.Exists)
        {
            throw InvalidInputException.At(path, null, "is missing; this checkpoint can be used, but no run can go on from it.");
        }

        if (file.Length > MaximumBytes)
        {
            throw InvalidInputException.At(path, null, "is too large for a run's state.");
        }

        TrainingState state;
        try
        {
            state = JsonSerializer.Deserialize<TrainingState>(File.ReadAllText(path), Format) ?? throw new JsonException("it holds null");
        }
        catch (JsonException error)
        {
            throw InvalidInputException.At(path, null, $"is no run's state: {error.Message}", innerException: error);
        }

        return state.Version == 1
            ? state
            : throw InvalidInputException.At(path, null, $"is of version {state.Version}; this program reads version 1.");
    }

    private IEnumerable<(string Name, Tensor Value)> Tensors() =>
        learned.All.Select(entry => ($"weights.{entry.Name}", entry.Value))
            .Concat(step.Moments.Tensors)
            .Concat(average?.Averages.Select(entry => ($"average.{entry.Name}", entry.Average)) ?? []);
}
