namespace NetGen.Generator.Operations;

/// <summary>A share of values that is dropped in training; what stays is divided by the probability to stay.</summary>
/// <param name="Rate">The share: above 0, below 1.</param>
/// <param name="Stream">Which of the network's streams of random numbers is drawn from.</param>
internal sealed record DropoutStream(double Rate, int Stream);
