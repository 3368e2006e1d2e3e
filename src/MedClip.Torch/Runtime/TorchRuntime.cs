using System.Runtime.CompilerServices;

namespace MedClip.Torch;

/// <summary>The loaded libtorch: loading it, and what can be said about it.</summary>
/// <remarks>
/// The library is loaded at the first tensor, or by <see cref="Load"/>. There is no static constructor: a failure throws
/// <see cref="TorchLoadException"/> with every path tried, and the next call tries again.
/// </remarks>
public static unsafe partial class TorchRuntime
{
    private static readonly Lock Gate = new();
    private static NativeApi? api;
    private static IReadOnlyList<LoadAttempt> attempts = [];
    private static IReadOnlyList<string> settings = [];
    private static string? libraryPath;

    /// <summary>Whether libtorch has been loaded.</summary>
    public static bool IsLoaded => api is not null;

    /// <summary>The version of the libtorch that was loaded, such as <c>1.13.1</c>.</summary>
    /// <exception cref="TorchLoadException">libtorch could not be loaded.</exception>
    public static string TorchVersion => NativeApi.Text(Api.TorchVersion());

    /// <summary>Tensors alive in the process: handles given out and neither disposed nor finalized.</summary>
    public static long LiveTensors => TensorHandle.Live;

    internal static NativeApi Api
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => api ?? LoadNow();
    }

    /// <summary>Loads libtorch now rather than at the first tensor. Safe to call again, also after a failure.</summary>
    /// <exception cref="TorchLoadException">libtorch could not be loaded; the message names every path tried.</exception>
    public static void Load() => _ = Api;

    private static NativeApi LoadNow()
    {
        lock (Gate)
        {
            if (api is not null)
            {
                return api;
            }
            var machine = new MachineSettings(Environment.GetEnvironmentVariable);
            machine.BeforeLoading();
            var loader = new NativeLoader(Environment.GetEnvironmentVariable, ProbedFolders());
            var loaded = new NativeApi(loader.Load());
            machine.AfterLoading(loaded);
            attempts = [.. loader.Attempts];
            settings = [.. machine.Applied];
            libraryPath = loader.LoadedPath;
            api = loaded;
            return loaded;
        }
    }

    private static string[] ProbedFolders()
    {
        string? own = Path.GetDirectoryName(typeof(TorchRuntime).Assembly.Location);
        return string.IsNullOrEmpty(own) ? [AppContext.BaseDirectory] : [own, AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar)];
    }
}
