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

    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public void Write(string folder, TrainingState state)
    {
        using DisposeScope scope = NewDisposeScope();
        TensorStore.Write(Path.Combine(folder, TensorsName), [.. Tensors(), ("random", get_rng_state())]);
        TrainingState whole = state with
        {
            AverageUpdates = average?.Updates ?? 0, OptimizerSteps = step.Moments.Steps, LossScale = step.Scaler?.Scale, LossScaleGoodSteps = step.Scaler?.GoodSteps ?? 0,
        };
        AtomicFile.WriteText(Path.Combine(folder, StateName), JsonSerializer.Serialize(whole, Format));
    }

    public TrainingState Read(string folder)
    {
        TrainingState state = ReadState(Path.Combine(folder, StateName));
        using DisposeScope scope = NewDisposeScope();
        Tensor random = get_rng_state();
        TensorStore.Read(Path.Combine(folder, TensorsName), [.. Tensors(), ("random", random)]);
        set_rng_state(random);
        step.Moments.Steps = state.OptimizerSteps;
        average?.Resume(state.AverageUpdates);
        if (state.LossScale is { } scale)
        {
            step.Scaler?.Resume(scale, state.LossScaleGoodSteps);
        }

        return state;
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
