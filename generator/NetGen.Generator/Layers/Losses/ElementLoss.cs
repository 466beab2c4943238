using NetGen.Generator.Model;
using NetGen.Generator.Operations;
using NetGen.Generator.Signal;

namespace NetGen.Generator.Layers;

/// <summary>
/// The mean over outputs of a function of each output and its target. How it begins, and what gradient it sends back, follows from the function and
/// from what targets are taken for.
/// </summary>
internal abstract record ElementLoss : Loss
{
    /// <summary>Targets of mean 0 and variance 1.</summary>
    private static readonly Quadrature Normal = Quadrature.Over([-8, -3, -1, 0, 1, 3, 8], NormalDistribution.Density);

    public override LossTarget Target => LossTarget.Values;

    public override string? Link => null;

    public abstract override ElementFunction Element { get; }

    /// <summary>Numbers of any kind: which loss is meant for them nobody but the user knows, so none of these is proposed.</summary>
    public override bool Fits(LayerNode end) => false;

    public override SampleFunction FunctionOf(Shape output) => Element;

    public override LossOperation Lower(Tensor prediction, LossPlace place) => new MeanOfElements(Element, prediction, place);

    /// <summary>E f(y, t), y normal and t independent of it.</summary>
    public override double? Initial(SignalState output, Shape shape, SignalMath math) => OverOutputs(output, Value);

    public override double? Undecided(Shape shape) => OverTargets(target => Value(BestConstant, target));

    /// <summary>f'(y, t) / n. What of it is the same for two samples with other targets is its mean over these.</summary>
    public override GradientState Gradient(SignalState output, Shape shape, SignalMath math)
    {
        double size = shape.Size;
        double square = 1.0 / (size * size);
        double second = OverOutputs(output, (y, t) => Derivative(y, t) * Derivative(y, t));
        double mean = OverOutputs(output, Derivative);
        double expected = OverOutputs(output, (y, _) => OverTargets(t => Derivative(y, t)) * OverTargets(t => Derivative(y, t)));
        double Across(double moment) => square * ((mean * mean) + (Math.Max(0, expected - (mean * mean)) * output.Correlation(moment)));
        return new GradientState(square * second)
        {
            AcrossSamples = Across(output.AcrossSamples),
            AcrossPositions = Across(output.AcrossPositions),
            AcrossUnits = Across(output.AcrossUnits),
            AlongSignal = OverOutputs(output, (y, t) => Derivative(y, t) * y) / size,
        };
    }

    /// <summary>f.</summary>
    protected abstract double Value(double output, double target);

    /// <summary>df / d output.</summary>
    protected abstract double Derivative(double output, double target);

    /// <summary>The output that a network does best with that knows nothing.</summary>
    protected virtual double BestConstant => 0;

    /// <summary>A mean over targets: of mean 0 and variance 1, unless the loss says otherwise.</summary>
    protected virtual double OverTargets(Func<double, double> function) => Integrate(Normal, function);

    private static double Integrate(Quadrature rule, Func<double, double> function)
    {
        double sum = 0;
        for (int i = 0; i < rule.Nodes.Length; i++) sum += rule.Weights[i] * function(rule.Nodes[i]);
        return sum;
    }

    private double OverOutputs(SignalState output, Func<double, double, double> function)
        => Integrate(Outputs, node => OverTargets(target => function(output.Mean + (output.Std * node), target)));

    /// <summary>Fewer points than for targets: no loss has a corner in the output once targets are averaged over.</summary>
    private static Quadrature Outputs { get; } = Quadrature.Over([-7, 0, 7], NormalDistribution.Density);
}
