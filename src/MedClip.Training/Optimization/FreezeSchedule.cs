using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MedClip.Training;

/// <summary>
/// Which parameters learn in which epoch: whole towers may rest for some epochs, and then thaw from the top, a block at a time. A parameter
/// that rests gets no gradient, no decay and no optimizer step; a tower that rests whole is in evaluation mode, so that its batch-norm
/// statistics and dropout rest too.
/// </summary>
internal sealed class FreezeSchedule
{
    private readonly OptimizerOptions options;
    private readonly (string Tower, Parameter Value, int Below)[] entries;
    private readonly (string Tower, nn.Module Module)[] towers;

    public FreezeSchedule(nn.Module module, OptimizerOptions options)
    {
        this.options = options;
        (string name, Parameter parameter)[] learning = [.. module.named_parameters().Where(entry => entry.parameter.requires_grad)];
        IReadOnlyDictionary<string, int> depths = LayerDepths.Below(learning.Select(entry => entry.name));
        entries = [.. learning.Select(entry => (entry.name.Split('.')[0] + ".", entry.parameter, depths[entry.name]))];
        towers = [.. module.named_children().Select(child => (child.name + ".", child.module))];
    }

    /// <summary>Whether anything ever rests.</summary>
    public bool IsActive => options.FreezeVisionEpochs > 0 || options.FreezeTextEpochs > 0 || options.ThawBlockEveryEpochs > 0;

    /// <summary>Sets the state of an epoch, from 0; call it after the module was set to training mode.</summary>
    public void Apply(int epoch)
    {
        if (!IsActive)
        {
            return;
        }

        foreach ((string tower, Parameter value, int below) in entries)
        {
            value.requires_grad_(Learns(tower, below, epoch));
        }

        foreach ((_, nn.Module module) in towers.Where(tower => epoch < RestsUntil(tower.Tower)))
        {
            module.eval();
        }
    }

    private bool Learns(string tower, int below, int epoch)
    {
        int since = epoch - RestsUntil(tower);
        return since >= 0 && (options.ThawBlockEveryEpochs == 0 || below <= since / options.ThawBlockEveryEpochs);
    }

    private int RestsUntil(string tower) => tower switch
    {
        InitialWeights.Vision => options.FreezeVisionEpochs,
        InitialWeights.Text => options.FreezeTextEpochs,
        _ => 0,
    };
}
