using System.Globalization;

using Microsoft.CodeAnalysis;

using NetGen.Analyzers.Rules;
using NetGen.Generator.Analysis.Checks;
using NetGen.Generator.Model;

namespace NetGen.Analyzers.Training;

/// <summary>NG5001 to NG5003: settings of an optimiser by themselves.</summary>
internal static class OptimizerChecks
{
    /// <summary>By how much rates may be outside of the ranges.</summary>
    public static readonly Threshold Widening = new(RuleIds.LearningRate, "factor", 1, 0.001, 1000);

    private const double LeastEpsilon = 1e-10;
    private const double MostEpsilon = 1e-2;
    private const double LeastBeta = 0.5;

    public static IEnumerable<Diagnostic> Run(OptimizerCall optimizer, CheckOptions options)
    {
        if (CheckRate(optimizer, options[Widening]) is { } rate) yield return rate;
        if (!optimizer.Kind.HasBetas) yield break;
        if (CheckEpsilon(optimizer) is { } epsilon) yield return epsilon;
        foreach (string beta in new[] { "Beta1", "Beta2" })
        {
            if (CheckBeta(optimizer, beta, Text.Of(optimizer.Kind.Defaults[beta])) is { } found) yield return found;
        }

        if (CheckPenalty(optimizer) is { } penalty) yield return penalty;
    }

    private static Diagnostic? CheckRate(OptimizerCall optimizer, double widening)
    {
        if (optimizer.LearningRate is not { } rate) return null;
        (double least, double most) = (optimizer.Kind.LeastRate, optimizer.Kind.MostRate);
        if (rate >= least / widening && rate <= most * widening) return null;
        string fallback = Code(optimizer.Kind.SafeRate) + "f";
        string effect = rate < 0 || double.IsNaN(rate) ? ", and the constructor throws" : rate == 0 ? ", and nothing is learned" : string.Empty;
        return CallDiagnostic.Create(
            NG5001_LearningRate.Descriptor,
            optimizer.Rate,
            fallback,
            optimizer.Kind.Name,
            $"has a learning rate of {Text.Rounded(rate)}, outside of the {Text.Rounded(least)} to {Text.Rounded(most)} that work with it{effect}",
            $"Write a rate such as {fallback}");
    }

    private static Diagnostic? CheckEpsilon(OptimizerCall optimizer)
    {
        if (!optimizer.Settings.TryGetValue("Epsilon", out (double Value, SyntaxNode Syntax) epsilon) || epsilon.Value is double.NaN or (>= LeastEpsilon and <= MostEpsilon)) return null;
        return CallDiagnostic.Create(
            NG5002_AdamSettings.Descriptor,
            epsilon.Syntax,
            Code(optimizer.Kind.Defaults["Epsilon"]),
            optimizer.Kind.Name,
            epsilon.Value > MostEpsilon
                ? $"has Epsilon = {Text.Of(epsilon.Value)}, which outweighs gradients below it and makes plain gradient descent of it"
                : $"has Epsilon = {Text.Of(epsilon.Value)}, which single precision loses beside most gradients",
            $"Write a value from {Code(LeastEpsilon)} to {Code(MostEpsilon)}, such as {Code(optimizer.Kind.Defaults["Epsilon"])}");
    }

    private static Diagnostic? CheckBeta(OptimizerCall optimizer, string name, string fallback)
    {
        if (!optimizer.Settings.TryGetValue(name, out (double Value, SyntaxNode Syntax) beta) || beta.Value is double.NaN or (>= LeastBeta and < 1)) return null;

        // No first moment at all is a choice that people make: RMSprop with corrected averages.
        if (beta.Value == 0 && string.Equals(name, "Beta1", StringComparison.Ordinal)) return null;
        return CallDiagnostic.Create(
            NG5002_AdamSettings.Descriptor,
            beta.Syntax,
            fallback,
            optimizer.Kind.Name,
            beta.Value is >= 0 and < 1
                ? $"has {name} = {Text.Of(beta.Value)}, an average over fewer than {Factor(1 / (1 - beta.Value))} steps"
                : $"has {name} = {Text.Of(beta.Value)}, which is outside of 0 to 1, and throws",
            $"Write a value from 0.5 to below 1, such as {fallback}");
    }

    private static Diagnostic? CheckPenalty(OptimizerCall optimizer)
    {
        if (optimizer.Kind.Decoupled is not { } decoupled || !(optimizer.Setting("WeightDecay") > 0)) return null;
        return CallDiagnostic.Create(
            NG5003_PenaltyWithAdam.Descriptor,
            TypeName(optimizer.Syntax),
            decoupled,
            optimizer.Kind.Name,
            $"adds a weight decay of {Text.Of(optimizer.Setting("WeightDecay"))} to the gradient, and then divides it by the gradient's size",
            $"Write {decoupled}, which takes it off the weights themselves");
    }

    /// <summary>The 'Adam' of new NetGen.Adam(...); of new(...) the whole, which no fix can change.</summary>
    private static SyntaxNode TypeName(SyntaxNode creation) => creation is Microsoft.CodeAnalysis.CSharp.Syntax.ObjectCreationExpressionSyntax { Type: { } type }
        ? type is Microsoft.CodeAnalysis.CSharp.Syntax.QualifiedNameSyntax qualified ? qualified.Right : type
        : creation;

    private static string Factor(double value) => Text.Factor(value);

    /// <summary>As people write it in code: 1, 1e-3.</summary>
    private static string Code(double value) => value.ToString(value < 1 ? "0.###e0" : "0.###", CultureInfo.InvariantCulture);
}
