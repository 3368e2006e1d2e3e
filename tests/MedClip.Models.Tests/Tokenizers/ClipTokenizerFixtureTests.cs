using System.Text.Json;

namespace MedClip.Models.Tests;

/// <summary>fixtures/tokenizer/clip_bpe.jsonl: CLIP's ids, without the repair of mis-decoded text (ftfy).</summary>
[Trait("Category", "Fixtures")]
public sealed class ClipTokenizerFixtureTests
{
    private const int Context = 77;

    [SkippableFact]
    public void Ids_and_truncation_are_identical()
    {
        string golden = SharedFolder.RequireFixture("tokenizer/clip_bpe.jsonl");
        var tokenizer = new ClipTokenizer(specialTokensInText: true);
        Dictionary<int, string> texts = TokenizerTexts.Read();
        var wrong = new List<string>();
        int seen = 0;
        foreach (string line in File.ReadLines(golden))
        {
            using JsonDocument row = JsonDocument.Parse(line);
            int id = row.RootElement.GetProperty("id").GetInt32();
            bool repaired = row.RootElement.TryGetProperty("ids_without_ftfy", out JsonElement ids);
            int[] expected = TokenizerTexts.Ints(repaired ? ids : row.RootElement.GetProperty("ids"));
            TokenBatch batch = tokenizer.Encode([texts[id]], Context);
            seen++;
            if (!batch.InputIds.SequenceEqual(expected.Select(i => (long)i)))
            {
                wrong.Add($"text {id}: {texts[id][..Math.Min(texts[id].Length, 60)]}");
            }
        }

        seen.ShouldBeGreaterThan(0);
        wrong.ShouldBeEmpty();
    }

    [SkippableFact]
    public void The_published_merges_are_the_fixtures()
    {
        string path = SharedFolder.RequireFixture("tokenizer/bpe_simple_vocab_16e6.txt.gz");
        ClipMerges.Load(path).Sha256.ShouldBe(ClipMerges.Published.Sha256);
        new ClipTokenizer().VocabularySize.ShouldBe(49408);
    }
}
