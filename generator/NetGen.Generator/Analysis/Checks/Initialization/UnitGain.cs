using System.Collections.Concurrent;

using NetGen.Generator.Layers;

namespace NetGen.Generator.Analysis.Checks;

/// <summary>Which initialiser keeps a signal's size in front of an activation.</summary>
internal static class UnitGain
{
    /// <summary>A slope below this changes the variance by less than one per cent.</summary>
    public const double NegligibleSlope = 0.1;

    /// <summary>Quadrature takes microseconds, and an editor asks at every key.</summary>
    private static readonly ConcurrentDictionary<ActivationFunction, double> Known = new();

    /// <summary>Whether it lets positive values through and holds negative ones back: ReLU and what was made after it.</summary>
    public static bool IsRectifier(ActivationLayer activation) => activation.Activation
        is ActivationKind.ReLU or ActivationKind.LeakyReLU or ActivationKind.ReLU6 or ActivationKind.ELU or ActivationKind.CELU
        or ActivationKind.GELU or ActivationKind.SiLU or ActivationKind.Mish or ActivationKind.HardSwish;

    /// <summary>Whether both of its ends are bounded.</summary>
    public static bool IsBounded(ActivationLayer activation) => activation.Activation
        is ActivationKind.Tanh or ActivationKind.LeCunTanh or ActivationKind.HardTanh or ActivationKind.Softsign
        or ActivationKind.Sigmoid or ActivationKind.HardSigmoid;

    /// <summary>Whether negative values come out as exactly 0, with derivative 0.</summary>
    public static bool IsDeadBelowZero(ActivationLayer activation)
        => activation is { Activation: ActivationKind.ReLU or ActivationKind.ReLU6 or ActivationKind.SquaredReLU } or { Activation: ActivationKind.LeakyReLU, Parameter: 0 };

    /// <summary>E f(z)^2 for z ~ N(0, 1): what of a signal's mean square passes the activation; 1 where there is none.</summary>
    public static double MeanSquare(ActivationLayer? activation)
        => activation is null ? 1 : Known.GetOrAdd(activation.Function, static function => GaussianMoments.MeanSquare(function));

    /// <summary>The attribute, without brackets: He for ReLU, Xavier for tanh, LeCun for SELU and for outputs, Auto where none has a name.</summary>
    public static string Initializer(ActivationLayer? activation) => activation switch
    {
        null or { Activation: ActivationKind.SELU } => "LeCun",
        { Activation: ActivationKind.ReLU or ActivationKind.ReLU6 } => "He",
        { Activation: ActivationKind.LeakyReLU } => Math.Abs(activation.Parameter) < NegligibleSlope ? "He" : $"He(Slope = {Text.Of(activation.Parameter)})",
        _ => IsBounded(activation) ? "Xavier" : "Auto",
    };
}
