using System.Reflection;

namespace MedClip.Packages.Tests;

/// <summary>
/// All packages of this build, packed once into a folder outside the repository, and an environment as on a machine where nothing of ours was ever restored: an empty home, an
/// empty package cache, and as sources that folder and the packages that building this repository has restored anyway.
/// </summary>
public sealed class PackedPackages : IAsyncLifetime
{
    private readonly string root = Directory.CreateTempSubdirectory("medclip-packages-").FullName;

    /// <summary>Where the packages are.</summary>
    public string Folder => Path.Combine(root, "packed");

    /// <summary>Names of the packages of libraries.</summary>
    public static IReadOnlyList<string> Libraries { get; } =
    [
        .. Directory.EnumerateFiles(Path.Combine(SharedFolder.RepositoryRoot, "src"), "*.csproj", SearchOption.AllDirectories)
            .Select(file => Path.GetFileNameWithoutExtension(file)).Where(name => name != "MedClip.Cli").Order(StringComparer.Ordinal),
    ];

    internal IReadOnlyDictionary<string, string> CleanEnvironment => new Dictionary<string, string>
    {
        ["HOME"] = Subfolder("home"),
        ["DOTNET_CLI_HOME"] = Subfolder("home"),
        ["XDG_DATA_HOME"] = Subfolder("home/data"),
        ["NUGET_PACKAGES"] = Subfolder("cache"),
        ["DOTNET_SKIP_FIRST_TIME_EXPERIENCE"] = "1",
    };

    public static string Version { get; } = typeof(Finding).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    private static string Configuration { get; } = typeof(PackedPackages).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;

    private static string RestoredPackages => Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } named
        ? named : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    public Task InitializeAsync()
    {
        Directory.CreateDirectory(Folder);
        Command.Run("bash", SharedFolder.RepositoryRoot, new Dictionary<string, string>(), "build/packaging/pack.sh", Configuration, Folder).Succeeded();
        File.WriteAllText(Path.Combine(root, "nuget.config"), $"""
            <configuration>
              <packageSources>
                <clear />
                <add key="packed" value="{Folder}" />
                <add key="restored" value="{RestoredPackages}" />
              </packageSources>
            </configuration>
            """);
        return Task.CompletedTask;
    }

    public Task DisposeAsync()
    {
        Directory.Delete(root, recursive: true);
        return Task.CompletedTask;
    }

    /// <summary>The path of a package, or of its symbols.</summary>
    public string Package(string name, string extension = ".nupkg") => Path.Combine(Folder, $"{name}.{Version}{extension}");

    /// <summary>An empty folder of that name.</summary>
    public string Subfolder(string name) => Directory.CreateDirectory(Path.Combine(root, name)).FullName;

    /// <summary>A console project outside the repository.</summary>
    internal string Project(string name, string packages, string program, string properties = "")
    {
        string folder = Subfolder(name);
        File.WriteAllText(Path.Combine(folder, $"{name}.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
                <NuGetAudit>false</NuGetAudit>
                {properties}
              </PropertyGroup>
              <ItemGroup>
                {packages}
              </ItemGroup>
            </Project>
            """);
        File.WriteAllText(Path.Combine(folder, "Program.cs"), program);
        return folder;
    }

    internal static string Reference(string package) => $"""<PackageReference Include="{package}" Version="{Version}" />""";

    /// <summary>Runs dotnet in the clean environment.</summary>
    internal Command DotNet(string folder, params IEnumerable<string> arguments) => Command.Run("dotnet", folder, CleanEnvironment, arguments);
}

/// <summary>The tests that share one packing.</summary>
[CollectionDefinition("packages")]
public sealed class PackedCollection : ICollectionFixture<PackedPackages>;
