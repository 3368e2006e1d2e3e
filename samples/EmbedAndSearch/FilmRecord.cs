using System.Security.Cryptography;
using MedClip.Extensions.AI;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.VectorData;

namespace EmbedAndSearch;

/// <summary>A film as a record of a vector store. The width of embeddings is the model's, so it stands in <see cref="Definition"/> rather than in an attribute.</summary>
public sealed class FilmRecord
{
    /// <summary>SHA-256 of the file, so that the same film is kept once, whatever its name.</summary>
    public required string Key { get; init; }

    /// <summary>Where the film is.</summary>
    public required string Path { get; init; }

    /// <summary>Its unit embedding.</summary>
    public required ReadOnlyMemory<float> Film { get; init; }

    /// <summary>Embeds a film.</summary>
    public static async Task<FilmRecord> OfAsync(string path, MedClipEmbeddingGenerator generator)
    {
        byte[] bytes = await File.ReadAllBytesAsync(path);
        string type = System.IO.Path.GetExtension(path).ToUpperInvariant() switch { ".PNG" => "image/png", ".DCM" => "application/dicom", _ => "image/jpeg" };
        GeneratedEmbeddings<Embedding<float>> embeddings = await generator.GenerateAsync([new DataContent(bytes, type)]);
        return new FilmRecord { Key = Convert.ToHexStringLower(SHA256.HashData(bytes)), Path = path, Film = embeddings[0].Vector };
    }

    /// <summary>What <c>store.GetCollection&lt;string, FilmRecord&gt;(name, definition)</c> asks for; with the generator in it, a store can be searched by text.</summary>
    public static VectorStoreCollectionDefinition Definition(MedClipEmbeddingGenerator generator)
    {
        var metadata = (EmbeddingGeneratorMetadata)generator.GetService(typeof(EmbeddingGeneratorMetadata))!;
        return new VectorStoreCollectionDefinition
        {
            EmbeddingGenerator = generator,
            Properties =
            [
                new VectorStoreKeyProperty(nameof(Key), typeof(string)),
                new VectorStoreDataProperty(nameof(Path), typeof(string)),
                new VectorStoreVectorProperty(nameof(Film), typeof(ReadOnlyMemory<float>), metadata.DefaultModelDimensions!.Value) { DistanceFunction = DistanceFunction.CosineSimilarity },
            ],
        };
    }
}
