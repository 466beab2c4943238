using NetGen.Generator.Model;

namespace NetGen.Generator.Operations;

/// <summary>Element by element: every value of the output is made of the values at its own place of the inputs.</summary>
internal abstract class Map(IReadOnlyList<Tensor> inputs, Tensor output) : Operation
{
    public override IReadOnlyList<Tensor> Inputs { get; } = inputs;

    public override Tensor Output { get; } = output;

    /// <summary>Whether it may write its result over its one input, where nobody else reads that and no gradient needs it.</summary>
    public virtual bool CanOverwrite => false;
}

/// <summary>output = f(input).</summary>
/// <param name="function">What f is called and how its derivative is found.</param>
internal sealed class ActivationMap(MapFunction function, Tensor input, Tensor output) : Map([input], output)
{
    public MapFunction Function { get; } = function;

    public Tensor Input => Inputs[0];

    public override bool CanOverwrite => true;

    public override Kept Kept => Function.DerivativeFromOutput ? Kept.Output : Kept.Inputs | Kept.Output;
}

/// <summary>A function of one value, as the run-time library has it.</summary>
/// <param name="Expression">The expression that makes the run-time library's activation: new LeakyReLUActivation(0.01f).</param>
/// <param name="DerivativeFromOutput">Whether f'(x) follows from f(x) alone, so that x need not be kept.</param>
/// <param name="IsRectifier">Whether it is max(0, x), which other operations can apply themselves.</param>
internal sealed record MapFunction(string Expression, bool DerivativeFromOutput, bool IsRectifier)
{
    public static MapFunction Of(ActivationFunction function) => new(function.Expression, function.DerivativeFromOutput, function.IsRectifier);
}

/// <summary>What is made of several values at one place.</summary>
internal enum JoinFunction
{
    Sum,

    /// <summary>The first less all others.</summary>
    Difference,
    Product,
    Mean,
    Maximum,
    Minimum,
}

/// <summary>output = a function of the values of all inputs.</summary>
internal sealed class JoinMap(JoinFunction function, IReadOnlyList<Tensor> inputs, Tensor output) : Map(inputs, output)
{
    public JoinFunction Function { get; } = function;

    /// <summary>Nothing where it is linear.</summary>
    public override Kept Kept => Function is JoinFunction.Sum or JoinFunction.Difference or JoinFunction.Mean ? Kept.Nothing : Kept.Inputs;

    public override bool CanRectify => true;
}

/// <summary>What is drawn at random in training, and what becomes of the values by it.</summary>
internal enum RandomChange
{
    /// <summary>Each value is 0, or divided by its probability to stay.</summary>
    Dropout,

    /// <summary>Whole channels, the same at every position.</summary>
    SpatialDropout,

    /// <summary>Whole samples.</summary>
    StochasticDepth,

    /// <summary>Each value is what SELU saturates at, or stays; see <see cref="AlphaDropoutFactors"/>.</summary>
    AlphaDropout,

    /// <summary>Each value times a normal variable of mean 1.</summary>
    GaussianDropout,

    /// <summary>Each value plus a normal variable of mean 0.</summary>
    GaussianNoise,
}

/// <summary>output = input, changed at random in training; the input itself in inference.</summary>
/// <param name="amount">The share of what is dropped, or the standard deviation of what is added.</param>
/// <param name="stream">Which of the network's streams of random numbers is drawn from.</param>
internal sealed class RandomMap(RandomChange change, double amount, int stream, Tensor input, Tensor output) : Map([input], output)
{
    public RandomChange Change { get; } = change;

    public double Amount { get; } = amount;

    public int Stream { get; } = stream;

    public Tensor Input => Inputs[0];

    public override Kept Kept => Kept.Nothing;

    public override bool SharesMemory => true;
}

/// <summary>output = scale * input; each channel has a factor of its own, or all have one, which is trained.</summary>
/// <param name="isShared">Whether there is one factor for all channels.</param>
internal sealed class ScaleMap(Tensor input, ParameterTensor scale, bool isShared, Tensor output) : Map([input], output)
{
    public Tensor Input => Inputs[0];

    public ParameterTensor Scale { get; } = scale;

    public bool IsShared { get; } = isShared;

    public override IReadOnlyList<ParameterTensor> Parameters { get; } = [scale];

    public override bool CanOverwrite => true;

    public override Kept Kept => Kept.Inputs;
}

/// <summary>output = (input - mean) * scale, both of each channel, and not trained.</summary>
internal sealed class StandardizeMap(Tensor input, ParameterTensor mean, ParameterTensor scale, Tensor output) : Map([input], output)
{
    public Tensor Input => Inputs[0];

    public ParameterTensor Mean { get; } = mean;

    public ParameterTensor Scale { get; } = scale;

    public override IReadOnlyList<ParameterTensor> Parameters { get; } = [mean, scale];

    public override Kept Kept => Kept.Nothing;
}

/// <summary>output = input where it is positive, slope * input elsewhere; slopes are trained.</summary>
/// <param name="isShared">Whether there is one slope for all values, and not one for each channel.</param>
internal sealed class SlopeMap(Tensor input, ParameterTensor slope, bool isShared, Tensor output) : Map([input], output)
{
    public bool IsShared { get; } = isShared;

    public Tensor Input => Inputs[0];

    public ParameterTensor Slope { get; } = slope;

    public override IReadOnlyList<ParameterTensor> Parameters { get; } = [slope];

    public override bool CanOverwrite => true;

    public override Kept Kept => Kept.Inputs;
}
