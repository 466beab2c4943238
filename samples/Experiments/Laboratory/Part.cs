using NetGen;

namespace ExperimentsSample;

/// <summary>A part of an experiment that is run, kept and found again by itself: one network from one seed.</summary>
/// <param name="Name">Which of the experiment's parts.</param>
/// <param name="Seed">What initial values, order of digits and dropout are drawn from.</param>
/// <param name="Settings">All that its result depends on besides: steps, rates, digits. What was kept under other settings is not taken for it.</param>
/// <param name="Work">About how many multiply-adds it takes, to tell the time that is left.</param>
/// <param name="Run">Trains and measures.</param>
internal sealed record Part(string Name, ulong Seed, string Settings, double Work, Func<Bench, Measurements> Run);

/// <summary>About how long something takes, in multiply-adds.</summary>
internal static class Work
{
    /// <summary>What a pass costs a small network besides its sums.</summary>
    private const double PerSample = 30_000;

    /// <summary>Forward, backward by the input and by the weights.</summary>
    private const double Passes = 3;

    /// <summary>Training steps.</summary>
    public static double Training(NetworkInfo network, int batch, double steps) => (Passes * (network.MultiplyAdds + PerSample) * batch + (4 * network.ParameterCount)) * steps;

    /// <summary>Looking at samples.</summary>
    public static double Testing(NetworkInfo network, double samples) => (network.MultiplyAdds + PerSample) * samples;
}
