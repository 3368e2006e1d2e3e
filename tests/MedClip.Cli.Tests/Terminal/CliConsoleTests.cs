namespace MedClip.Cli.Tests;

public class CliConsoleTests
{
    private sealed class StoppedClock : TimeProvider
    {
        public long Seconds { get; set; }

        public override long TimestampFrequency => 1;

        public override long GetTimestamp() => Seconds;
    }

    private static async Task<string> SayEverything(TerminalFacts facts)
    {
        using var error = new StringWriter();
        var console = new CliConsole(TextWriter.Null, error, facts, TimeProvider.System);
        console.Say("read [2] tables");
        console.Warn("one picture");
        console.Complain("medclip label: no");
        await console.TrackAsync("working", display =>
        {
            display.Report(1, 2, "loss 1.5");
            display.Report(2, 2, "loss 1.4");
            return Task.FromResult(0);
        });
        return error.ToString();
    }

    [Theory]
    [InlineData(true, null, "xterm-256color")]
    [InlineData(false, "1", "xterm-256color")]
    [InlineData(false, null, "dumb")]
    public async Task Without_a_terminal_that_wants_colours_no_escape_is_written(bool redirected, string? noColor, string term)
    {
        string text = await SayEverything(new TerminalFacts(redirected, noColor, term));

        text.ShouldNotContain("\u001b");
        text.ShouldContain("read [2] tables");
        text.ShouldContain("warning: one picture");
        text.ShouldContain("working: 2/2, loss 1.4");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public async Task On_a_terminal_colours_and_a_bar_are_used(string? noColor)
    {
        string text = await SayEverything(new TerminalFacts(IsRedirected: false, noColor, "xterm-256color"));

        text.ShouldContain("\u001b[");
        text.ShouldContain("read [2] tables");
        text.ShouldContain("loss 1.4");
    }

    [Fact]
    public void A_long_line_is_not_wrapped_off_a_terminal()
    {
        using var error = new StringWriter();
        new CliConsole(TextWriter.Null, error, new TerminalFacts(true, null, null), TimeProvider.System).Say(new string('x', 500));

        error.ToString().TrimEnd().ShouldBe(new string('x', 500));
    }

    [Fact]
    public void Plain_progress_speaks_every_ten_seconds_and_at_the_end()
    {
        using var error = new StringWriter();
        var clock = new StoppedClock();
        var progress = new PlainProgress("scoring", new CliConsole(TextWriter.Null, error, new TerminalFacts(true, null, null), clock), clock);

        progress.Report(1, 4, "");
        clock.Seconds = 10;
        progress.Report(2, 4, "");
        clock.Seconds = 12;
        progress.Report(3, 4, "");
        progress.Report(4, 4, "done");

        error.ToString().ShouldBe($"scoring: 2/4{Environment.NewLine}scoring: 4/4, done{Environment.NewLine}");
    }
}
