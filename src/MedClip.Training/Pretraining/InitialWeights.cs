using MedClip.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace MedClip.Training;

/// <summary>Starts a tower from the weights of another model's.</summary>
internal static class InitialWeights
{
    public const string Vision = "vision_model.";
    public const string Text = "text_model.";

    /// <summary>Copies every parameter and buffer whose name has the prefix; names and shapes must agree.</summary>
    public static void Copy(MedClipModel from, MedClipModel to, string prefix, string source)
    {
        using IDisposable outside = no_grad();
        using DisposeScope scope = NewDisposeScope();
        Dictionary<string, Tensor> given = Tensors(from, prefix);
        Dictionary<string, Tensor> wanted = Tensors(to, prefix);
        string[] problems =
        [
            .. wanted.Where(entry => !given.ContainsKey(entry.Key)).Select(entry => $"{entry.Key} is missing"),
            .. given.Where(entry => !wanted.ContainsKey(entry.Key)).Select(entry => $"{entry.Key} has no place"),
            .. wanted.Where(entry => given.TryGetValue(entry.Key, out Tensor? other) && !other.shape.SequenceEqual(entry.Value.shape))
                .Select(entry => $"{entry.Key} has shape ({string.Join(", ", given[entry.Key].shape)}), not ({string.Join(", ", entry.Value.shape)})"),
        ];
        if (problems.Length > 0)
        {
            throw InvalidInputException.At(
                source, prefix.TrimEnd('.'), $"does not fit the model: {string.Join("; ", problems.Take(5))}{(problems.Length > 5 ? $" and {problems.Length - 5} more" : "")}.",
                "Choose the same architecture (model.config, model.imageSize, model.projection).");
        }

        foreach ((string name, Tensor value) in wanted)
        {
            value.copy_(given[name]);
        }
    }

    private static Dictionary<string, Tensor> Tensors(MedClipModel model, string prefix) =>
        model.named_parameters().Select(parameter => (parameter.name, value: (Tensor)parameter.parameter))
            .Concat(model.named_buffers().Select(buffer => (buffer.name, value: buffer.buffer)))
            .Where(entry => entry.name.StartsWith(prefix, StringComparison.Ordinal))
            .ToDictionary(entry => entry.name, entry => entry.value);
}
