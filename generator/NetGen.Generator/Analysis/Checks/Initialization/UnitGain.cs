using System.Collections.Concurrent;

using NetGen.Generator.Layers;
using NetGen.Generator.Model;

namespace NetGen.Generator.Analysis.Checks;

/// <summary>Which initialiser keeps a signal's size in front of an activation.</summary>
internal static class UnitGain
{
    /// <summary>A slope below this changes the variance by less than one per cent.</summary>
    public const double NegligibleSlope = 0.1;

    /// <summary>Quadrature takes microseconds, and an editor asks at every key.</summary>
    private static readonly ConcurrentDictionary<ActivationFunction, double> Known = new();

    /// <summary>E f(z)^2 for z ~ N(0, 1): what of a signal's mean square passes the activation; 1 where there is none.</summary>
    public static double MeanSquare(ActivationFunction? activation)
        => activation is null ? 1 : Known.GetOrAdd(activation, static function => GaussianMoments.MeanSquare(function));

    /// <summary>The attribute, without brackets: He for ReLU, Xavier for tanh, LeCun for SELU and for outputs, Auto where none has a name.</summary>
    public static string Initializer(ActivationFunction? activation) => activation switch
    {
        null or { Family: ActivationFamily.SelfNormalizing } => "LeCun",
        { NegativeSlope: double slope } => Math.Abs(slope) < NegligibleSlope ? "He" : $"He(Slope = {Text.Of(slope)})",
        { IsSquashing: true } => "Xavier",
        _ => "Auto",
    };
}
