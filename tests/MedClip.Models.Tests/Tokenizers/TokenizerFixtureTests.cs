using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace MedClip.Models.Tests;

/// <summary>Every row of fixtures/tokenizer: ids, offsets, truncations and batches, without tolerance.</summary>
[Trait("Category", "Fixtures")]
public sealed class TokenizerFixtureTests
{
    private static readonly (string Vocabulary, bool LowerCase)[] Settings = [("vocab_cased.txt", true), ("vocab_cased.txt", false), ("vocab_uncased.txt", true)];

    public static TheoryData<string> Variants => SharedFolder.Fixture("tokenizer") is { } folder
        ? [.. Directory.GetFiles(folder, "bert_*.jsonl").Select(file => Path.GetFileNameWithoutExtension(file)["bert_".Length..]).Order(StringComparer.Ordinal)]
        : ["none"];

    [SkippableTheory]
    [MemberData(nameof(Variants))]
    public void Ids_offsets_and_truncations_are_identical(string variant)
    {
        string golden = SharedFolder.RequireFixture($"tokenizer/bert_{variant}.jsonl");
        WordPieceTokenizer tokenizer = Tokenizer(variant);
        Dictionary<int, string> texts = Texts();
        foreach (string line in File.ReadLines(golden))
        {
            using JsonDocument row = JsonDocument.Parse(line);
            int id = row.RootElement.GetProperty("id").GetInt32();
            string text = texts[id];
            IReadOnlyList<TextToken> tokens = tokenizer.Tokenize(text);
            int[] ids = [.. tokens.Select(t => t.Id)];
            int[] offsets = [.. tokens.SelectMany(t => new[] { t.Start, t.End })];
            tokens.Count.ShouldBe(row.RootElement.GetProperty("n").GetInt32(), $"text {id}");
            if (row.RootElement.TryGetProperty("ids", out JsonElement expected))
            {
                ids.ShouldBe(Ints(expected), $"text {id}");
                offsets.ShouldBe(row.RootElement.GetProperty("u16").EnumerateArray().SelectMany(Ints), $"text {id}");
            }
            else
            {
                Sha(ids).ShouldBe(row.RootElement.GetProperty("sha_ids").GetString(), $"text {id}");
                Sha(offsets).ShouldBe(row.RootElement.GetProperty("sha_u16").GetString(), $"text {id}");
            }

            ShouldTruncate(tokenizer, text, row.RootElement, "ids77", 77, ids);
            ShouldTruncate(tokenizer, text, row.RootElement, "ids25", 25, ids);
        }
    }

    [SkippableTheory]
    [MemberData(nameof(Variants))]
    public void Batches_are_padded_as_the_reference_pads(string variant)
    {
        string golden = SharedFolder.RequireFixture($"tokenizer/batches_{variant}.jsonl");
        WordPieceTokenizer tokenizer = Tokenizer(variant);
        Dictionary<int, string> texts = Texts();
        foreach (string line in File.ReadLines(golden))
        {
            using JsonDocument row = JsonDocument.Parse(line);
            string[] batch = [.. Ints(row.RootElement.GetProperty("ids_of_texts")).Select(id => texts[id])];
            TokenBatch actual = tokenizer.Encode(batch, 77);
            int[][] ids = [.. row.RootElement.GetProperty("input_ids").EnumerateArray().Select(Ints)];
            actual.Rows.ShouldBe(ids.Length);
            actual.Length.ShouldBe(ids[0].Length);
            actual.InputIds.ShouldBe(ids.SelectMany(r => r).Select(i => (long)i));
            actual.AttentionMask.ShouldBe(row.RootElement.GetProperty("attention_mask").EnumerateArray().SelectMany(Ints).Select(i => (long)i));
        }
    }

    private static void ShouldTruncate(WordPieceTokenizer tokenizer, string text, JsonElement row, string property, int length, int[] whole)
    {
        var ids = new int[length];
        int count = tokenizer.Encode(text, ids);
        int[] expected = row.TryGetProperty(property, out JsonElement given) ? Ints(given)
            : whole.Length <= length ? whole : [.. whole[..(length - 1)], tokenizer.Vocabulary.IdOf("[SEP]")];
        ids[..count].ShouldBe(expected);
    }

    // What a file is called does not matter: it was made by the setting that most of its first rows agree with, and all rows are then compared.
    private static WordPieceTokenizer Tokenizer(string variant)
    {
        Dictionary<int, string> texts = Texts();
        (string Text, int[] Ids)[] rows = [.. File.ReadLines(SharedFolder.RequireFixture($"tokenizer/bert_{variant}.jsonl")).Take(100).Select(line =>
        {
            using JsonDocument row = JsonDocument.Parse(line);
            return (texts[row.RootElement.GetProperty("id").GetInt32()], row.RootElement.TryGetProperty("ids", out JsonElement ids) ? Ints(ids) : []);
        })];
        return Settings
            .Select(setting => WordPieceTokenizer.FromVocabulary(
                SharedFolder.RequireData($"vocab/{setting.Vocabulary}"), new WordPieceOptions { LowerCase = setting.LowerCase, SpecialTokensInText = true }))
            .MaxBy(tokenizer => rows.Count(row => tokenizer.Tokenize(row.Text).Select(token => token.Id).SequenceEqual(row.Ids)))!;
    }

    private static Dictionary<int, string> Texts() => TokenizerTexts.Read();

    private static int[] Ints(JsonElement array) => TokenizerTexts.Ints(array);

    private static string Sha(int[] values)
    {
        var bytes = new byte[4 * values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(4 * i), values[i]);
        }

        return Convert.ToHexStringLower(SHA256.HashData(bytes));
    }
}
