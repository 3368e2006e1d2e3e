using MedClip.Data;

namespace MedClip.Cli.Tests;

public class DataCommandTests
{
    [Fact]
    public async Task Prepare_prints_counts_and_what_decoupling_gains()
    {
        using var folder = new TemporaryFolder();
        folder.Write("meta.csv", "imgpath,subject_id,report,Edema,Cardiomegaly\na.png,p1-study1,There is mild pulmonary edema.,1,0\nb.png,p2-study1,The heart is enlarged.,0,1\n");
        CliRun run = await CliRun.Of("prepare", "medclip", folder["meta.csv"], "--output", folder["out"], "--missing", "keep");
        run.ExitCode.ShouldBe(0, run.Error);
        run.Out.ShouldContain("images                                   2");
        run.Out.ShouldContain("patients                                 2");
        run.Out.ShouldContain("combinations                             4");
        File.ReadAllLines(folder["out/films.csv"]).Length.ShouldBe(3);
        File.ReadAllLines(folder["out/reports.csv"]).Length.ShouldBe(3);
    }

    [Fact]
    public async Task Prepare_refuses_an_unknown_set_and_a_wrong_source()
    {
        using var folder = new TemporaryFolder();
        CliRun unknown = await CliRun.Of("prepare", "chest", folder.Path, "--output", folder["out"]);
        unknown.ExitCode.ShouldBe(1);
        unknown.Error.ShouldContain("chexpert");
        CliRun wrong = await CliRun.Of("prepare", "chexpert", folder.Path, "--output", folder["out"]);
        wrong.ExitCode.ShouldBe(1);
        wrong.Error.ShouldContain("train.csv");
    }

    [Fact]
    public async Task Leaks_are_printed_and_are_failure()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.csv", "image,patient\na.png,1\nb.png,2\n");
        folder.Write("b.csv", "image,patient\nc.png,2\nd.png,3\n");
        folder.Write("c.csv", "image,patient\nc.png,7\nd.png,3\n");
        CliRun leaking = await CliRun.Of("leaks", folder["a.csv"], folder["b.csv"], "--ids-only", "--output", folder["leaks.csv"]);
        leaking.ExitCode.ShouldBe(1);
        leaking.Out.ShouldContain("b.png");
        File.ReadAllLines(folder["leaks.csv"]).Length.ShouldBe(2);
        (await CliRun.Of("leaks", folder["a.csv"], folder["c.csv"], "--ids-only")).ExitCode.ShouldBe(0);
        (await CliRun.Of("leaks", folder["a.csv"], folder["c.csv"], "--ids-only", "--pixels-only")).ExitCode.ShouldBe(2);
    }

    [Theory]
    [InlineData("default", 1)]
    [InlineData("processor", 2)]
    public async Task Image_writes_the_models_input_and_the_stages(string path, int pictures)
    {
        using var folder = new TemporaryFolder();
        PngWriter.Write(folder["film.png"], new PixelImage(4, 2, 8, [0, 40, 80, 120, 160, 200, 240, 255]));
        CliRun run = await CliRun.Of("image", folder["film.png"], "--output", folder["out.png"], "--path", path, "--size", "16", "--stages");
        run.ExitCode.ShouldBe(0, run.Error);
        PixelImage input = new ImageReader().Read(folder["out.png"]);
        (input.Width, input.Height).ShouldBe((16, 16));
        Directory.EnumerateFiles(folder.Path, "out.*-*.png").Count().ShouldBe(pictures + 1);
        (await CliRun.Of("image", folder["nothing.png"], "--output", folder["out.png"])).ExitCode.ShouldBe(1);
    }

    [SkippableFact]
    public async Task Dicom_shows_tags_and_the_way_of_the_pixels_without_the_patient()
    {
        string file = MedClip.Fixtures.SharedFolder.RequireFixture("dicom/files/tags.dcm");
        CliRun run = await CliRun.Of("dicom", file);
        run.ExitCode.ShouldBe(0, run.Error);
        run.Out.ShouldContain("ViewPosition                PA");
        run.Out.ShouldContain("LINEAR window 1 of 1");
        run.Out.ShouldNotContain("ID 42");
        (await CliRun.Of("dicom", file, "--show-identifiers")).Out.ShouldContain("ID 42");
        (await CliRun.Of("dicom", file, "--salt", "x")).Out.ShouldContain("patient (hashed)");
    }
}
