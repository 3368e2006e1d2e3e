namespace MedClip.Models;

/// <summary>Finds the tokenizer of weights that are converted.</summary>
internal static class ConversionVocabulary
{
    private static readonly string[] WordPieceFiles = ["vocab.txt", "tokenizer.json"];

    /// <exception cref="InvalidInputException">There is no vocabulary, or it has more tokens than the network.</exception>
    public static ITextTokenizer Open(ConversionOptions options, MedClipConfig config)
    {
        switch (config.Text)
        {
            case NoTextConfig:
                return new WordPieceTokenizer(Vocabulary.Of(Vocabulary.SpecialTokens));
            case ClipTextConfig clip:
                var bpe = new ClipTokenizer(options.Vocabulary is { } merges ? ClipMerges.Load(merges) : null);
                return Check(bpe, clip, options.Vocabulary ?? "CLIP's published merges");
        }

        string path = options.Vocabulary ?? Beside(options.TextSource ?? options.Source) ?? throw InvalidInputException.At(
            options.TextSource ?? options.Source, null, "comes without a vocabulary.",
            "Give --vocab vocab.txt: for MedCLIP's released weights, that of emilyalsentzer/Bio_ClinicalBERT (28,996 cased tokens).");
        return Check(WordPieceTokenizer.FromVocabulary(path), config.Text, path);
    }

    private static ITextTokenizer Check(ITextTokenizer tokenizer, TextConfig text, string path) => tokenizer.VocabularySize <= text.VocabularySize
        ? tokenizer
        : throw InvalidInputException.At(path, null, $"has {tokenizer.VocabularySize} tokens, but the weights embed {text.VocabularySize}.");

    private static string? Beside(string source)
    {
        string folder = Directory.Exists(source) ? source : Path.GetDirectoryName(Path.GetFullPath(source))!;
        return WordPieceFiles.Select(name => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
    }
}
