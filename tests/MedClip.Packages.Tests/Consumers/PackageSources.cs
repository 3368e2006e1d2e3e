namespace MedClip.Packages.Tests;

/// <summary>The package sources that this user has configured.</summary>
internal static class PackageSources
{
    public static IReadOnlyList<string> OfThisUser() =>
    [
        .. Command.Run("dotnet", SharedFolder.RepositoryRoot, new Dictionary<string, string>(), "nuget", "list", "source", "--format", "short").Succeeded()
            .Split('\n').Where(line => line.StartsWith("E ", StringComparison.Ordinal)).Select(line => line[2..].Trim()),
    ];
}
