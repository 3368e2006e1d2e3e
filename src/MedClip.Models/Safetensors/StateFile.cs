using TorchSharp;
using static TorchSharp.torch;

namespace MedClip.Models;

/// <summary>A module's state to and from safetensors files; nothing missing, unexplained or of another shape passes.</summary>
public static class StateFile
{
    /// <summary>Writes a module's parameters and persistent buffers.</summary>
    /// <param name="path">Where the file is to stand.</param>
    /// <param name="module">The module.</param>
    /// <param name="metadata">Texts for the header.</param>
    public static void Save(string path, nn.Module module, IReadOnlyDictionary<string, string>? metadata = null)
    {
        ArgumentNullException.ThrowIfNull(module);
        
        // Sizes that are no multiple of 64 bytes come last: the others stay aligned when the file is mapped.
        TensorFile.Save(path, module.state_dict().OrderBy(pair => pair.Value.numel() * pair.Value.element_size() % 64 != 0), metadata);
    }

    /// <summary>Copies a file's tensors into a module of the same keys.</summary>
    /// <param name="path">A safetensors file.</param>
    /// <param name="module">The module; unchanged when the file does not fit.</param>
    /// <exception cref="InvalidInputException">The file is invalid, or keys are missing, unexplained or mis-shaped; the message lists them.</exception>
    public static void LoadInto(string path, nn.Module module)
    {
        ArgumentNullException.ThrowIfNull(module);
        using var file = new SafetensorsWeights(SafetensorsFile.Open(path));
        WeightPlan.Of(file, WeightLayouts.MedClip).LoadInto(module);
    }
}
