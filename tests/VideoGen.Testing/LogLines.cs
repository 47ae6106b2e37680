using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace VideoGen.Testing;

/// <summary>What was logged: category, level and text, with the exception if there is one.</summary>
public sealed class LogLines : ILoggerProvider
{
    readonly ConcurrentQueue<(string Category, LogLevel Level, string Text)> _lines = [];

    public IEnumerable<string> Of(string category) => _lines.Where(line => line.Category == category).Select(line => line.Text);

    public IEnumerable<string> All => _lines.Select(line => line.Text);

    public IEnumerable<string> Errors => _lines.Where(line => line.Level >= LogLevel.Error).Select(line => line.Text);

    /// <summary>Comes back when a line with <paramref name="text"/> has been logged.</summary>
    public async Task WaitForAsync(string text)
    {
        while (!_lines.Any(line => line.Text.Contains(text, StringComparison.Ordinal)))
        {
            await Task.Delay(20);
        }
    }

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void Dispose()
    {
    }

    sealed class Logger(LogLines lines, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
            => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
            => lines._lines.Enqueue((category, logLevel, exception is null ? formatter(state, null) : $"{formatter(state, exception)} {exception}"));
    }
}
