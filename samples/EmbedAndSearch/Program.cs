// Embeds a folder of films once, keeps the index, and searches it by a sentence: EmbedAndSearch CHECKPOINT FOLDER INDEX.mcx "SENTENCE" [K]
using EmbedAndSearch;
using MedClip;
using MedClip.Extensions.AI;
using Microsoft.Extensions.AI;

if (args.Length < 4)
{
    Console.Error.WriteLine("usage: EmbedAndSearch CHECKPOINT FOLDER INDEX \"SENTENCE\" [K]");
    return 2;
}

(string checkpoint, string folder, string file, string sentence) = (args[0], args[1], args[2], args[3]);
int k = args.Length > 4 ? int.Parse(args[4], System.Globalization.CultureInfo.InvariantCulture) : 5;
using Embedder embedder = Embedder.Load(checkpoint);
if (!File.Exists(file))
{
    using Retriever films = Retriever.OverImages(embedder, [.. Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal)]);
    films.Index.Save(file);
    Console.WriteLine($"{films.Count} films embedded, {films.Refused.Count} refused: {file}");
}

// The exact search: memory-mapped, no server.
using Retriever search = Retriever.Over(embedder, EmbeddingIndex.Open(file));
foreach (RetrievalHit hit in search.FindByText(sentence, k))
{
    Console.WriteLine($"{hit.Similarity:0.000}  {hit.Item}");
}

// The same films for any vector store of Microsoft.Extensions.VectorData: records, and the definition that such a store asks for.
using var generator = new MedClipEmbeddingGenerator(embedder);
FilmRecord best = await FilmRecord.OfAsync(search.FindByText(sentence, 1)[0].Item, generator);
Console.WriteLine($"record {best.Key[..8]}: {best.Film.Length} numbers; collection of {FilmRecord.Definition(generator).Properties.Count} properties");
return 0;
