namespace MedClip.Models;

/// <summary>Turns texts into token ids for a text tower. Implementations are thread-safe.</summary>
public interface ITextTokenizer
{
    /// <summary>Number of ids; each id is in [0, VocabularySize).</summary>
    int VocabularySize { get; }

    /// <summary>The facts that a checkpoint's manifest keeps, so that the same tokenizer can be made again.</summary>
    TokenizerFacts Facts { get; }

    /// <summary>Encodes texts as one batch: [CLS] … [SEP], truncated to a length, padded to the longest of the batch.</summary>
    /// <param name="texts">One or more texts.</param>
    /// <param name="maxLength">The most tokens of a row, [CLS] and [SEP] included; at least 2.</param>
    TokenBatch Encode(IReadOnlyList<string> texts, int maxLength);

    /// <summary>Writes the vocabulary as <c>vocab.txt</c>: one token a line, the line's number being its id.</summary>
    /// <param name="stream">Receives UTF-8 text.</param>
    void SaveVocabulary(Stream stream);
}
