using System.CommandLine;

namespace MedClip.Cli;

/// <summary><c>medclip tokenize IN.txt|IN.jsonl --vocab vocab.txt [--lower-case|--clip] [--max-length N] --output OUT.jsonl</c></summary>
internal sealed class TokenizeSyntax : CommandSyntax<TokenizeOptions>
{
    private readonly Argument<string> input = Declare.Positional("IN.txt|IN.jsonl", "Text file with one text a line, or JSONL with a field 'text'; - for standard input (lines).");
    private readonly Option<string?> vocabulary = Declare.Text("--vocab", "vocab.txt", "Vocabulary: vocab.txt or tokenizer.json; with --clip a list of merges (default: the published one).");
    private readonly Option<bool> lowerCase = Declare.Flag("--lower-case", "Strip accents and lower-case, as the released MedCLIP does even with its cased vocabulary.");
    private readonly Option<bool> clip = Declare.Flag("--clip", "Use CLIP's byte-pair encoding.");
    private readonly Option<bool> special = Declare.Flag("--special-tokens", "Take special tokens written in a text, e.g. [SEP], as such; by default they are ordinary text.");
    private readonly Option<int?> length = Declare.WholeNumber("--max-length", "The most tokens of a text (default: no truncation).", 2);
    private readonly Option<string?> output = Declare.Text("--output", "OUT.jsonl", "File to write: a line for each text with ids, tokens and offsets in UTF-16 units.", required: true);

    public TokenizeSyntax()
        : base("tokenize", "Write the tokens of texts.")
    {
        Add(input);
        Add(vocabulary);
        Add(lowerCase);
        Add(clip);
        Add(special);
        Add(length);
        Add(output);
        Validators.Add(result =>
        {
            if (result.GetResult(clip) is null && result.GetResult(vocabulary) is null)
            {
                result.AddError("--vocab is needed unless --clip is given.");
            }

            if (result.GetResult(clip) is not null && result.GetResult(lowerCase) is not null)
            {
                result.AddError("--clip and --lower-case exclude each other: CLIP always lower-cases.");
            }
        });
    }

    public override TokenizeOptions Bind(ParseResult parsed) => new(
        parsed.GetRequiredValue(input), parsed.GetValue(vocabulary), parsed.GetValue(lowerCase), parsed.GetValue(clip), parsed.GetValue(special),
        parsed.GetValue(length), parsed.GetRequiredValue(output)!);
}
