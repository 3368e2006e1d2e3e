using System.Text;

namespace MedClip.Evaluation;

/// <summary>The sections of the shared space: similarities by finding, and embeddings in a plane.</summary>
internal static class SpaceSection
{
    public static void Similarities(StringBuilder page, IReadOnlyList<SimilarityHistogram> histograms)
    {
        if (histograms.Count == 0)
        {
            return;
        }

        page.Append("<section><h2>Similarity to texts of the same finding</h2>");
        page.Append("<p>Cosines of those texts among each film's nearest that share its finding.</p><div class=\"grid\">");
        foreach (SimilarityHistogram histogram in histograms)
        {
            var chart = new BarChart($"{histogram.Finding.Name}: {Html.Count(histogram.Counts.Sum())} of {Html.Count(histogram.Films)} films", "Cosine", "Texts", histogram.Counts)
            {
                Width = 250, Height = 200, X = new AxisScale(-1, 1, 0.5),
            };
            page.Append($"<figure>{chart.ToSvg()}</figure>");
        }

        page.Append("</div></section>");
    }

    public static void Plots(StringBuilder page, IReadOnlyList<EmbeddingPlot> plots)
    {
        if (plots.Count == 0)
        {
            return;
        }

        page.Append("<section><h2>Embeddings</h2><div class=\"pair\">");
        foreach (EmbeddingPlot plot in plots)
        {
            page.Append($"<figure>{new ScatterChart(plot).ToSvg()}{ScatterChart.Key(plot)}</figure>");
        }

        page.Append("</div></section>");
    }
}
