using System.CommandLine;
using MedClip.Data;

namespace MedClip.Cli;

/// <summary>Options of <c>medclip cache</c>.</summary>
/// <param name="Images">The films.</param>
/// <param name="Output">The cache's folder.</param>
/// <param name="Preprocessing">What the films are for.</param>
/// <param name="Cache">Threads and shards.</param>
internal sealed record CacheOptions(ImageInput Images, string Output, PreprocessingSpec Preprocessing, DecodedCacheOptions Cache);

/// <summary><c>medclip cache --images TABLE --output DIR</c></summary>
internal sealed class CacheSyntax : CommandSyntax<CacheOptions>
{
    private readonly ImageInputSyntax images = new(required: true);
    private readonly Option<string?> output = Declare.Text("--output", "DIR", "Folder of the cache; what is in it already is kept.", required: true);
    private readonly Option<PreprocessingPath?> path = Declare.Choice(
        "--path", "What the films are for: default (16 bits scaled), or the released code's processor or evaluation (16 bits clipped).",
        ("default", PreprocessingPath.Default), ("processor", PreprocessingPath.Processor), ("evaluation", PreprocessingPath.Evaluation));
    private readonly Option<int?> size = Declare.WholeNumber("--size", "Side of the model's input in pixels (default 224); films are kept at 8/7 of it.", atLeast: 8);
    private readonly Option<int?> shard = Declare.WholeNumber("--shard", "Films in a file of the cache (default 1024).", atLeast: 1);
    private readonly Option<int?> threads = Declare.WholeNumber("--threads", "Films decoded at a time (default: as many as cores).", atLeast: 1);

    public CacheSyntax()
        : base("cache", "Decode films once, to small files that training reads quickly.")
    {
        images.AddTo(this);
        foreach (Option option in (Option[])[output, path, size, shard, threads])
        {
            Add(option);
        }
    }

    public override CacheOptions Bind(ParseResult parsed)
    {
        var defaults = new DecodedCacheOptions();
        return new CacheOptions(
            images.Bind(parsed)!,
            parsed.GetRequiredValue(output)!,
            new PreprocessingSpec { Path = parsed.GetValue(path) ?? PreprocessingPath.Default, Size = parsed.GetValue(size) ?? 224 },
            defaults with { ShardSize = parsed.GetValue(shard) ?? defaults.ShardSize, Workers = parsed.GetValue(threads) ?? defaults.Workers });
    }
}

/// <summary>Fills a cache of decoded films.</summary>
internal sealed class CacheCommand(CliConsole console, FilmReader films, TimeProvider clock) : ICliCommand<CacheOptions>
{
    public async Task<CommandOutcome> RunAsync(CacheOptions options, CancellationToken cancellation)
    {
        ImageTable table = films.Read(options.Images);
        var preprocessor = new ImagePreprocessor(options.Preprocessing);
        IReadOnlyList<UnreadableImage> unreadable = await console.TrackAsync("decoding films", display => Task.Run(
            () => DecodedCache.Build(options.Output, table, preprocessor, options.Cache, new Progress(display, table.Count, new Pace("films", clock)), cancellation), cancellation))
            .ConfigureAwait(false);
        films.Report(options.Images.Path, "unreadable", [.. unreadable.Select(film => $"{film.Name} ({film.Reason})")]);
        if (unreadable.Count > 0 && options.Images.Unreadable == UnreadablePictures.Refuse)
        {
            return CommandOutcome.Failed;
        }

        using DecodedCache cache = DecodedCache.Open(options.Output, preprocessor);
        console.Say($"{options.Output}: {cache.Count} films");
        return CommandOutcome.Success;
    }

    private sealed class Progress(IProgressDisplay display, int total, Pace pace) : IProgress<int>
    {
        public void Report(int value)
        {
            lock (pace)
            {
                display.Report(value, total, pace.Tell(value, total));
            }
        }
    }
}
