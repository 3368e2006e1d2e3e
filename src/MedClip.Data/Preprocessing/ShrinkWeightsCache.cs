using System.Collections.Concurrent;

namespace MedClip.Data;

/// <summary>The weights of the sizes that films have had so far: most of a data set have a few. Thread-safe.</summary>
internal sealed class ShrinkWeightsCache
{
    private const int Most = 64;
    private readonly ConcurrentDictionary<(int Inputs, int Outputs), ShrinkWeights> kept = new();

    public ShrinkWeights Of(int inputs, int outputs)
    {
        if (kept.TryGetValue((inputs, outputs), out ShrinkWeights? weights))
        {
            return weights;
        }

        weights = ShrinkWeights.Create(inputs, outputs);
        if (kept.Count < Most)
        {
            kept.TryAdd((inputs, outputs), weights);
        }

        return weights;
    }
}
