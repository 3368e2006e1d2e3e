using System.Reflection;
using System.Runtime.InteropServices;
using System.Text.Json;
using static TorchSharp.torch;

namespace MedClip.Training;

/// <summary>What a run ran on, so that its numbers can be understood later.</summary>
/// <param name="StartedAt">When this start of the run was.</param>
/// <param name="Seed">The one seed.</param>
/// <param name="Precision">Which number format was picked and why.</param>
/// <param name="MedClip">This library's version.</param>
/// <param name="DotNet">The run time's version.</param>
/// <param name="OperatingSystem">The operating system.</param>
/// <param name="Processor">The processor's name.</param>
/// <param name="Cores">Logical processors.</param>
/// <param name="Threads">Threads of the tensor engine: results are equal bit for bit only for equal counts.</param>
/// <param name="Data">What was trained on: counts, sources, and the SHA-256 of each table, by name.</param>
public sealed record RunEnvironment(
    DateTimeOffset StartedAt, ulong Seed, string Precision, string MedClip, string DotNet, string OperatingSystem, string Processor,
    int Cores, int Threads, IReadOnlyDictionary<string, string> Data)
{
    /// <summary>The source revision that this library was built from; null when the build did not say.</summary>
    public string? Commit { get; init; }

    /// <summary>Processes that train together.</summary>
    public int Processes { get; init; } = 1;

    /// <summary>The tensor engine's version.</summary>
    public string? LibTorch { get; init; }

    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>Looks at this machine.</summary>
    /// <param name="startedAt">Now.</param>
    /// <param name="seed">The run's seed.</param>
    /// <param name="precision">The number format.</param>
    /// <param name="data">What is trained on.</param>
    public static RunEnvironment Capture(
        DateTimeOffset startedAt, ulong seed, ComputePrecision precision, IReadOnlyDictionary<string, string> data)
    {
        ArgumentNullException.ThrowIfNull(precision);
        return new(
            startedAt, seed, precision.Reason, Version(), RuntimeInformation.FrameworkDescription, RuntimeInformation.OSDescription,
            ProcessorFeatures.Name(), Environment.ProcessorCount, get_num_threads(), data)
        {
            Commit = Version() is var version && version.IndexOf('+', StringComparison.Ordinal) is var plus and >= 0 ? version[(plus + 1)..] : null,
            LibTorch = __version__,
        };
    }

    /// <summary>Writes it as JSON.</summary>
    /// <param name="path">The file.</param>
    public void Write(string path) => AtomicFile.WriteText(path, JsonSerializer.Serialize(this, Format) + "\n");

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <param name="path">The file.</param>
    /// <returns>Null where the file is missing.</returns>
    /// <exception cref="InvalidInputException">It is no environment of a run.</exception>
    public static RunEnvironment? Read(string path)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize<RunEnvironment>(File.ReadAllText(path), Format);
        }
        catch (JsonException error)
        {
            throw InvalidInputException.At(path, null, $"is no environment of a run: {error.Message}", innerException: error);
        }
    }

    /// <summary>Checks that a run goes on with the data that it began with.</summary>
    /// <param name="path">The run's environment file; nothing is checked where it is missing.</param>
    /// <param name="data">The data now.</param>
    /// <exception cref="InvalidInputException">They differ; the message lists how.</exception>
    public static void CheckSameData(string path, IReadOnlyDictionary<string, string> data)
    {
        ArgumentNullException.ThrowIfNull(data);
        IReadOnlyDictionary<string, string>? before = Read(path)?.Data;
        string[] differences =
        [
            .. data.Where(fact => before?.GetValueOrDefault(fact.Key) is { } old && old != fact.Value)
                .Select(fact => $"{fact.Key} was {before![fact.Key]}, now {fact.Value}"),
        ];
        if (differences.Length > 0)
        {
            throw InvalidInputException.At(path, null, $"the run began with other data: {string.Join("; ", differences)}.", "Resume with the same tables.");
        }
    }

    private static string Version() =>
        typeof(RunEnvironment).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";
}
