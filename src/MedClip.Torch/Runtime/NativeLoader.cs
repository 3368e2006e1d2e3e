using System.Runtime.InteropServices;

namespace MedClip.Torch;

/// <summary>Finds and loads <c>libmedclip_torch</c>, keeping the reason of every failure.</summary>
/// <param name="environment">Reads an environment variable.</param>
/// <param name="folders">Folders that may hold <c>runtimes/&lt;rid&gt;/native</c>: beside the assembly, beside the application.</param>
internal sealed unsafe class NativeLoader(Func<string, string?> environment, IReadOnlyList<string> folders)
{
    public const string LibraryName = "libmedclip_torch.so";
    private static readonly string[] LibtorchFiles = ["libc10.so", "libtorch_cpu.so", "libc10_cuda.so", "libtorch_cuda.so"];
    private readonly List<LoadAttempt> attempts = [];

    /// <summary>What was tried so far.</summary>
    public IReadOnlyList<LoadAttempt> Attempts => attempts;

    /// <summary>The file that was loaded, or its bare name.</summary>
    public string? LoadedPath { get; private set; }

    /// <summary>Loads the library: <c>MEDCLIP_LIBTORCH</c>, then <c>runtimes/</c>, then the system's paths.</summary>
    /// <exception cref="TorchLoadException">None of the candidates could be loaded.</exception>
    public nint Load()
    {
        LoadChosenLibtorch();
        foreach (string candidate in Candidates())
        {
            nint library = TryLoad(candidate);
            if (library != 0)
            {
                LoadedPath = candidate;
                return library;
            }
        }
        throw new TorchLoadException([.. attempts]);
    }

    private IEnumerable<string> Candidates()
    {
        string? chosen = environment("MEDCLIP_LIBTORCH");
        if (!string.IsNullOrEmpty(chosen))
        {
            yield return Path.Combine(chosen, "lib", LibraryName);
            yield return Path.Combine(chosen, LibraryName);
        }
        foreach (string folder in folders.Distinct(StringComparer.Ordinal))
        {
            yield return Path.Combine(folder, "runtimes", PortableRid(), "native", LibraryName);
            yield return Path.Combine(folder, LibraryName);
        }
        yield return LibraryName;
    }

    private static string PortableRid()
    {
        string architecture = RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? "arm64" : "x64";
        return (OperatingSystem.IsMacOS() ? "osx-" : "linux-") + architecture;
    }

    // Loaded by their paths first, so that the native library's own needs are met by these and not by the system's.
    private void LoadChosenLibtorch()
    {
        string? chosen = environment("MEDCLIP_LIBTORCH");
        if (string.IsNullOrEmpty(chosen))
        {
            return;
        }
        string folder = Directory.Exists(Path.Combine(chosen, "lib")) ? Path.Combine(chosen, "lib") : chosen;
        foreach (string file in LibtorchFiles)
        {
            string path = Path.Combine(folder, file);
            if (!File.Exists(path))
            {
                if (!file.Contains("cuda", StringComparison.Ordinal))
                {
                    attempts.Add(new LoadAttempt(path, "the file does not exist (MEDCLIP_LIBTORCH names the folder above lib/)"));
                }
                continue;
            }
            try
            {
                NativeLibrary.Load(path);
                attempts.Add(new LoadAttempt(path, "loaded"));
            }
            catch (Exception error) when (error is DllNotFoundException or BadImageFormatException)
            {
                attempts.Add(new LoadAttempt(path, Reason(error)));
            }
        }
    }

    private nint TryLoad(string candidate)
    {
        if (Path.IsPathRooted(candidate) && !File.Exists(candidate))
        {
            attempts.Add(new LoadAttempt(candidate, "the file does not exist"));
            return 0;
        }
        nint library;
        try
        {
            library = NativeLibrary.Load(candidate);
        }
        catch (Exception error) when (error is DllNotFoundException or BadImageFormatException)
        {
            attempts.Add(new LoadAttempt(candidate, Reason(error)));
            return 0;
        }
        string? refusal = Refusal(library);
        if (refusal is null)
        {
            attempts.Add(new LoadAttempt(candidate, "loaded"));
            return library;
        }
        NativeLibrary.Free(library);
        attempts.Add(new LoadAttempt(candidate, refusal));
        return 0;
    }

    private static string? Refusal(nint library)
    {
        if (!NativeLibrary.TryGetExport(library, "mt_abi_version", out nint function))
        {
            return "it is not a libmedclip_torch: it has no mt_abi_version";
        }
        int version = ((delegate* unmanaged<int>)function)();
        return version == NativeApi.AbiVersion
            ? null
            : $"it speaks interface version {version}, this MedClip.Torch speaks {NativeApi.AbiVersion}";
    }

    // .NET wraps the loader's own words in advice about file names; the words themselves name the library that is missing.
    private static string Reason(Exception error)
    {
        string[] lines = error.Message.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        string[] telling = [.. lines.Where(l => l.Contains(": ", StringComparison.Ordinal) && !l.StartsWith("Unable to load", StringComparison.Ordinal))];
        return telling.Length > 0 ? string.Join("; ", telling) : error.Message;
    }
}
