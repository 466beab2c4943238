using System.Globalization;

using Microsoft.Extensions.Logging;

namespace NetGen.Logging;

/// <summary>
/// Tells a logger that training begins, of every epoch, and how it ended. Numbers are properties of the entries: of an epoch those of
/// <see cref="EpochReport.Values"/>, by the names that Keras' histories have, with <c>network</c>, <c>epoch</c> (counted from 0), <c>epochs</c>,
/// <c>step</c> and <c>samples_per_second</c>.
/// </summary>
public sealed class TrainingLogger : ITrainingCallback
{
    private readonly ILogger _logger;
    private readonly int _stepsBetween;

    /// <summary>Tells a logger.</summary>
    /// <param name="logger">The logger.</param>
    public TrainingLogger(ILogger logger)
    {
        ArgumentNullException.ThrowIfNull(logger);
        _logger = logger;
    }

    /// <summary>Training begins, or goes on from a checkpoint.</summary>
    public static EventId TrainingBegins { get; } = new(1, nameof(TrainingBegins));

    /// <summary>An epoch is done and validated.</summary>
    public static EventId EpochEnded { get; } = new(2, nameof(EpochEnded));

    /// <summary>Training has ended.</summary>
    public static EventId TrainingEnded { get; } = new(3, nameof(TrainingEnded));

    /// <summary>Some steps are done.</summary>
    public static EventId StepsDone { get; } = new(4, nameof(StepsDone));

    /// <summary>Level of the entries about the whole and about epochs.</summary>
    public LogLevel Level { get; init; } = LogLevel.Information;

    /// <summary>After how many steps an entry says the loss of the last one, with <see cref="LogLevel.Debug"/>; 0 for never.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public int StepsBetween
    {
        get => _stepsBetween;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            _stepsBetween = value;
        }
    }

    /// <inheritdoc/>
    public void OnBegin(TrainingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (!_logger.IsEnabled(Level)) return;
        NetworkInfo network = context.Network;
        Write(
            Level,
            TrainingBegins,
            string.Create(CultureInfo.InvariantCulture, $"{network.Name}: training of {network.ParameterCount} parameters begins, {context.Epochs} epochs, {context.History.Count} of them done"),
            [
                new("network", network.Name),
                new("parameters", network.ParameterCount),
                new("epochs", context.Epochs),
                new("epochs_done", context.History.Count),
                new("batch_size", context.Options.BatchSize),
            ]);
    }

    /// <inheritdoc/>
    public void OnStep(TrainingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (StepsBetween == 0 || context.StepInEpoch % StepsBetween != 0 || !_logger.IsEnabled(LogLevel.Debug)) return;
        Write(
            LogLevel.Debug,
            StepsDone,
            string.Create(CultureInfo.InvariantCulture, $"{context.Network.Name}: epoch {context.Epoch}, step {context.StepInEpoch} of {context.StepsPerEpoch}: loss {context.StepLoss:G4}"),
            [.. Place(context), new("step_in_epoch", context.StepInEpoch), new("step_loss", context.StepLoss), new("loss", context.Loss)]);
    }

    /// <inheritdoc/>
    public void OnEpochEnd(TrainingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (!_logger.IsEnabled(Level)) return;
        EpochReport epoch = context.History[^1];
        Write(Level, EpochEnded, $"{context.Network.Name}: {epoch}", [.. Place(context), .. Numbers(epoch), new("samples_per_second", context.SamplesPerSecond)]);
    }

    /// <inheritdoc/>
    public void OnEnd(TrainingContext context, TrainingReport report)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(report);
        if (!_logger.IsEnabled(Level)) return;
        Write(
            Level,
            TrainingEnded,
            $"{context.Network.Name}: {report}",
            [
                new("network", context.Network.Name),
                new("reason", report.Reason.ToString()),
                new("epochs_done", report.Epochs.Count),
                new("best_epoch", report.BestEpoch),
                new("step", context.Step),
                .. report.Epochs.Count > 0 ? Numbers(report.Epochs[^1]) : [],
            ]);
    }

    private static IEnumerable<KeyValuePair<string, object?>> Numbers(EpochReport epoch) => epoch.Values.Select(static value => new KeyValuePair<string, object?>(value.Key, value.Value));

    private static KeyValuePair<string, object?>[] Place(TrainingContext context)
        => [new("network", context.Network.Name), new("epoch", context.Epoch), new("epochs", context.Epochs), new("step", context.Step)];

    private void Write(LogLevel level, EventId id, string text, KeyValuePair<string, object?>[] properties)
    {
        if (_logger.IsEnabled(level)) _logger.Log(level, id, new LogEntry(text, properties), exception: null, static (entry, _) => entry.ToString());
    }
}
