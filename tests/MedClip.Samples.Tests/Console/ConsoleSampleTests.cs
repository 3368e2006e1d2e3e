using MedClip.Data;
using MedClip.ServiceLoad;

namespace MedClip.Samples.Tests;

public sealed class ConsoleSampleTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("medclip-console-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task ZeroShotConsole_lists_findings_and_goes_on_after_a_bad_film()
    {
        using var model = new DemoModel();
        var films = new LoadFilms(7, 1);
        (int exit, string output) = await ConsoleSample.RunAsync("ZeroShotConsole", model.Path, Write("bad.png", films.Broken(0)), Write("good.png", films.Good(0)));

        exit.ShouldBe(0);
        string[] lines = output.Split('\n');
        lines.Count(line => line.StartsWith("  ", StringComparison.Ordinal)).ShouldBe(FindingSet.CheXpert.Count + 1);
        output.ShouldContain(Finding.Edema.Name);
        (await ConsoleSample.RunAsync("ZeroShotConsole")).ExitCode.ShouldBe(2);
    }

    [Fact]
    public async Task LabelReports_shows_the_evidence()
    {
        (_, string output) = await ConsoleSample.RunAsync("LabelReports", "The heart is enlarged. No pleural effusion.");

        output.ShouldContain("because of \"No\"");
        output.ShouldContain("Cardiomegaly=1, Pleural Effusion=0");
    }

    [Fact]
    public async Task DicomToTensor_says_what_was_done_and_refuses_what_is_broken()
    {
        byte[] dicom = new DicomBuilder(4, 4, 12).Text(0x00100010, "PN", "Doe^Jane").Window("2000", "4000").Pixels16([.. Enumerable.Range(0, 16).Select(i => (ushort)(i * 250))]).Build();

        (int exit, string output) = await ConsoleSample.RunAsync("DicomToTensor", Write("good.dcm", dicom));
        exit.ShouldBe(0);
        output.ShouldContain("DX");
        output.ShouldContain("tensor [1, 1, ");
        output.ShouldNotContain("Jane");
        (exit, output) = await ConsoleSample.RunAsync("DicomToTensor", Write("bad.dcm", dicom[..150]));
        exit.ShouldBe(1);
        output.ShouldContain("bad.dcm");
    }

    private string Write(string name, byte[] bytes)
    {
        string path = Path.Combine(folder, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }
}
