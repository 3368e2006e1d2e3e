namespace MedClip.Core.Tests;

public sealed class AtomicFolderTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("medclip-folder-").FullName;

    [Fact]
    public void A_folder_is_replaced_whole()
    {
        string path = Path.Combine(root, "last");
        AtomicFolder.Write(path, folder => File.WriteAllText(Path.Combine(folder, "old.txt"), "1"));
        AtomicFolder.Write(path, folder => File.WriteAllText(Path.Combine(folder, "new.txt"), "2"));

        Directory.EnumerateFileSystemEntries(root).ShouldHaveSingleItem().ShouldBe(path);
        Directory.EnumerateFiles(path).ShouldHaveSingleItem().ShouldEndWith("new.txt");
    }

    [Fact]
    public void A_failed_write_leaves_the_older_folder()
    {
        string path = Path.Combine(root, "last");
        AtomicFolder.Write(path, folder => File.WriteAllText(Path.Combine(folder, "a.txt"), "1"));

        Should.Throw<IOException>(() => AtomicFolder.Write(path, folder =>
        {
            File.WriteAllText(Path.Combine(folder, "b.txt"), "half");
            throw new IOException("disk full");
        }));

        Directory.EnumerateFileSystemEntries(root).ShouldHaveSingleItem();
        File.ReadAllText(Path.Combine(path, "a.txt")).ShouldBe("1");
    }

    [Fact]
    public void What_a_killed_process_left_is_removed_and_other_names_stay()
    {
        Directory.CreateDirectory(Path.Combine(root, "last.0123.tmp"));
        Directory.CreateDirectory(Path.Combine(root, "best.0123.tmp"));

        AtomicFolder.Write(Path.Combine(root, "last"), folder => File.WriteAllText(Path.Combine(folder, "a.txt"), "1"));

        Directory.EnumerateDirectories(root).Select(Path.GetFileName).Order().ShouldBe(["best.0123.tmp", "last"]);
    }

    [SkippableFact]
    public void A_reader_always_finds_a_folder()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "folders are exchanged on Linux only");
        string path = Path.Combine(root, "last");
        string file = Path.Combine(path, "a.txt");
        AtomicFolder.Write(path, folder => File.WriteAllText(Path.Combine(folder, "a.txt"), "0"));
        bool done = false;
        int missing = 0;
        var reader = new Thread(() =>
        {
            while (!Volatile.Read(ref done))
            {
                missing += File.Exists(file) ? 0 : 1;
            }
        });
        reader.Start();
        for (int i = 0; i < 200; i++)
        {
            AtomicFolder.Write(path, folder => File.WriteAllText(Path.Combine(folder, "a.txt"), "1"));
        }

        Volatile.Write(ref done, true);
        reader.Join();
        missing.ShouldBe(0);
    }

    public void Dispose() => Directory.Delete(root, recursive: true);
}
