namespace NetGen;

/// <summary>Where a run is when its schedule is asked for the rate of the next step.</summary>
/// <param name="Step">Steps of the run that are done.</param>
/// <param name="Steps">Steps of the whole run, 1 or more.</param>
/// <param name="StepsPerEpoch">Steps of an epoch, 1 or more.</param>
public readonly record struct SchedulePoint(long Step, long Steps, int StepsPerEpoch)
{
    private readonly IReadOnlyList<double>? _losses;

    /// <summary>
    /// Of each complete epoch the number by which epochs are compared (<see cref="FitOptions.Monitor"/>), turned so that less is better: what a schedule that waits for a plateau looks at.
    /// </summary>
    public IReadOnlyList<double> Losses
    {
        get => _losses ?? [];
        init => _losses = value;
    }

    /// <summary>The share of the run that is done: from 0 to below 1.</summary>
    public double Progress => (double)Step / Steps;

    /// <summary>Epochs that are done, with the share of the current one.</summary>
    public double Epoch => (double)Step / StepsPerEpoch;

    /// <summary>Epochs that are complete.</summary>
    public int WholeEpochs => (int)(Step / StepsPerEpoch);

    /// <summary>The same place in the part of the run that begins with a step and ends before another.</summary>
    internal SchedulePoint Within(long first, long end) => this with { Step = Step - first, Steps = Math.Max(1, end - first) };
}
