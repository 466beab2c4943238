using NetGen.Generator.Writing;

namespace NetGen.Generator.Model;

/// <summary>
/// All that is known of an activation: its mathematics in double precision, which predictions and tests of the generated code are measured
/// against, and what follows from it. One record each, in <c>Functions</c>; whoever has a question asks it here, and none asks which
/// activation it is.
/// </summary>
/// <remarks>
/// What can be found out from the formula is found out from it (<see cref="NegativeSlope"/> and the like), so a new activation answers only
/// what cannot. <c>ActivationRecordTests</c> compare every answer with the formula, and the formula with the run-time library's struct.
/// </remarks>
internal abstract record ActivationFunction
{
    /// <summary>Where the derived answers look at the formula: close to 0, and far out.</summary>
    private static readonly double[] Probes = [1e-3, 1, 1e3];

    /// <summary>
    /// The attribute's name. The run-time library has a struct of that name with 'Activation' behind it, unless there is a <see cref="Source"/>.
    /// </summary>
    public abstract string Kind { get; }

    public abstract ActivationFamily Family { get; }

    /// <summary>Which numbers f can give.</summary>
    public abstract OutputRange Range { get; }

    /// <summary>Where the function or its derivative has a corner, or is at least most curved: integration must stop there.</summary>
    public abstract double[] Corners { get; }

    /// <summary>Whether f'(x) follows from f(x) alone, so that the input need not be kept. The run-time library's derivative then does not read it.</summary>
    public abstract bool DerivativeFromOutput { get; }

    /// <summary>What the attribute takes, and with it the constructor of the run-time library's struct; null for a function without a parameter.</summary>
    public virtual (string Name, double Value)? Parameter => null;

    /// <summary>
    /// Whether its parameter is trained: then the formula is that of the first step, and the layer's own operation has the parameter at hand,
    /// not a struct of the run-time library.
    /// </summary>
    public virtual bool IsTrained => false;

    /// <summary>Where a function that does not only grow has its lowest value; null for one that never falls.</summary>
    public virtual double? Lowest => null;

    /// <summary>Where a function that does not only fall has its highest value between both ends; null for one that has none there.</summary>
    public virtual double? Highest => null;

    /// <summary>The function as a formula, where the run-time library has no struct for it.</summary>
    public virtual FunctionSource? Source => null;

    /// <summary>Whether it is max(x, 0) itself, which a kernel can apply before it stores a value.</summary>
    public virtual bool IsRectifier => false;

    /// <summary>f(x).</summary>
    public abstract double Value(double x);

    /// <summary>f'(x); at a kink the derivative from the left, which is what frameworks use for the rectifiers.</summary>
    public abstract double Derivative(double x);

    public bool IsRectifying => Family == ActivationFamily.Rectifying;

    public bool IsSquashing => Family == ActivationFamily.Squashing;

    /// <summary>Whether it squashes to numbers of one sign, which can be read as probabilities; their mean is not 0.</summary>
    public bool IsSigmoid => IsSquashing && Range.Low >= 0;

    /// <summary>
    /// The slope below 0 of a function of two straight lines that meet in the origin, with slope 1 above it, up to a lid or for ever: what
    /// He's slope means. Null for all others.
    /// </summary>
    public double? NegativeSlope
    {
        get
        {
            double slope = 0 - Value(-1);
            bool isLinear = Array.TrueForAll(Probes, x => Value(-x) == -x * slope) && Value(1e-3) == 1e-3 && Value(1) == 1;
            return isLinear ? slope : null;
        }
    }

    /// <summary>f(x) = x for all x that are not negative.</summary>
    public bool IsIdentityAboveZero => Value(0) == 0 && Array.TrueForAll(Probes, x => Value(x) == x);

    /// <summary>f(s x) = s f(x) for s > 0.</summary>
    public bool IsHomogeneous => NegativeSlope is not null && IsIdentityAboveZero;

    /// <summary>Whether negative values come out as exactly 0, with derivative 0.</summary>
    public bool IsDeadBelowZero => Array.TrueForAll(Probes, x => Value(-x) == 0 && Derivative(-x) == 0);

    /// <summary>The expression that makes the run-time library's activation.</summary>
    public virtual string Expression => Parameter is { Value: double value } ? $"new {Kind}Activation({Literals.Single(value)})" : $"default({Kind}Activation)";

    /// <summary>Its name, with its parameter where it has one.</summary>
    public virtual string Describe() => Parameter is { } parameter ? $"{Kind}, {parameter.Name} {Text.Of(parameter.Value)}" : Kind;

    protected static double Clamp(double x, double low, double high) => Math.Min(Math.Max(x, low), high);

    protected static double Logistic(double x) => 1 / (1 + Math.Exp(-x));

    protected static double LogOnePlusExp(double x) => Math.Max(x, 0) + Math.Log(1 + Math.Exp(-Math.Abs(x)));

    /// <summary>exp(x) - 1 without cancellation near 0, where it is 2 sinh(x / 2) exp(x / 2).</summary>
    protected static double ExpMinusOne(double x) => Math.Abs(x) < 1 ? 2 * Math.Sinh(x / 2) * Math.Exp(x / 2) : Math.Exp(x) - 1;
}
