using System.Buffers.Binary;
using System.Text;
using MedClip.Models;

namespace MedClip.Tests;

/// <summary>Index files of both precisions: whole, of before there were two, and damaged.</summary>
public sealed class IndexFileTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("medclip-").FullName;

    private string FilePath => Path.Combine(folder, "a.index");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(64)]
    public void A_saved_index_of_bfloat16_is_the_same_index_in_half_the_bytes(int width)
    {
        const int Count = 3000;   // more than are written at once
        float[] rows = Numbers(Count * width), queries = Numbers(4 * width);
        using EmbeddingIndex whole = EmbeddingIndex.Of([.. Enumerable.Range(0, Count).Select(i => $"satz {i} – ä")], rows, width, "abc"), half = whole.ToPrecision(EmbeddingPrecision.BFloat16);
        whole.Save(FilePath + ".32");
        half.Save(FilePath);
        (new FileInfo(FilePath + ".32").Length - new FileInfo(FilePath).Length).ShouldBeInRange((2 * Count * width) - 64, (2 * Count * width) + 64);
        using (SafetensorsFile file = SafetensorsFile.Open(FilePath))
        {
            file["embeddings"].Type.ShouldBe(TensorElementType.BFloat16);
            file["embeddings"].Shape.ShouldBe([Count, width]);
        }

        using EmbeddingIndex opened = EmbeddingIndex.Open(FilePath);
        (opened.Precision, opened.Count, opened.Dimensions, opened.ModelHash, opened[17]).ShouldBe((EmbeddingPrecision.BFloat16, Count, width, "abc", "satz 17 – ä"));
        opened.ToArray().ShouldBe(half.ToArray());
        opened.FindMany(queries, 5).SelectMany(hits => hits).ShouldBe(half.FindMany(queries, 5).SelectMany(hits => hits));
        opened.Save(FilePath + ".again");
        File.ReadAllBytes(FilePath + ".again").ShouldBe(File.ReadAllBytes(FilePath));
    }

    [Fact]
    public void A_file_of_the_time_before_there_were_two_precisions_opens()
    {
        Write(Header("F32", "[2,3]", 24), [.. new[] { 1f, 0f, 0f, 0f, 0.6f, 0.8f }.SelectMany(BitConverter.GetBytes)]);
        using EmbeddingIndex index = EmbeddingIndex.Open(FilePath);
        (index.Precision, index.Count, index.Dimensions, index.ModelHash, index[0], index[1]).ShouldBe((EmbeddingPrecision.Float32, 2, 3, "abc", "a", "bc"));
        index.Find([0f, 0f, 1f], 2).ShouldBe([new RetrievalHit(1, "bc", 0.8f), new RetrievalHit(0, "a", 0)]);
    }

    [Fact]
    public void A_file_of_bfloat16_that_another_program_wrote_opens()
    {
        // 1, 0, 0; 0, 0.5, -2
        Write(Header("BF16", "[2,3]", 12), [0x80, 0x3F, 0, 0, 0, 0, 0, 0, 0, 0x3F, 0, 0xC0]);
        using EmbeddingIndex index = EmbeddingIndex.Open(FilePath);
        index.ToArray().ShouldBe([1f, 0f, 0f, 0f, 0.5f, -2f]);
        index.Find([0f, 1f, 0f], 1).ShouldBe([new RetrievalHit(1, "bc", 0.5f)]);
    }

    [Theory]
    [InlineData("BF16", "[2,3]", 24)]
    [InlineData("BF16", "[4,3]", 12)]
    [InlineData("BF16", "[2,1152921504606846976]", 12)]
    [InlineData("BF16", "[6]", 12)]
    [InlineData("BF16", "[0,3]", 0)]
    [InlineData("BF16", "[3,2]", 12)]
    [InlineData("F16", "[2,3]", 12)]
    [InlineData("bf16", "[2,3]", 12)]
    public void A_header_that_claims_what_is_not_so_is_refused(string type, string shape, int bytes)
    {
        Write(Header(type, shape, bytes), new byte[bytes]);
        Should.Throw<InvalidInputException>(() => EmbeddingIndex.Open(FilePath)).Message.ShouldContain(FilePath);
    }

    [Fact]
    public void A_damaged_file_is_refused_or_searched_but_ends_no_program()
    {
        using EmbeddingIndex half = EmbeddingIndex.Of(["a", "b", "c", "d"], Numbers(4 * 5), 5).ToPrecision(EmbeddingPrecision.BFloat16);
        half.Save(FilePath);
        byte[] whole = File.ReadAllBytes(FilePath);
        var random = new Random(7);
        int refused = 0;
        for (int n = 0; n < 400; n++)
        {
            byte[] damaged = n < 40 ? whole[..random.Next(whole.Length)] : [.. whole];
            for (int flips = n < 40 ? 0 : random.Next(1, 4); flips > 0; flips--)
            {
                damaged[random.Next(damaged.Length)] ^= (byte)(1 << random.Next(8));
            }

            File.WriteAllBytes(FilePath, damaged);
            try
            {
                using EmbeddingIndex index = EmbeddingIndex.Open(FilePath);
                index.Find(Numbers(index.Dimensions), 3).Count.ShouldBe(Math.Min(3, index.Count));
            }
            catch (InvalidInputException error)
            {
                error.Message.ShouldContain(FilePath);
                refused++;
            }
        }

        refused.ShouldBeGreaterThan(40);
    }

    private static float[] Numbers(int count)
    {
        var random = new Random(count);
        return [.. Enumerable.Range(0, count).Select(_ => random.NextSingle() - 0.5f)];
    }

    private static string Header(string type, string shape, int bytes) => $$$"""
        {"__metadata__":{"kind":"medclip-index","model_hash":"abc"},"embeddings":{"dtype":"{{{type}}}","shape":{{{shape}}},"data_offsets":[0,{{{bytes}}}]},"item_ends":{"dtype":"I64","shape":[2],"data_offsets":[{{{bytes}}},{{{bytes + 16}}}]},"item_bytes":{"dtype":"U8","shape":[3],"data_offsets":[{{{bytes + 16}}},{{{bytes + 19}}}]}}
        """;

    private void Write(string header, byte[] embeddings)
    {
        byte[] text = Encoding.UTF8.GetBytes(header), length = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, text.Length);
        File.WriteAllBytes(FilePath, [.. length, .. text, .. embeddings, 1, 0, 0, 0, 0, 0, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0, .. "abc"u8]);
    }
}
