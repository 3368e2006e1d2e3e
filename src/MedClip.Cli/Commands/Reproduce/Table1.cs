using MedClip.Evaluation;
using MedClip.Models;

namespace MedClip.Cli;

/// <summary>Table 1: zero-shot accuracy over draws of prompts, by the largest and by the mean of the prompts' logits (ENS).</summary>
internal sealed class Table1 : IArtefact
{
    public string Name => "table1";

    public string Description => "zero-shot accuracy";

    public int Models => 1;

    public IReadOnlyList<PreparedFile> Needs(ReproduceOptions options) => [.. EvaluationSets.Asked(options).Select(set => new PreparedFile(set))];

    public async Task<EvaluationReport> MeasureAsync(Reproduction work, CancellationToken cancellation)
    {
        PaperTable table = PaperNumbers.Table1.Only([.. EvaluationSets.AskedNames(work.Options)]);
        EvaluationSet[] sets = [.. work.Sets.Chosen()];
        foreach ((string name, string checkpoint) in work.Options.Models)
        {
            using var model = new LoadedOnce(checkpoint, work.Options.Compute);
            foreach (EvaluationSet set in sets)
            {
                foreach ((string row, PromptEnsemble ensemble) in new[] { (name, PromptEnsemble.MaxLogit), ($"{name} ENS", PromptEnsemble.MeanLogit) })
                {
                    table = table.With(row, set.Name, await work.RowAsync($"{row} on {set.Name}", checkpoint, set, () => DrawsAsync(work, model.Embedder, set, ensemble, cancellation)).ConfigureAwait(false));
                }
            }
        }

        return new EvaluationReport { Title = "Table 1: zero-shot classification", PaperTables = [table] };
    }

    private static async Task<double[]> DrawsAsync(Reproduction work, Embedder embedder, EvaluationSet set, PromptEnsemble ensemble, CancellationToken cancellation)
    {
        EmbeddedFilms films = await work.EmbedAsync(embedder, set, set.Test, cancellation).ConfigureAwait(false);
        var zeroShot = new PaperZeroShot(embedder);
        PromptSet prompts = work.Prompts(set);
        return [.. Enumerable.Range(0, work.Options.Draws).Select(draw => zeroShot.Accuracy(set, films, prompts.Draw(work.Options.PromptsPerDraw, work.Seed.At(draw)), ensemble))];
    }
}
