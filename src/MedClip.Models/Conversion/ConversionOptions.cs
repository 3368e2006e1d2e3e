namespace MedClip.Models;

/// <summary>What is converted, and how.</summary>
public sealed record ConversionOptions
{
    /// <summary>A published weight file or Hugging Face folder.</summary>
    public required string Source { get; init; }

    /// <summary>The checkpoint folder to write.</summary>
    public required string Output { get; init; }

    /// <summary>A BERT file or folder for the text tower, beside a <see cref="Source"/> that holds an image encoder alone; the projections are then drawn from <see cref="Seed"/>.</summary>
    public string? TextSource { get; init; }

    /// <summary>One of <see cref="Architectures"/>; null: told from the weights.</summary>
    public string? Architecture { get; init; }

    /// <summary>A JSON file with the network's sizes; null: the <c>config.json</c> beside the weights, if it fits, or told from the weights.</summary>
    public string? Config { get; init; }

    /// <summary>A <c>vocab.txt</c>, <c>tokenizer.json</c>, or CLIP's merges; null: the one beside the weights.</summary>
    public string? Vocabulary { get; init; }

    /// <summary>How BERT's states become one vector; null: <see cref="TextPooling.Reference"/> for MedCLIP's files, what they were made with for others.</summary>
    public TextPooling? Pooling { get; init; }

    /// <summary>The licence of the weights.</summary>
    public string License { get; init; } = "unknown";

    /// <summary>Seed of projections that no file holds.</summary>
    public ulong Seed { get; init; }
}
