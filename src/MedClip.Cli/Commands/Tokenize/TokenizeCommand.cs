using System.Text.Json;
using MedClip.Models;

namespace MedClip.Cli;

/// <summary>Writes ids, tokens and offsets of texts, a line each, in their order.</summary>
internal sealed class TokenizeCommand(CliConsole console) : ICliCommand<TokenizeOptions>
{
    public Task<CommandOutcome> RunAsync(TokenizeOptions options, CancellationToken cancellation)
    {
        Func<string, (string Text, IReadOnlyList<TextToken> Tokens)> tokenize;
        Func<int, string> name;
        int end;
        if (options.Clip)
        {
            var clip = new ClipTokenizer(options.Vocabulary is { } merges ? ClipMerges.Load(merges) : null, options.Special);
            (tokenize, name, end) = (clip.Tokenize, clip.TokenOf, clip.EndId);
        }
        else
        {
            var pieces = WordPieceTokenizer.FromVocabulary(
                options.Vocabulary!, new WordPieceOptions { LowerCase = options.LowerCase, SpecialTokensInText = options.Special });
            (tokenize, name, end) = (text => (text, pieces.Tokenize(text)), id => pieces.Vocabulary.Tokens[id], pieces.Vocabulary.IdOf("[SEP]"));
        }

        int count = 0;
        AtomicFile.Write(options.Output, stream =>
        {
            using var json = new Utf8JsonWriter(stream);
            foreach (string text in TextLines.Read(options.Input, console.OpenInput))
            {
                cancellation.ThrowIfCancellationRequested();
                (string cleaned, IReadOnlyList<TextToken> tokens) = tokenize(text);
                Write(json, Truncate(tokens, options.MaximumLength, end), name, options.Clip ? cleaned : null);
                json.Flush();
                json.Reset();
                stream.WriteByte((byte)'\n');
                count++;
            }
        });
        console.Say($"{count} texts: {options.Output}");
        return Task.FromResult(CommandOutcome.Success);
    }

    private static IReadOnlyList<TextToken> Truncate(IReadOnlyList<TextToken> tokens, int? length, int end) =>
        length is { } most && tokens.Count > most ? [.. tokens.Take(most - 1), new TextToken(end, 0, 0)] : tokens;

    private static void Write(Utf8JsonWriter json, IReadOnlyList<TextToken> tokens, Func<int, string> name, string? cleaned)
    {
        json.WriteStartObject();
        json.WriteStartArray("ids");
        foreach (TextToken token in tokens)
        {
            json.WriteNumberValue(token.Id);
        }

        json.WriteEndArray();
        json.WriteStartArray("tokens");
        foreach (TextToken token in tokens)
        {
            json.WriteStringValue(name(token.Id));
        }

        json.WriteEndArray();
        json.WriteStartArray("offsets");
        foreach (TextToken token in tokens)
        {
            json.WriteStartArray();
            json.WriteNumberValue(token.Start);
            json.WriteNumberValue(token.End);
            json.WriteEndArray();
        }

        json.WriteEndArray();
        if (cleaned is not null)
        {
            json.WriteString("text", cleaned);
        }

        json.WriteEndObject();
    }
}
