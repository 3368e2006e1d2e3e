using System.Xml.Linq;

namespace MedClip.Evaluation.Tests;

public sealed class ScatterChartTests
{
    [Fact]
    public void Up_to_sixteen_classes_are_told_apart()
    {
        EmbeddingPlotPoint[] points = [.. Enumerable.Range(0, 16).Select(i => new EmbeddingPlotPoint(i, i * i % 7, $"class {i:00}", $"{i:00}.png", null))];
        var plot = new EmbeddingPlot("plane", points, 0.5);
        XElement svg = XElement.Parse(new ScatterChart(plot).ToSvg());
        svg.Descendants("circle").Select(dot => $"{dot.Attribute("fill")}{dot.Attribute("style")}").Distinct().Count().ShouldBe(16);
        XElement.Parse(ScatterChart.Key(plot)).Descendants("i").Select(mark => (string)mark.Attribute("style")!).Distinct().Count().ShouldBe(16);
    }
}
