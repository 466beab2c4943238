using Microsoft.Extensions.Logging;

namespace Consumer;

/// <summary>Counts what is logged.</summary>
internal sealed class Counter : ILogger
{
    public int Entries { get; private set; }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Entries++;
}
