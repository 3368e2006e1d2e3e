using Spectre.Console;

namespace MedClip.Cli;

/// <summary>
/// Standard output for results, standard error for everything said to people: coloured with a moving progress bar on a
/// terminal, plain lines elsewhere.
/// </summary>
internal sealed class CliConsole
{
    private readonly TerminalFacts facts;
    private readonly TimeProvider clock;
    private readonly Lazy<IAnsiConsole> ansi;

    public CliConsole(TextWriter standardOutput, TextWriter standardError, TerminalFacts facts, TimeProvider clock)
    {
        Out = standardOutput;
        Error = standardError;
        this.facts = facts;
        this.clock = clock;
        // Made only when used: the library touches Console.Out, and that switches a terminal's keypad mode.
        ansi = new Lazy<IAnsiConsole>(() => AnsiConsole.Create(new AnsiConsoleSettings
        {
            // Left to itself, the library looks at standard input only and sends colours into redirected files.
            Ansi = AnsiSupport.Yes,
            Interactive = InteractionSupport.Yes,
            ColorSystem = ColorSystemSupport.Standard,
            Out = new AnsiConsoleOutput(standardError),
        }));
    }

    /// <summary>Machine-readable results.</summary>
    public TextWriter Out { get; }

    /// <summary>Opens standard input.</summary>
    public Func<Stream> OpenInput { get; init; } = Console.OpenStandardInput;

    /// <summary>What is said to people, unformatted.</summary>
    public TextWriter Error { get; }

    /// <summary>Says something in one line.</summary>
    public void Say(string line) => Write(line, Style.Plain);

    /// <summary>Says something the user may want to act on.</summary>
    public void Warn(string line) => Write($"warning: {line}", new Style(Color.Yellow));

    /// <summary>Says, in exactly one line, why the command failed.</summary>
    public void Complain(string line) => Write(line, new Style(Color.Red));

    /// <summary>The stack of an error, when asked for.</summary>
    public void Detail(Exception error)
    {
        if (facts.Trace)
        {
            Error.WriteLine(error);
        }
    }

    /// <summary>Runs work that tells how far it is.</summary>
    /// <param name="title">What is being done.</param>
    /// <param name="work">The work; gets the display to report to.</param>
    public async Task<T> TrackAsync<T>(string title, Func<IProgressDisplay, Task<T>> work)
    {
        if (!facts.IsInteractive)
        {
            return await work(new PlainProgress(title, this, clock)).ConfigureAwait(false);
        }

        var detail = new DetailColumn();
        return await ansi.Value.Progress()
            .AutoClear(false)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn { Width = 30 }, new PercentageColumn(), detail)
            .StartAsync(context => work(new BarProgress(title, context, detail)))
            .ConfigureAwait(false);
    }

    private void Write(string line, Style style)
    {
        string safe = OneLine(line);
        if (facts.IsInteractive)
        {
            ansi.Value.Write(new Text(safe + Environment.NewLine, style));
        }
        else
        {
            Error.WriteLine(safe);
        }
    }

    // Names of files and cells of tables come from strangers: they must neither break the line nor steer the terminal.
    private static string OneLine(string text) =>
        string.Create(text.Length, text, (span, source) =>
        {
            for (int i = 0; i < span.Length; i++)
            {
                span[i] = char.IsControl(source[i]) ? ' ' : source[i];
            }
        });
}
