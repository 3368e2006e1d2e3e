namespace MedClip.Core.Tests;

public sealed class AtomicFileTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("medclip-atomic-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_write_that_fails_leaves_the_old_file_and_nothing_beside_it()
    {
        string path = Path.Combine(folder, "table.csv");
        AtomicFile.WriteText(path, "old");
        Should.Throw<IOException>(() => AtomicFile.Write(path, stream =>
        {
            stream.Write("half"u8);
            File.ReadAllText(path).ShouldBe("old");
            throw new IOException("no space");
        }));
        File.ReadAllText(path).ShouldBe("old");
        Directory.GetFiles(folder).ShouldBe([path]);
    }

    [Fact]
    public void Missing_folders_are_made_and_an_older_file_is_replaced()
    {
        string path = Path.Combine(folder, "a", "b", "note.txt");
        AtomicFile.WriteText(path, "one");
        AtomicFile.WriteText(path, "two");
        File.ReadAllText(path).ShouldBe("two");
        Directory.GetFiles(Path.GetDirectoryName(path)!).ShouldBe([path]);
    }
}
