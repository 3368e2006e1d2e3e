using System.Globalization;
using System.Runtime.InteropServices;

namespace MedClip.Cli;

/// <summary>Ends a process of a launch when its launcher is gone, so that a launcher that is killed leaves nothing running.</summary>
internal sealed partial class LauncherWatch : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly Timer timer;

    private LauncherWatch(int launcher, Action gone) => timer = new Timer(
        _ =>
        {
            if (Parent() != launcher)
            {
                gone();
            }
        },
        null, Interval, Interval);

    /// <summary>A watch when a launcher started this process, else null.</summary>
    /// <param name="gone">Called when the launcher is gone.</param>
    public static LauncherWatch? OfProcess(Action gone) =>
        int.TryParse(Environment.GetEnvironmentVariable(WorkerVariables.Launcher), NumberStyles.None, CultureInfo.InvariantCulture, out int launcher) && Parent() == launcher
            ? new LauncherWatch(launcher, gone)
            : null;

    public void Dispose() => timer.Dispose();

    [LibraryImport("libc", EntryPoint = "getppid")]
    private static partial int Parent();
}
