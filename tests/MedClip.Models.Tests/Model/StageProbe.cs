using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MedClip.Models.Tests;

/// <summary>Keeps what a module gave or took, by its name.</summary>
internal sealed class StageProbe
{
    private readonly Dictionary<string, Tensor> seen = new(StringComparer.Ordinal);
    private readonly Dictionary<string, nn.Module> modules;

    public StageProbe(nn.Module root) => modules = root.named_modules().ToDictionary(pair => pair.name, pair => pair.module, StringComparer.Ordinal);

    public IReadOnlyDictionary<string, Tensor> Seen => seen;

    /// <summary>Watches a module's output; of a list of modules, that of its last.</summary>
    /// <returns>False when there is no such module.</returns>
    public bool Watch(string stage, string name)
    {
        while (modules.TryGetValue(name, out nn.Module? module))
        {
            switch (module)
            {
                case Module<Tensor, Tensor> one:
                    one.register_forward_hook((_, _, output) => Keep(stage, output));
                    return true;
                case Module<Tensor, Tensor, Tensor> two:
                    two.register_forward_hook((_, _, _, output) => Keep(stage, output));
                    return true;
            }

            string prefix = name + ".";
            int last = modules.Keys.Where(key => key.StartsWith(prefix, StringComparison.Ordinal))
                .Select(key => int.TryParse(key[prefix.Length..].Split('.')[0], out int n) ? n : -1).DefaultIfEmpty(-1).Max();
            name = prefix + last;
        }

        return false;
    }

    /// <summary>Watches a module's input.</summary>
    public void WatchInput(string stage, string name) =>
        ((Module<Tensor, Tensor>)modules[name]).register_forward_pre_hook((_, input) => Keep(stage, input));

    private Tensor Keep(string stage, Tensor value)
    {
        seen[stage] = value.detach().clone().DetachFromDisposeScope();
        return value;
    }
}
