namespace NetGen.Kernels.Tests.Reference;

/// <summary>A function applied to every element.</summary>
internal sealed class Activation(Func<double, double> function, Func<double, double> derivative) : SingleInputLayer
{
    public double Value(double x) => function(x);

    public double Slope(double x) => derivative(x);

    protected override Tensor Forward(Tensor input, bool training)
    {
        Tensor output = input.ZerosLike();
        for (int i = 0; i < input.Values.Length; i++) output.Values[i] = function(input.Values[i]);
        return output;
    }

    protected override Tensor Backward(Tensor input, Tensor output, Tensor doutput)
    {
        Tensor dinput = input.ZerosLike();
        for (int i = 0; i < input.Values.Length; i++) dinput.Values[i] = doutput.Values[i] * derivative(input.Values[i]);
        return dinput;
    }
}

/// <summary>
/// The activations, each with its derivative. At a kink the derivative is PyTorch's: that of the side towards which the
/// function is flat, or, for the leaky ones, that of the negative side.
/// </summary>
internal static class Activations
{
    // Klambauer et al. 2017, equation 14.
    private const double SeluScale = 1.0507009873554804934193349852946;
    private const double SeluAlpha = 1.6732632423543772848170429916717;

    public static Activation Identity() => new(x => x, _ => 1);

    public static Activation ReLU() => new(x => double.IsNaN(x) ? x : Math.Max(x, 0), x => x > 0 ? 1 : 0);

    public static Activation LeakyReLU(double slope) => new(x => x > 0 ? x : slope * x, x => x > 0 ? 1 : slope);

    public static Activation ReLU6() => new(x => Math.Clamp(x, 0, 6), x => x is > 0 and < 6 ? 1 : 0);

    public static Activation SquaredReLU() => new(x => x <= 0 ? 0 : x * x, x => x > 0 ? 2 * x : 0);

    public static Activation ELU(double alpha)
        => new(x => x > 0 ? x : alpha * ExpMinusOne(x), x => x > 0 ? 1 : alpha * Math.Exp(x));

    public static Activation CELU(double alpha)
        => new(x => x > 0 ? x : alpha * ExpMinusOne(x / alpha), x => x > 0 ? 1 : Math.Exp(x / alpha));

    public static Activation SELU()
        => new(
            x => SeluScale * (x > 0 ? x : SeluAlpha * ExpMinusOne(x)),
            x => SeluScale * (x > 0 ? 1 : SeluAlpha * Math.Exp(x)));

    /// <summary>x times the standard normal distribution function: the exact GELU, not its tanh approximation.</summary>
    public static Activation GELU()
        => new(
            x => x * NormalDistribution(x),
            x => NormalDistribution(x) + (x * Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI)));

    public static Activation SiLU()
        => new(x => x * Logistic(x), x => Logistic(x) * (1 + (x * (1 - Logistic(x)))));

    /// <summary>x * tanh(softplus(x)).</summary>
    public static Activation Mish()
        => new(
            x => x * Math.Tanh(LogOnePlusExp(x)),
            x => Math.Tanh(LogOnePlusExp(x)) + (x * (1 - Square(Math.Tanh(LogOnePlusExp(x)))) * Logistic(x)));

    /// <summary>max(x, -1/2) / (1 + exp(-3 x / 2)), and a quarter of what x is above 3/4: for functions that users write.</summary>
    public static Activation Activation()
        => new(
            x => (Math.Max(x, -0.5) * Logistic(1.5 * x)) + (0.25 * Math.Max(0, x - 0.75)),
            x => ((x > -0.5 ? 1 : 0) * Logistic(1.5 * x)) + (Math.Max(x, -0.5) * 1.5 * Logistic(1.5 * x) * (1 - Logistic(1.5 * x))) + (x > 0.75 ? 0.25 : 0));

    /// <summary>x * ReLU6(x + 3) / 6.</summary>
    public static Activation HardSwish()
        => new(x => x * Math.Clamp(x + 3, 0, 6) / 6, x => x <= -3 ? 0 : x < 3 ? (x / 3) + 0.5 : 1);

    public static Activation Tanh() => new(Math.Tanh, x => 1 - Square(Math.Tanh(x)));

    /// <summary>1.7159 tanh(2x/3), LeCun et al. 1998.</summary>
    public static Activation LeCunTanh()
        => new(x => 1.7159 * Math.Tanh(2 * x / 3), x => 1.7159 * 2 / 3 * (1 - Square(Math.Tanh(2 * x / 3))));

    public static Activation HardTanh() => new(x => Math.Clamp(x, -1, 1), x => x is > -1 and < 1 ? 1 : 0);

    public static Activation Sigmoid() => new(Logistic, x => Logistic(x) * (1 - Logistic(x)));

    /// <summary>ReLU6(x + 3) / 6.</summary>
    public static Activation HardSigmoid() => new(x => Math.Clamp(x + 3, 0, 6) / 6, x => x is > -3 and < 3 ? 1.0 / 6 : 0);

    public static Activation Softplus() => new(LogOnePlusExp, Logistic);

    public static Activation Softsign() => new(x => x / (1 + Math.Abs(x)), x => 1 / Square(1 + Math.Abs(x)));

    private static double Square(double x) => x * x;

    private static double Logistic(double x) => x >= 0 ? 1 / (1 + Math.Exp(-x)) : Math.Exp(x) / (1 + Math.Exp(x));

    private static double LogOnePlusExp(double x) => Math.Max(x, 0) + LogOnePlus(Math.Exp(-Math.Abs(x)));

    private static double NormalDistribution(double x)
        => x < 0 ? SpecialFunctions.Erfc(-x / Math.Sqrt(2)) / 2 : (1 + SpecialFunctions.Erf(x / Math.Sqrt(2))) / 2;

    // log(1 + x) and exp(x) - 1 without losing the digits of a small x: Kahan's correction by the rounding that really happened.
    private static double LogOnePlus(double x)
    {
        double sum = 1 + x;
        return sum == 1 ? x : Math.Log(sum) * x / (sum - 1);
    }

    private static double ExpMinusOne(double x)
    {
        double power = Math.Exp(x);
        if (power == 1) return x;
        return power == 0 ? -1 : (power - 1) * x / Math.Log(power);
    }
}
