using MedClip.Data;

namespace MedClip.Cli.Tests;

/// <summary>Bad tables of films, by what the user is told.</summary>
public class FilmReaderTests
{
    private static (ImageTable Table, string Said) Read(ImageInput input)
    {
        using var error = new StringWriter();
        var console = new CliConsole(TextWriter.Null, error, new TerminalFacts(true, null, null), TimeProvider.System);
        ImageTable table = new FilmReader(console).Read(input);
        return (table, error.ToString());
    }

    private static ImageInput Input(string path, UnreadablePictures unreadable = UnreadablePictures.Skip, DuplicateRows duplicates = DuplicateRows.Refuse) =>
        new(path, null, unreadable, duplicates);

    [Theory]
    [InlineData("", "the file is empty")]
    [InlineData("path\n", "no rows")]
    [InlineData("picture,Edema\na.png,1\n", "no column is called 'path' or 'image'; the columns are 'picture', 'Edema'")]
    [InlineData("path,Edema\na.png,maybe\n", "column 'Edema' holds 'maybe'")]
    [InlineData("path\na.png\nb.png\na.png\n", "'a.png' stands in line 2 too")]
    public void A_wrong_table_is_refused(string content, string says)
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.png", "");
        folder.Write("b.png", "");
        string table = folder.Write("films.csv", content);

        InvalidInputException error = Should.Throw<InvalidInputException>(() => Read(Input(table)));

        error.Message.ShouldContain(table);
        error.Message.ShouldContain(says);
    }

    [Fact]
    public void A_missing_table_is_named()
    {
        using var folder = new TemporaryFolder();

        Should.Throw<InvalidInputException>(() => Read(Input(folder["absent.csv"]))).Message.ShouldContain("absent.csv: there is no such file");
    }

    [Fact]
    public void Missing_pictures_are_named_counted_and_left_out()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.png", "");
        string table = folder.Write("films.csv", "path\na.png\nb.png\nc.png\n");

        (ImageTable films, string said) = Read(Input(table));

        films.Select(film => film.Name).ShouldBe(["a.png"]);
        said.ShouldContain("2 pictures are missing and left out: b.png; c.png");
    }

    [Fact]
    public void Missing_pictures_are_refused_on_request()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.png", "");
        string table = folder.Write("films.csv", "path\na.png\nb.png\n");

        Should.Throw<InvalidInputException>(() => Read(Input(table, UnreadablePictures.Refuse))).Message.ShouldContain("1 of 2 pictures are missing");
    }

    [Fact]
    public void Doubled_rows_are_left_out_on_request()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.png", "");
        string table = folder.Write("films.csv", "path\na.png\na.png\n");

        (ImageTable films, string said) = Read(Input(table, duplicates: DuplicateRows.KeepFirst));

        films.Count.ShouldBe(1);
        said.ShouldContain("1 rows name a film again");
    }

    [Fact]
    public void Columns_that_are_no_findings_are_said()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.png", "");

        (_, string said) = Read(Input(folder.Write("films.csv", "path,Edema,Edmea\na.png,1,0\n")));

        said.ShouldContain("columns that are no findings: Edmea");
    }
}
