namespace MedClip.Models.Tests;

public sealed class FolderCommitTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private string Target => folder.File("last");

    [Fact]
    public void A_folder_is_replaced_as_a_whole()
    {
        Write("one");
        File.WriteAllText(Path.Combine(Target, "stray.txt"), "");
        Write("two");
        Content(Target).ShouldBe("two");
        File.Exists(Path.Combine(Target, "stray.txt")).ShouldBeFalse();
        Directory.GetDirectories(folder.Path).ShouldBe([Target]);
    }

    [Fact]
    public void A_failed_write_leaves_the_old_folder_and_nothing_else()
    {
        Write("one");
        Should.Throw<IOException>(() => FolderCommit.Write(Target, _ => throw new IOException("full"), IsComplete));
        Content(Target).ShouldBe("one");
        Directory.GetDirectories(folder.Path).ShouldBe([Target]);
    }

    [Fact]
    public void A_half_written_folder_of_a_killed_process_is_passed_over_and_then_removed()
    {
        Write("one");
        Directory.CreateDirectory(folder.File(".last.0123.partial"));
        FolderCommit.Find(Target, IsComplete).ShouldBe(Target);
        Write("two");
        Directory.GetDirectories(folder.Path).ShouldBe([Target]);
    }

    [Theory]
    [InlineData(true, "new")]
    [InlineData(false, "old")]
    public void Killed_between_the_two_renames_the_newer_complete_folder_is_found_and_put_back(bool complete, string expected)
    {
        // The state after the first rename: the old folder is aside, the new one (complete or not) not yet in place.
        Write("old");
        Directory.Move(Target, folder.File(".last.1.previous"));
        Directory.CreateDirectory(folder.File(".last.2.partial"));
        if (complete)
        {
            File.WriteAllText(folder.File(".last.2.partial/content"), "new");
        }

        Content(FolderCommit.Find(Target, IsComplete)!).ShouldBe(expected);
        Should.Throw<IOException>(() => FolderCommit.Write(Target, _ => throw new IOException("full"), IsComplete));
        Content(Target).ShouldBe(expected);
        Directory.GetDirectories(folder.Path).ShouldBe([Target]);
    }

    [Fact]
    public void What_was_never_written_is_not_found() => FolderCommit.Find(Target, IsComplete).ShouldBeNull();

    public void Dispose() => folder.Dispose();

    private void Write(string content) => FolderCommit.Write(Target, aside => File.WriteAllText(Path.Combine(aside, "content"), content), IsComplete);

    private static string Content(string at) => File.ReadAllText(Path.Combine(at, "content"));

    private static bool IsComplete(string at) => File.Exists(Path.Combine(at, "content"));
}
