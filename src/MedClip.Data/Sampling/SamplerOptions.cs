namespace MedClip.Data;

/// <summary>How films and sentences are put into batches.</summary>
public sealed record SamplerOptions
{
    /// <summary>Films in a batch of all ranks together, at least 1; 100 by default (paper §4.3).</summary>
    public int BatchSize { get; init; } = 100;

    /// <summary>Sentences in a batch; as many as films when null.</summary>
    public int? SentencesPerBatch { get; init; }

    /// <summary>How sentences are drawn; <see cref="SentenceSampling.ByFinding"/> by default.</summary>
    public SentenceSampling Sentences { get; init; } = SentenceSampling.ByFinding;

    /// <summary>How films are drawn; <see cref="ImageSampling.EveryFilmOnce"/> by default. The others need films' labels.</summary>
    public ImageSampling Images { get; init; } = ImageSampling.EveryFilmOnce;

    /// <summary>
    /// The share of sentences that are hard for a film of the batch: they have a finding in common with it, but not all; 0…1, 0 by default. Needs films'
    /// labels.
    /// </summary>
    public double HardShare { get; init; }

    /// <summary>Which of several processes this is, 0…<see cref="WorldSize"/> − 1. Each takes its slice of every batch: no film twice, as many steps in each.</summary>
    public int Rank { get; init; }

    /// <summary>Processes that share the batches; 1 by default. At most <see cref="BatchSize"/>.</summary>
    public int WorldSize { get; init; } = 1;

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

        if (WorldSize < 1 || WorldSize > BatchSize || WorldSize > (SentencesPerBatch ?? BatchSize) || Rank < 0 || Rank >= WorldSize)
        {
            throw new InvalidInputException($"Rank {Rank} of {WorldSize} cannot take a slice of batches of {BatchSize} films and {SentencesPerBatch ?? BatchSize} sentences.");
        }

        if (!(HardShare is >= 0 and <= 1))
        {
            throw new InvalidInputException($"The share of hard sentences is {HardShare}; it must be 0 to 1.");
        }

        if (Sentences == SentenceSampling.Reference && SentencesPerBatch is not null)
        {
            throw new InvalidInputException("Reference sampling draws a sentence for each film; leave SentencesPerBatch out.");
        }
    }
}
