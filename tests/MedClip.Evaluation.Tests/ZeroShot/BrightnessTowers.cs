using MedClip.Training;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MedClip.Evaluation.Tests;

/// <summary>
/// Towers whose answer is known: a film lies nearer to the text "bright" the brighter it is, and nearer to any other text the darker.
/// </summary>
internal sealed class BrightnessTowers(long brightToken) : IContrastiveTowers, IDisposable
{
    public nn.Module Module { get; } = nn.Linear(1, 1);

    public Parameter LogScale { get; } = new(tensor(2f));

    public int ImageBatches { get; private set; }

    public int TextBatches { get; private set; }

    // (N, C, H, W) -> (N, 2)
    public Tensor EncodeImages(Tensor pixels)
    {
        ImageBatches++;
        using DisposeScope scope = NewDisposeScope();
        Tensor angle = pixels.reshape(pixels.shape[0], -1).mean([1]).sigmoid() * (Math.PI / 2);
        return stack([angle.sin(), angle.cos()], 1).MoveToOuterDisposeScope();
    }

    // (U, L) -> (U, 2)
    public Tensor EncodeTexts(Tensor tokenIds, Tensor attentionMask)
    {
        TextBatches++;
        using DisposeScope scope = NewDisposeScope();
        Tensor bright = tokenIds.eq(tensor(brightToken)).any(1).to(ScalarType.Float32);
        return stack([bright, 1 - bright], 1).MoveToOuterDisposeScope();
    }

    public void Dispose()
    {
        Module.Dispose();
        LogScale.Dispose();
    }
}
