using Microsoft.CodeAnalysis;

using NetGen.Analyzers.Rules;
using NetGen.Generator.Analysis.Checks;
using NetGen.Generator.Layers;
using NetGen.Generator.Model;
using NetGen.Generator.Signal;

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
        if (optimizer.Kind is not (OptimizerKind.Adam or OptimizerKind.AdamW)) yield break;
        if (CheckEpsilon(optimizer) is { } epsilon) yield return epsilon;
        foreach ((string beta, string fallback) in new[] { ("Beta1", "0.9"), ("Beta2", "0.999") })
        {
            if (CheckBeta(optimizer, beta, fallback) is { } found) yield return found;
        }

        if (CheckPenalty(optimizer) is { } penalty) yield return penalty;
    }

    private static Diagnostic? CheckRate(OptimizerCall optimizer, double widening)
    {
        if (optimizer.LearningRate is not { } rate) return null;
        (double least, double most, string fallback) = RangeOf(optimizer.Kind);
        if (rate >= least / widening && rate <= most * widening) return null;
        string effect = rate < 0 || double.IsNaN(rate) ? ", and the constructor throws" : rate == 0 ? ", and nothing is learned" : string.Empty;
        return CallDiagnostic.Create(
            NG5001_LearningRate.Descriptor,
            optimizer.Rate,
            fallback,
            $"{optimizer.Kind}",
            $"has a learning rate of {Text.Rounded(rate)}, outside of the {Text.Rounded(least)} to {Text.Rounded(most)} that work with it{effect}",
            $"Write a rate such as {fallback}");
    }

    private static Diagnostic? CheckEpsilon(OptimizerCall optimizer)
    {
        if (!optimizer.Settings.TryGetValue("Epsilon", out (double Value, SyntaxNode Syntax) epsilon) || epsilon.Value is double.NaN or (>= LeastEpsilon and <= MostEpsilon)) return null;
        return CallDiagnostic.Create(
            NG5002_AdamSettings.Descriptor,
            epsilon.Syntax,
            "1e-8",
            $"{optimizer.Kind}",
            epsilon.Value > MostEpsilon
                ? $"has Epsilon = {Text.Of(epsilon.Value)}, which outweighs gradients below it and makes plain gradient descent of it"
                : $"has Epsilon = {Text.Of(epsilon.Value)}, which single precision loses beside most gradients",
            "Write a value from 1e-10 to 1e-2, such as 1e-8");
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
            $"{optimizer.Kind}",
            beta.Value is >= 0 and < 1
                ? $"has {name} = {Text.Of(beta.Value)}, an average over fewer than {Factor(1 / (1 - beta.Value))} steps"
                : $"has {name} = {Text.Of(beta.Value)}, which is outside of 0 to 1, and throws",
            $"Write a value from 0.5 to below 1, such as {fallback}");
    }

    private static Diagnostic? CheckPenalty(OptimizerCall optimizer)
    {
        if (optimizer.Kind != OptimizerKind.Adam || !(optimizer.Setting("WeightDecay", 0) > 0)) return null;
        return CallDiagnostic.Create(
            NG5003_PenaltyWithAdam.Descriptor,
            TypeName(optimizer.Syntax),
            "AdamW",
            "Adam",
            $"adds a weight decay of {Text.Of(optimizer.Setting("WeightDecay", 0))} to the gradient, and then divides it by the gradient's size",
            "Write AdamW, which takes it off the weights themselves");
    }

    /// <summary>The 'Adam' of new NetGen.Adam(...); of new(...) the whole, which no fix can change.</summary>
    private static SyntaxNode TypeName(SyntaxNode creation) => creation is Microsoft.CodeAnalysis.CSharp.Syntax.ObjectCreationExpressionSyntax { Type: { } type }
        ? type is Microsoft.CodeAnalysis.CSharp.Syntax.QualifiedNameSyntax qualified ? qualified.Right : type
        : creation;

    private static string Factor(double value) => Text.Factor(value);

    /// <summary>Least and greatest rate that work, and the optimiser's default.</summary>
    private static (double Least, double Most, string Default) RangeOf(OptimizerKind kind) => kind switch
    {
        OptimizerKind.Sgd => (1e-7, 1, "1e-3f"),
        OptimizerKind.Adagrad => (1e-6, 1, "1e-2f"),
        OptimizerKind.Adadelta => (1e-3, 10, "1f"),
        OptimizerKind.RmsProp => (1e-7, 1e-2, "1e-3f"),
        _ => (1e-7, 1e-2, "1e-3f"),
    };
}
