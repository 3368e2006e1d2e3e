using Spectre.Console;
using Spectre.Console.Rendering;

namespace MedClip.Cli;

/// <summary>The words beside a progress bar.</summary>
internal sealed class DetailColumn : ProgressColumn
{
    /// <summary>The words; set by the work's thread, drawn by the display's.</summary>
    public string Detail { get; set; } = "";

    protected override bool NoWrap => true;

    public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) =>
        new Text(Detail).Overflow(Overflow.Ellipsis);
}
