using Microsoft.Extensions.Logging;

namespace MedClip.Cli;

/// <summary>Says what the layers below report, as lines of the console.</summary>
/// <param name="console">Where they are said.</param>
/// <param name="least">What is less important is left out.</param>
internal sealed class ConsoleLogger(CliConsole console, LogLevel least = LogLevel.Information) : ILogger
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= least && logLevel != LogLevel.None;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (!IsEnabled(logLevel))
        {
            return;
        }

        string line = formatter(state, exception);
        if (logLevel >= LogLevel.Warning)
        {
            console.Warn(line);
        }
        else
        {
            console.Say(line);
        }
    }
}
