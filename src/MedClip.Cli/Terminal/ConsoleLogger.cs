using Microsoft.Extensions.Logging;

namespace MedClip.Cli;

/// <summary>Says what the layers below report, as lines of the console.</summary>
internal sealed class ConsoleLogger(CliConsole console) : ILogger
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information && logLevel != LogLevel.None;

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
