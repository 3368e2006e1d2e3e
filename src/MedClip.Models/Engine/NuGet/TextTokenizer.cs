namespace MedClip.Models;

/// <summary>Opens the tokenizer of this build's engine.</summary>
public static class TextTokenizer
{
    /// <summary>Opens a BERT tokenizer.</summary>
    /// <param name="path">A <c>vocab.txt</c>.</param>
    /// <param name="options">Lower-casing and special tokens; defaults when null.</param>
    /// <exception cref="InvalidInputException">The file is no vocabulary.</exception>
    public static ITextTokenizer FromVocabulary(string path, WordPieceOptions? options = null) =>
        new MlTokenizer(Vocabulary.Load(path), options ?? new WordPieceOptions());
}
