using System.Xml.Linq;

namespace MedClip.Evaluation.Tests;

public sealed class LineChartTests
{
    [Fact]
    public void The_line_runs_from_lower_left_to_upper_right()
    {
        var chart = new LineChart("t", "x", "y", [new LineSeries("s", [new(0, 0), new(1, 1)])]) { Width = 100, Height = 100, X = AxisScale.Unit, Y = AxisScale.Unit };
        Path(chart).ShouldBe("M46 62L82 26");
    }

    [Fact]
    public void A_point_that_is_not_finite_breaks_the_line()
    {
        var chart = new LineChart("t", "x", "y", [new LineSeries("s", [new(0, 0), new(0.5, double.NaN), new(1, 1)])]) { Width = 100, Height = 100, X = AxisScale.Unit, Y = AxisScale.Unit };
        Path(chart).ShouldBe("M46 62M82 26");
    }

    [Fact]
    public void A_single_point_is_seen_and_text_is_escaped()
    {
        XElement svg = XElement.Parse(new LineChart("a < b", "x & y", "y", [new LineSeries("\"s\"", [new(3, 4)])]).ToSvg());
        svg.Elements("circle").Count().ShouldBe(1);
        svg.Element("title")!.Value.ShouldBe("a < b");
        svg.Element("desc")!.Value.ShouldBe("y against x & y: \"s\" (1 points).");
    }

    private static string Path(LineChart chart) =>
        XElement.Parse(chart.ToSvg()).Elements("path").Single(p => p.Attribute("class")!.Value.Contains("line-main")).Attribute("d")!.Value;
}
