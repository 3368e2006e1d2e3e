namespace MedClip.Training.Tests;

/// <summary>Batches of random data by seed, epoch and step; can be told to spoil some or to stop between two.</summary>
internal sealed class TinyBatches(ulong seed = 1, int stepsPerEpoch = 6, int images = 8, int texts = 7) : ITrainingBatchSource
{
    private readonly TinyData data = TinyData.Random(seed);

    public int StepsPerEpoch => stepsPerEpoch;

    /// <summary>Which slice of every batch this source gives, of how many.</summary>
    public (int Rank, int Size) Share { get; init; } = (0, 1);

    public Func<long, bool> IsSpoilt { get; init; } = _ => false;

    public IEnumerable<TrainingBatch> Read(int epoch, int firstStep, CancellationToken cancellation)
    {
        for (int step = firstStep; step < StepsPerEpoch; step++)
        {
            SplitMix64 random = new SeedSequence(seed).For("batches").At(epoch).At(step).ToRandom();
            TrainingBatch batch = data.Batch(Draw(images), Draw(texts));
            if (IsSpoilt(((long)epoch * StepsPerEpoch) + step))
            {
                batch.Pixels.Span[0] = float.NaN;
            }

            yield return batch;

            int[] Draw(int count) => Enumerable.Range(0, count).Select(_ => random.Next(64)).ToArray()[(count * Share.Rank / Share.Size)..(count * (Share.Rank + 1) / Share.Size)];
        }
    }
}
