namespace MedClip.Fixtures;

/// <summary>
/// Finds the folders that a user's clone does not have: golden numbers (<c>MEDCLIP_FIXTURES</c>, else <c>../shared/fixtures</c>)
/// and real data (<c>MEDCLIP_SHARED</c>, else <c>../shared</c>). Tests that need them skip, saying so.
/// </summary>
public static class SharedFolder
{
    public static string RepositoryRoot { get; } = FindRepositoryRoot();

    public static string Shared { get; } =
        Environment.GetEnvironmentVariable("MEDCLIP_SHARED") is { Length: > 0 } set ? set : Path.GetFullPath(Path.Combine(RepositoryRoot, "..", "shared"));

    public static string Fixtures { get; } =
        Environment.GetEnvironmentVariable("MEDCLIP_FIXTURES") is { Length: > 0 } set ? set : Path.Combine(Shared, "fixtures");

    public static string Data => Path.Combine(Shared, "data");

    public static string? Fixture(string relative) => Existing(Path.Combine(Fixtures, relative));

    public static string? DataFile(string relative) => Existing(Path.Combine(Data, relative));

    /// <summary>The path of a golden file or folder; skips the running test when it is absent. For [SkippableFact] and [SkippableTheory].</summary>
    public static string RequireFixture(string relative) => Require(Path.Combine(Fixtures, relative), "MEDCLIP_FIXTURES");

    /// <summary>The path of real data; skips the running test when it is absent.</summary>
    public static string RequireData(string relative) => Require(Path.Combine(Data, relative), "MEDCLIP_SHARED");

    /// <summary>The path of a reference text; skips the running test when it is absent.</summary>
    public static string RequireReference(string relative) => Require(Path.Combine(Shared, "reference", relative), "MEDCLIP_SHARED");

    private static string? Existing(string path) => Path.Exists(path) ? path : null;

    private static string Require(string path, string variable)
    {
        Xunit.Skip.IfNot(Path.Exists(path), $"needs {path}, which this machine lacks; set {variable}");
        return path;
    }

    private static string FindRepositoryRoot()
    {
        for (string? folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, "MedClip.sln")))
            {
                return folder;
            }
        }

        return AppContext.BaseDirectory;
    }
}
