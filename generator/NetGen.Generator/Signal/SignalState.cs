using NetGen.Generator.Layers;

namespace NetGen.Generator.Signal;

/// <summary>
/// What is known, before the first run, of the values of one tensor: moments over initial weights, samples and elements. All moments
/// are about zero (not centred).
/// </summary>
/// <param name="Mean">E x.</param>
/// <param name="SecondMoment">E x^2.</param>
internal sealed record SignalState(double Mean, double SecondMoment)
{
    /// <summary>E x x' of one unit at one position for two samples: what of the signal is the same whatever the input.</summary>
    public double AcrossSamples { get; init; }

    /// <summary>E x x' of one unit and sample at two positions: what pooling and normalisation depend on.</summary>
    public double AcrossPositions { get; init; }

    /// <summary>E x x' of two units of one sample: not the square of the mean only behind weights whose mean is not 0.</summary>
    public double AcrossUnits { get; init; }

    /// <summary>No value can be below.</summary>
    public double Low { get; init; } = double.NegativeInfinity;

    /// <summary>No value can be above.</summary>
    public double High { get; init; } = double.PositiveInfinity;

    /// <summary>P(x != 0).</summary>
    public double Active { get; init; } = 1;

    /// <summary>E x^4 / (E x^2)^2: 3 for a normal variable. How much a sum over few units differs from network to network grows with it.</summary>
    public double Kurtosis { get; init; } = 3;

    /// <summary>P(|f'| &lt; 0.05) of the activation that made it; 0 behind anything else.</summary>
    public double Saturated { get; init; }

    /// <summary>The rows' second moments relative to the mean one, and the columns'; empty where all are alike. Their product is an element's.</summary>
    public EquatableArray<double> Rows { get; init; }

    /// <inheritdoc cref="Rows"/>
    public EquatableArray<double> Columns { get; init; }

    /// <summary>Where the values are functions of a normally distributed variable: that variable. Null: they are taken as normal themselves.</summary>
    public Preimage? Preimage { get; init; }

    /// <summary>E x^2 - (E x)^2.</summary>
    public double Variance => Math.Max(0, SecondMoment - (Mean * Mean));

    /// <summary>Standard deviation over all values of the tensor.</summary>
    public double Std => Math.Sqrt(Variance);

    /// <summary>The correlation coefficient that a moment such as <see cref="AcrossSamples"/> stands for.</summary>
    public double Correlation(double crossMoment)
        => Variance > 0 ? Math.Min(1, Math.Max(-1, (crossMoment - (Mean * Mean)) / Variance)) : 1;

    /// <summary>E x x' of two elements that differ in two respects, each of which alone leaves these moments.</summary>
    public double Joint(double first, double second)
    {
        double square = Mean * Mean;
        return Variance > 0 ? square + ((first - square) * (second - square) / Variance) : square;
    }
}

/// <summary>A normal variable and the activations that were applied to it, first one first.</summary>
/// <param name="Mean">Of the normal variable.</param>
/// <param name="Variance">Of the normal variable.</param>
/// <param name="PositionCorrelation">Of the normal variable at two positions of a sample.</param>
/// <param name="SampleCorrelation">Of the normal variable for two samples.</param>
/// <param name="UnitCorrelation">Of the normal variable of two units.</param>
internal sealed record Preimage(
    EquatableArray<ActivationFunction> Functions,
    double Mean,
    double Variance,
    double PositionCorrelation,
    double SampleCorrelation,
    double UnitCorrelation)
{
    /// <summary>The state as the function of a normal variable: the one that it is known to come from, or itself.</summary>
    public static Preimage Of(SignalState state) => state.Preimage ?? new Preimage(
        default,
        state.Mean,
        state.Variance,
        state.Correlation(state.AcrossPositions),
        state.Correlation(state.AcrossSamples),
        state.Correlation(state.AcrossUnits));
}

/// <summary>
/// What is known of the gradient of one sample's loss by the values of one tensor, over initial weights, samples and elements. Its mean
/// is 0.
/// </summary>
/// <param name="SecondMoment">E d^2.</param>
internal sealed record GradientState(double SecondMoment)
{
    /// <summary>E d d' of one unit at one position for two samples.</summary>
    public double AcrossSamples { get; init; }

    /// <summary>E d d' of one unit and sample at two positions.</summary>
    public double AcrossPositions { get; init; }

    /// <summary>E d d' of two units of one sample.</summary>
    public double AcrossUnits { get; init; }

    /// <inheritdoc cref="SignalState.Rows"/>
    public EquatableArray<double> Rows { get; init; }

    /// <inheritdoc cref="SignalState.Rows"/>
    public EquatableArray<double> Columns { get; init; }

    /// <summary>
    /// How much larger E f'^2 of the activation below is than over all of its values, because the gradient arrives at selected ones: a
    /// maximum is more often positive than a value.
    /// </summary>
    public double Selection { get; init; } = 1;

    /// <summary>The same gradient, smaller or larger: all moments times a factor.</summary>
    public GradientState Scale(double factor) => this with
    {
        SecondMoment = SecondMoment * factor,
        AcrossSamples = AcrossSamples * factor,
        AcrossPositions = AcrossPositions * factor,
        AcrossUnits = AcrossUnits * factor,
    };

    /// <summary>What two readers of a tensor send back. Behind different weights, they are independent.</summary>
    public static GradientState operator +(GradientState left, GradientState right)
    {
        double sum = left.SecondMoment + right.SecondMoment;
        double share = sum > 0 ? left.SecondMoment / sum : 0.5;
        return new GradientState(sum)
        {
            AcrossSamples = left.AcrossSamples + right.AcrossSamples,
            AcrossPositions = left.AcrossPositions + right.AcrossPositions,
            AcrossUnits = left.AcrossUnits + right.AcrossUnits,
            Rows = Profile.Mix(left.Rows, right.Rows, share),
            Columns = Profile.Mix(left.Columns, right.Columns, share),
            Selection = (left.Selection * share) + (right.Selection * (1 - share)),
        };
    }
}
