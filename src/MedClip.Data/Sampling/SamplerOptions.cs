namespace MedClip.Data;

/// <summary>How films and sentences are put into batches.</summary>
public sealed record SamplerOptions
{
    /// <summary>Films in a batch, at least 1; 100 by default (paper §4.3).</summary>
    public int BatchSize { get; init; } = 100;

    /// <summary>Sentences in a batch; as many as films when null.</summary>
    public int? SentencesPerBatch { get; init; }

    /// <summary>How sentences are drawn; <see cref="SentenceSampling.ByFinding"/> by default.</summary>
    public SentenceSampling Sentences { get; init; } = SentenceSampling.ByFinding;

    /// <summary>Whether a last batch with fewer films is left out; false by default, so every film is seen in each epoch.</summary>
    public bool DropLast { get; init; }

    /// <summary>Checks the values.</summary>
    /// <exception cref="InvalidInputException">One is out of its range.</exception>
    public void Validate()
    {
        if (BatchSize < 1 || SentencesPerBatch < 1)
        {
            throw new InvalidInputException($"A batch needs at least one film and one sentence, not {BatchSize} and {SentencesPerBatch}.");
        }
    }
}
