using TorchSharp;
using static TorchSharp.torch;

namespace MedClip.Models.Tests;

public sealed class TextBatchesTests
{
    private static readonly string[] Texts =
        [.. Enumerable.Range(0, 37).Select(i => string.Join(' ', Enumerable.Range(0, 1 + (i * 7 % 20)).Select(j => $"w{4 + ((i + j) % 5)}")))];

    [Theory]
    [InlineData(TextBatching.Exact, 1)]
    [InlineData(TextBatching.Exact, 8)]
    [InlineData(TextBatching.Fast, 1)]
    [InlineData(TextBatching.Fast, 8)]
    [InlineData(TextBatching.Fast, 100)]
    public void Every_text_is_in_one_batch_with_its_own_tokens(TextBatching batching, int size)
    {
        var places = new List<int>();
        foreach ((int[] part, TokenBatch tokens) in TextBatches.Of(Small.Tokenizer, Texts, 16, size, batching))
        {
            part.Length.ShouldBeInRange(1, size);
            tokens.Rows.ShouldBe(part.Length);
            for (int i = 0; i < part.Length; i++)
            {
                TokenBatch alone = Small.Tokenizer.Encode([Texts[part[i]]], 16);
                tokens.InputIds.AsSpan(i * tokens.Length, alone.Length).ToArray().ShouldBe(alone.InputIds);
                tokens.AttentionMask.AsSpan(i * tokens.Length, tokens.Length).ToArray().Sum().ShouldBe(alone.Length);
            }

            places.AddRange(part);
        }

        places.Order().ShouldBe(Enumerable.Range(0, Texts.Length));
        (places.SequenceEqual(Enumerable.Range(0, Texts.Length)) == (batching == TextBatching.Exact)).ShouldBeTrue();
    }

    [Fact]
    public void Fast_batches_hold_less_padding()
    {
        long Tokens(TextBatching batching) => TextBatches.Of(Small.Tokenizer, Texts, 32, 8, batching).Sum(batch => batch.Tokens.InputIds.LongLength);
        Tokens(TextBatching.Fast).ShouldBeLessThan(Tokens(TextBatching.Exact) * 3 / 4);
        TextBatches.Of(Small.Tokenizer, [], 32, 8, TextBatching.Fast).ShouldBeEmpty();
        Should.Throw<ArgumentOutOfRangeException>(() => TextBatches.Of(Small.Tokenizer, Texts, 32, 0, TextBatching.Fast).Count());
    }

    [Theory]
    [InlineData("medclip-vit")]
    [InlineData("medclip-resnet")]
    [InlineData("gloria")]
    [InlineData("convirt")]
    [InlineData("bert-last-token")]
    public void Fast_embeddings_come_in_order_and_equal_masked_pooling_one_by_one(string name)
    {
        MedClipConfig config = Small.All[name];
        using var model = new MedClipModel(config, new SeedSequence(1));
        float[] fast = TextEmbedding.Embed(model, Small.Tokenizer, Texts, 32, TextBatching.Fast, batchSize: 8);
        var bert = (BertConfig)config.Text;
        using var masked = new MedClipModel(config with { Text = bert.Pooling == TextPooling.Reference ? bert with { Pooling = TextPooling.Masked } : bert }, new SeedSequence(1));
        float[] oneByOne = [.. Texts.SelectMany(text => TextEmbedding.Embed(masked, Small.Tokenizer, [text], 32))];
        Tensors.ShouldMatch(tensor(fast), tensor(oneByOne), 1e-5, name);
    }

    [Fact]
    public void Exact_embeddings_depend_on_the_batch_as_the_references_do()
    {
        using var model = new MedClipModel(Small.All["medclip-vit"], new SeedSequence(1));
        float[] together = TextEmbedding.Embed(model, Small.Tokenizer, Texts, 32, TextBatching.Exact, batchSize: 8);
        float[] oneByOne = [.. Texts.SelectMany(text => TextEmbedding.Embed(model, Small.Tokenizer, [text], 32))];
        Tensors.Difference(tensor(together), tensor(oneByOne), 0).ShouldBeGreaterThan(1e-3);
        float[] first = TextEmbedding.Embed(model, Small.Tokenizer, Texts[..8], 32);
        Tensors.ShouldMatch(tensor(together[..first.Length]), tensor(first), 1e-5, "the same batch gives the same");
    }
}
