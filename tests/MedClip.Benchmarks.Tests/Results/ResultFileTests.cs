using MedClip.Benchmarks.Results;

namespace MedClip.Benchmarks.Tests.Results;

public sealed class ResultFileTests : IDisposable
{
    private static readonly Machine Here = new("a processor", 2, "avx2 (no AMX)", "8 GB", "1.13.1", "OpenBLAS", "avx2", "threads=2", "Debian");
    private readonly string folder = Directory.CreateTempSubdirectory("medclip-results-").FullName;

    [Fact]
    public void A_later_run_replaces_its_own_rows_only()
    {
        ResultFile first = ResultFile.Merge(null, Here, [Row("startup/help", 1), Row("memory/swin-fp32-16", 0.7)]);

        ResultFile second = ResultFile.Merge(first, Here with { Settings = "threads=1" }, [Row("startup/help", 2)]);

        second.Rows.Select(row => (row.Id, row.Series!.Median)).ShouldBe([("startup/help", 2), ("memory/swin-fp32-16", 0.7)]);
    }

    [Fact]
    public void Rows_of_another_machine_go()
    {
        ResultFile first = ResultFile.Merge(null, Here, [Row("startup/help", 1)]);

        ResultFile second = ResultFile.Merge(first, Here with { Processor = "another" }, [Row("memory/swin-fp32-16", 0.7)]);

        second.Rows.Single().Id.ShouldBe("memory/swin-fp32-16");
    }

    [Fact]
    public void What_is_written_is_read_again()
    {
        ResultFile.Read(folder).ShouldBeNull();
        ResultFile file = ResultFile.Merge(null, Here, [Row("startup/help", 1.25), Row("memory/swin-fp32-16", 0.7) with { Series = null, Skipped = "no time" }]);

        file.Write(folder);

        ResultFile again = ResultFile.Read(folder)!;
        again.Machine.ShouldBe(Here);
        again.Rows.ShouldBe(file.Rows);
    }

    [Fact]
    public void A_damaged_file_is_named()
    {
        string path = Path.Combine(folder, ResultFile.JsonName);
        File.WriteAllText(path, "{ \"rows\": [");

        Should.Throw<InvalidInputException>(() => ResultFile.Read(folder)).Message.ShouldContain(path);
    }

    [Fact]
    public void The_page_says_number_bound_verdict_command_and_machine()
    {
        string page = ResultPage.Of(ResultFile.Merge(null, Here, [Row("memory/swin-fp32-16", 0.9)]));

        string line = page.Split('\n').Single(line => line.Contains("memory of the training step, Swin-T and BERT, fp32"));
        line.ShouldContain("| 0.90 | 0.90 to 0.90 (1) | ≤ 1.00 | ≤ 0.80 | must | `./build.sh bench memory` |");
        page.ShouldContain("| instructions | avx2 (no AMX) |");
        page.ShouldContain("| memory | 2026-11-27 | abc | 0.5 to 0.5 | 1 |");
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static Measured Row(string id, double value) =>
        new() { Id = id, Series = Series.Of(value), Commit = "abc", Date = new DateTimeOffset(2026, 11, 27, 0, 0, 0, TimeSpan.Zero), Load = 0.5 };
}
