using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace VideoGen.Runtime.Conformance.Tests.Hosts;

/// <summary>What was logged, category and text.</summary>
public sealed class LogLines : ILoggerProvider
{
    readonly ConcurrentQueue<(string Category, string Text)> _lines = [];

    public IEnumerable<string> Of(string category) => _lines.Where(line => line.Category == category).Select(line => line.Text);

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
            => lines._lines.Enqueue((category, formatter(state, exception)));
    }
}
