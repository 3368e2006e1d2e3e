using MedClip.Torch;
using Microsoft.Extensions.DependencyInjection;

namespace MedClip.Tests;

/// <summary>One model shared by an application: many callers, threads that change at every await, and memory that goes when the application does.</summary>
public sealed class SharedModelTests : IDisposable
{
    private readonly SmallCheckpoint checkpoint = new();

    public void Dispose() => checkpoint.Dispose();

    [Fact]
    public async Task Sixty_four_callers_that_hop_between_threads_get_their_own_answers()
    {
        await using ServiceProvider provider = Provider();
        ZeroShotClassifier classifier = provider.GetRequiredService<ZeroShotClassifier>();
        Embedder embedder = provider.GetRequiredService<Embedder>();
        string[] films = [.. Enumerable.Range(0, 8).Select(checkpoint.Film)];
        string[] texts = ["No pleural effusion.", "The heart is enlarged.", "There is pulmonary edema.", "Pneumonia."];
        double[] scores = [.. films.Select(film => classifier.Classify(film).Scores[0].Score!.Value)];
        float[][] embeddings = [.. texts.Select(embedder.EmbedText)];

        await Task.WhenAll(Enumerable.Range(0, 64).Select(async caller =>
        {
            for (int turn = 0; turn < 3; turn++)
            {
                int film = (caller + turn) % films.Length;
                int text = (caller + turn) % texts.Length;
                await Task.Yield();
                (await classifier.ClassifyAsync(films[film]).ConfigureAwait(false)).Scores[0].Score!.Value.ShouldBe(scores[film], 1e-4);
                await Task.Delay(1).ConfigureAwait(false);
                float[] embedding = await Task.Run(() => embedder.EmbedText(texts[text])).ConfigureAwait(false);
                embedding.Zip(embeddings[text]).ShouldAllBe(pair => Math.Abs(pair.First - pair.Second) < 1e-4f);
            }
        }));
    }

    [Fact]
    public void Disposing_the_provider_frees_the_native_memory_of_all_models()
    {
        Use(); // what is made once and kept
        GC.Collect();
        GC.WaitForPendingFinalizers();
        long before = TorchRuntime.LiveTensors;

        Use();

        TorchRuntime.LiveTensors.ShouldBeLessThanOrEqualTo(before);
    }

    private void Use()
    {
        using ServiceProvider provider = Provider();
        provider.GetRequiredService<ZeroShotClassifier>().Classify(checkpoint.Film(1)).Error.ShouldBeNull();
        provider.GetRequiredKeyedService<ZeroShotClassifier>("second").Classify(checkpoint.Film(2)).Error.ShouldBeNull();
    }

    private ServiceProvider Provider() => new ServiceCollection()
        .AddMedClip(medclip => medclip.AddZeroShot(o => o.Checkpoint = checkpoint.Path).AddZeroShot("second", o => o.Checkpoint = checkpoint.Path))
        .BuildServiceProvider();
}
