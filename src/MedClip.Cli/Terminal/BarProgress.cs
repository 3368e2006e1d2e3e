using Spectre.Console;

namespace MedClip.Cli;

/// <summary>Progress as a bar that moves in place.</summary>
internal sealed class BarProgress(string title, ProgressContext context, DetailColumn detailColumn) : IProgressDisplay
{
    private readonly ProgressTask task = context.AddTask(Markup.Escape(title));

    public void Report(long done, long total, string detail)
    {
        task.IsIndeterminate = total == 0;
        task.MaxValue = Math.Max(1, total);
        task.Value = done;
        detailColumn.Detail = detail;
    }
}
