namespace NetGen.Generator.Signal;

/// <summary>Gradients of parameters: sums over the samples of a batch and the positions of each.</summary>
internal static class ParameterGradients
{
    /// <summary>E (1/B sum d x)^2: every pair of samples and positions adds E d d' E x x'.</summary>
    /// <param name="x">What the parameter multiplies.</param>
    /// <param name="positions">Terms per sample.</param>
    /// <param name="batch">B.</param>
    public static double Weight(SignalState x, GradientState gradient, double positions, int batch)
    {
        double farGradient = gradient.SecondMoment > 0 ? gradient.AcrossSamples * gradient.AcrossPositions / gradient.SecondMoment : 0;
        double same = gradient.SecondMoment * x.SecondMoment;
        double inSample = Math.Max(0, positions - 1) * gradient.AcrossPositions * x.AcrossPositions;
        double inBatch = (batch - 1) * ((gradient.AcrossSamples * x.AcrossSamples) + (Math.Max(0, positions - 1) * farGradient * x.AcrossBoth));
        return Math.Max(0, positions * (same + inSample + inBatch) / batch);
    }

    /// <summary>The same for a parameter that is added: x is 1.</summary>
    public static double Bias(GradientState gradient, double positions, int batch)
        => Weight(new SignalState(1, 1) { AcrossSamples = 1, AcrossBoth = 1, AcrossUnits = 1 }, gradient, positions, batch);
}
