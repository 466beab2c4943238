namespace NetGen.Generator.Layers;

/// <summary>An activation as mathematics, in double precision: what predictions and tests of the generated code are measured against.</summary>
/// <param name="Parameter">Slope of LeakyReLU, alpha of ELU and CELU; 0 for the others.</param>
internal readonly record struct ActivationFunction(ActivationKind Kind, double Parameter)
{
    /// <summary>SELU's scale, from the fixed point of mean 0 and variance 1 (Klambauer et al., 2017).</summary>
    public const double SeluScale = 1.0507009873554804934193349852946;

    /// <summary>SELU's alpha.</summary>
    public const double SeluAlpha = 1.6732632423543772848170429916717;

    /// <summary>The factor in front of LeCun's tanh.</summary>
    public const double LeCunScale = 1.7159;

    /// <summary>The factor inside LeCun's tanh.</summary>
    public const double LeCunSlope = 2.0 / 3.0;

    /// <summary>f(x).</summary>
    public double Value(double x) => Kind switch
    {
        ActivationKind.ReLU => Math.Max(x, 0),
        ActivationKind.LeakyReLU => x >= 0 ? x : Parameter * x,
        ActivationKind.ReLU6 => Clamp(x, 0, 6),
        ActivationKind.ELU => x >= 0 ? x : Parameter * ExpMinusOne(x),
        ActivationKind.CELU => x >= 0 ? x : Parameter * ExpMinusOne(x / Parameter),
        ActivationKind.SELU => SeluScale * (x >= 0 ? x : SeluAlpha * ExpMinusOne(x)),
        ActivationKind.GELU => x * NormalDistribution.Cumulative(x),
        ActivationKind.SiLU => x * Logistic(x),
        ActivationKind.Mish => x * Math.Tanh(LogOnePlusExp(x)),
        ActivationKind.HardSwish => x * Clamp(x + 3, 0, 6) / 6,
        ActivationKind.Tanh => Math.Tanh(x),
        ActivationKind.LeCunTanh => LeCunScale * Math.Tanh(LeCunSlope * x),
        ActivationKind.HardTanh => Clamp(x, -1, 1),
        ActivationKind.Sigmoid => Logistic(x),
        ActivationKind.HardSigmoid => Clamp((x / 6) + 0.5, 0, 1),
        ActivationKind.Softplus => LogOnePlusExp(x),
        ActivationKind.Softsign => x / (1 + Math.Abs(x)),
        ActivationKind.SquaredReLU => Math.Max(x, 0) * Math.Max(x, 0),
        _ => throw new InvalidOperationException($"No formula for {Kind}."),
    };

    /// <summary>f'(x); at a kink the derivative from the left, which is what frameworks use for the rectifiers.</summary>
    public double Derivative(double x) => Kind switch
    {
        ActivationKind.ReLU => x > 0 ? 1 : 0,
        ActivationKind.LeakyReLU => x > 0 ? 1 : Parameter,
        ActivationKind.ReLU6 => x > 0 && x < 6 ? 1 : 0,
        ActivationKind.ELU => x > 0 ? 1 : Parameter * Math.Exp(x),
        ActivationKind.CELU => x > 0 ? 1 : Math.Exp(x / Parameter),
        ActivationKind.SELU => SeluScale * (x > 0 ? 1 : SeluAlpha * Math.Exp(x)),
        ActivationKind.GELU => NormalDistribution.Cumulative(x) + (x * NormalDistribution.Density(x)),
        ActivationKind.SiLU => Logistic(x) * (1 + (x * Logistic(-x))),
        ActivationKind.Mish => MishDerivative(x),
        ActivationKind.HardSwish => x <= -3 ? 0 : x >= 3 ? 1 : ((2 * x) + 3) / 6,
        ActivationKind.Tanh => 1 - (Math.Tanh(x) * Math.Tanh(x)),
        ActivationKind.LeCunTanh => LeCunScale * LeCunSlope * (1 - (Math.Tanh(LeCunSlope * x) * Math.Tanh(LeCunSlope * x))),
        ActivationKind.HardTanh => x > -1 && x < 1 ? 1 : 0,
        ActivationKind.Sigmoid => Logistic(x) * Logistic(-x),
        ActivationKind.HardSigmoid => x > -3 && x < 3 ? 1.0 / 6 : 0,
        ActivationKind.Softplus => Logistic(x),
        ActivationKind.Softsign => 1 / ((1 + Math.Abs(x)) * (1 + Math.Abs(x))),
        ActivationKind.SquaredReLU => 2 * Math.Max(x, 0),
        _ => throw new InvalidOperationException($"No formula for {Kind}."),
    };

    /// <summary>Where the function or its derivative has a corner: integration must stop there.</summary>
    public double[] Corners => Kind switch
    {
        ActivationKind.ReLU6 => [0, 6],
        ActivationKind.HardSwish or ActivationKind.HardSigmoid => [-3, 3],
        ActivationKind.HardTanh => [-1, 1],
        _ => [0],
    };

    private static double Clamp(double x, double low, double high) => Math.Min(Math.Max(x, low), high);

    private static double Logistic(double x) => 1 / (1 + Math.Exp(-x));

    private static double LogOnePlusExp(double x) => Math.Max(x, 0) + Math.Log(1 + Math.Exp(-Math.Abs(x)));

    /// <summary>exp(x) - 1 without cancellation near 0, where it is 2 sinh(x / 2) exp(x / 2).</summary>
    private static double ExpMinusOne(double x) => Math.Abs(x) < 1 ? 2 * Math.Sinh(x / 2) * Math.Exp(x / 2) : Math.Exp(x) - 1;

    private static double MishDerivative(double x)
    {
        double t = Math.Tanh(LogOnePlusExp(x));
        return t + (x * (1 - (t * t)) * Logistic(x));
    }
}
