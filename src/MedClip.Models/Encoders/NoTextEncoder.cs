using static TorchSharp.torch;

namespace MedClip.Models;

/// <summary>Stands where a text tower would, and says that there is none.</summary>
internal sealed class NoTextEncoder() : NamedModule(nameof(NoTextEncoder)), ITextEncoder
{
    public int MaximumPositions => 2;

    public int FeatureSize => 0;

    public bool IsProjected => true;

    public Tensor EncodeFeatures(Tensor ids, Tensor mask) =>
        throw new InvalidInputException("This checkpoint holds an image encoder alone, so texts cannot be encoded with it.");
}
