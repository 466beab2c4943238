using System.Globalization;

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

using NetGen.Analyzers.Rules;
using NetGen.Generator;
using NetGen.Generator.Analysis.Checks;
using NetGen.Generator.Layers;
using NetGen.Generator.Model;
using NetGen.Generator.Prediction;

namespace NetGen.Analyzers.Training;

/// <summary>NG4005, NG4013, NG5009 and NG5012: what the first step of an optimiser does to a network, by the predicted gradients.</summary>
/// <param name="analysis">The network.</param>
/// <param name="optimizer">What trains it.</param>
/// <param name="place">The argument of the call that makes the trainer.</param>
/// <param name="options">Thresholds.</param>
/// <param name="isClipped">Whether the trainer limits the gradient, so that a step that follows it is no longer than that allows.</param>
internal sealed class FirstStepChecks(NetworkAnalysis analysis, OptimizerCall optimizer, ArgumentSyntax place, CheckOptions options, bool isClipped)
{
    /// <summary>Below this multiple of epsilon a gradient is lost.</summary>
    public static readonly Threshold EpsilonFactor = new(RuleIds.GradientBelowEpsilon, "factor", 10, 0, 1e6);

    /// <summary>The least relative size of a first step, where steps have one size whatever the gradient's.</summary>
    public static readonly Threshold Least = new(RuleIds.FirstUpdate, "low", 1e-4, 0, 1);

    /// <summary>The same where a step is the gradient times the rate: it becomes smaller as the network learns.</summary>
    public static readonly Threshold LeastOfDescent = new(RuleIds.FirstUpdate, "low_descent", 2.5e-4, 0, 1);

    /// <summary>The largest relative size of a first step.</summary>
    public static readonly Threshold Most = new(RuleIds.FirstUpdate, "high", 0.1, 0, 1e6);

    /// <summary>The largest size of a weight decay over the gradient's.</summary>
    public static readonly Threshold MostDecay = new(RuleIds.PenaltyStrength, "ratio", 0.3, 0, 1e6);

    /// <summary>How far a rate may be above 2 over the largest curvature.</summary>
    public static readonly Threshold MostOverStable = new(RuleIds.StableRate, "factor", 4, 1, 1e6);

    public IEnumerable<Diagnostic> Run(Compilation compilation, CancellationToken cancellationToken)
    {
        // Without a loss there is no trainer.
        if (analysis.Model is not { IsTrained: true } model) yield break;
        StepFault[] faults = [.. Find(model)];
        if (faults.Length == 0) yield break;

        // What goes when the network is mended follows from what its declaration is reported for.
        HashSet<string>? left = analysis.Mended is { } mended ? [.. Find(mended.Model).Select(fault => fault.Rule.Id)] : null;
        foreach (StepFault fault in faults)
        {
            bool follows = left is not null && !left.Contains(fault.Rule.Id);
            yield return ToDiagnostic(fault, follows ? analysis.Mended!.Value.Causes[0] : null, compilation, cancellationToken);
        }
    }

    private IEnumerable<StepFault> Find(NetworkModel model)
    {
        var network = new NetworkGraph(model);
        (string Layer, ParameterSignal Weight)[] weights = [.. Weights(network)];
        if (weights.Length == 0) yield break;
        if (CheckEpsilon(network, weights) is { } epsilon) yield return epsilon;
        else if ((CheckStep(weights) ?? CheckStability(model)) is { } step) yield return step;
        if (CheckDecay(weights) is { } decay) yield return decay;
    }

    private Diagnostic ToDiagnostic(StepFault fault, Finding? cause, Compilation compilation, CancellationToken cancellationToken)
    {
        string source = cause is null ? string.Empty : $". It follows from what {cause.Rule} says of {cause.Arguments[0]}";
        object[] arguments = [fault.Subject, fault.Problem, fault.Remedy + source];
        DiagnosticSeverity severity = cause is null ? fault.Rule.DefaultSeverity : DiagnosticSeverity.Info;
        Location[] edited = fault.Edited is { } expression
            ? [expression.GetLocation()]
            : [.. fault.Fix?.Edits.Select(edit => analysis.Locate(edit.AttributeIndex, cancellationToken)) ?? []];

        // A network of another project has its attributes elsewhere.
        bool isHere = fault.Fix is not null && Array.TrueForAll(edited, location => location.SourceTree is { } tree && compilation.ContainsSyntaxTree(tree));
        return isHere
            ? Diagnostic.Create(fault.Rule, place.GetLocation(), severity, edited, FixProperties.Write(fault.Fix!), arguments)
            : Diagnostic.Create(fault.Rule, place.GetLocation(), severity, additionalLocations: null, properties: null, arguments);
    }

    /// <summary>NG5009. Where the gradient fades on its way back, that is the cause, and NG4002 or NG4003 speaks of it.</summary>
    private StepFault? CheckDecay((string Layer, ParameterSignal Weight)[] weights)
    {
        if (!optimizer.Kind.IsFirstStepTypical || !optimizer.Kind.Defaults.ContainsKey("WeightDecay")) return null;
        if (optimizer.Setting("WeightDecay") is not (> 0 and double given)) return null;
        double Share((string Layer, ParameterSignal Weight) of) => optimizer.Kind.RelativeDecay(of.Weight.Rms, of.Weight.GradientRms, optimizer.Setting);
        double mean = Math.Exp(weights.Average(candidate => Math.Log(Share(candidate))));
        if (!(mean > options[MostDecay]) || analysis.Findings.Any(finding => finding.Rule is RuleIds.Vanishing or RuleIds.GradientRatio)) return null;
        string better = Round(given * options[MostDecay] / mean, down: true);
        var fault = new StepFault(
            NG5009_PenaltyStrength.Descriptor,
            optimizer.Kind.Name,
            $"takes with WeightDecay = {Text.Rounded(given)} {Text.Factor(mean)} times as much off the weights "
                + "as the gradient is predicted to change them at the start, so they shrink before they can learn",
            $"Write WeightDecay = {better} or less");
        return optimizer.Settings.TryGetValue("WeightDecay", out (double Value, SyntaxNode Syntax) setting)
            ? fault with
            {
                Edited = setting.Syntax,
                Fix = AttributeFix.Of(new AttributeEdit(AttributeEditKind.ReplaceExpression, 0, better),
                $"Write WeightDecay = {better}")
            }
            : fault;
    }

    private StepFault? CheckEpsilon(NetworkGraph network, (string Layer, ParameterSignal Weight)[] weights)
    {
        if (!optimizer.Kind.StallsBelowEpsilon) return null;
        double epsilon = optimizer.Setting("Epsilon");
        if (double.IsNaN(epsilon)) return null;
        (string layer, ParameterSignal weight) = weights.OrderBy(candidate => candidate.Weight.GradientRms).First();
        if (weight.GradientRms >= options[EpsilonFactor] * epsilon) return null;
        return new StepFault(
            NG4005_GradientBelowEpsilon.Descriptor,
            layer,
            $"is predicted to get gradients of {Text.Rounded(weight.GradientRms)}, and {optimizer.Kind.Name} adds an epsilon of {Text.Of(epsilon)} to their size, so its first steps are {Text.Percent(weight.GradientRms / (weight.GradientRms + epsilon))} of the learning rate",
            "Give the network initialisers of unit gain, such as [Auto]")
        {
            Fix = Stage.UnitGainEverywhere(network, Stage.Of(network)),
        };
    }

    private StepFault? CheckStep((string Layer, ParameterSignal Weight)[] weights)
    {
        if (optimizer.LearningRate is not > 0 || !optimizer.Kind.IsFirstStepTypical) return null;
        double rate = optimizer.LearningRate.Value;
        double mean = Math.Exp(weights.Average(candidate => Math.Log(candidate.Weight.RelativeFirstUpdate(optimizer.Kind, optimizer.Setting, rate))));

        // A setting that is no constant says nothing of the step.
        if (double.IsNaN(mean)) return null;
        double least = options[optimizer.Kind.FollowsGradient ? LeastOfDescent : Least];
        bool isTooLarge = mean > options[Most];
        if (isTooLarge && isClipped && optimizer.Kind.FollowsGradient) return null;
        if (!isTooLarge && mean >= least) return null;
        string better = Round(rate * (isTooLarge ? options[Most] : least) / mean, down: isTooLarge);
        var fault = new StepFault(
            NG4013_FirstUpdate.Descriptor,
            optimizer.Kind.Name,
            optimizer.HasMomentum
                ? $"is predicted to change the weights by {Text.Factor(mean)} times their size in a step, once its momentum of {Text.Of(optimizer.Setting("Momentum"))} has built up, with a learning rate of {Text.Rounded(rate)}"
                : $"is predicted to change the weights in its first step by {Text.Factor(mean)} times their size, with a learning rate of {Text.Rounded(rate)}",
            $"Write a rate of {(isTooLarge ? "at most" : "at least")} {better}f");
        return OfRate(fault, better);
    }

    /// <summary>
    /// NG5012: along the direction in which the loss is most curved, by c, a step of gradient descent multiplies an error by 1 - rate c. Momentum does not
    /// help: with batches, rates have to be smaller.
    /// </summary>
    private StepFault? CheckStability(NetworkModel model)
    {
        if (isClipped || !optimizer.Kind.FollowsGradient || optimizer.LearningRate is not { } rate) return null;
        if (Sharpness.Largest(model) is not { } curvature) return null;
        double stable = 2 / curvature;
        double factor = rate / stable;
        if (!(factor > options[MostOverStable])) return null;
        string better = Round(stable, down: true);
        var fault = new StepFault(
            NG5012_StableRate.Descriptor,
            optimizer.Kind.Name,
            $"has a learning rate of {Text.Rounded(rate)}, {Text.Factor(factor)} times the {Text.Rounded(stable)} = 2 / {Text.Rounded(curvature)} "
                + "above which a step makes errors larger, "
                + $"with {Text.Rounded(curvature)} the largest curvature of the loss that is predicted at the start",
            $"Write a rate of about {better}f");
        return OfRate(fault, better);
    }

    /// <summary>A remark about the learning rate, with another one to write.</summary>
    private StepFault OfRate(StepFault fault, string better)
    {
        if (RatePlace() is not { } edited) return fault;
        string written = edited is ArgumentListSyntax ? $"({better}f)" : $"{better}f";
        return fault with
        {
            Edited = edited,
            Fix = AttributeFix.Of(new AttributeEdit(AttributeEditKind.ReplaceExpression, 0, written), $"Write a rate of {better}f"),
        };
    }

    /// <summary>Where the rate stands, or the empty list of arguments where it could; null where there is neither.</summary>
    private SyntaxNode? RatePlace() => optimizer.Rate is not BaseObjectCreationExpressionSyntax creation
        ? optimizer.Rate
        : creation.ArgumentList is { Arguments.Count: 0 } empty ? empty : null;

    /// <summary>One significant digit on the safe side: 0.004, 3e-5.</summary>
    private static string Round(double value, bool down)
    {
        int exponent = (int)Math.Floor(Math.Log10(value));
        double digit = value / Math.Pow(10, exponent);

        // 3.9999999 is a 4 that the logarithm has blurred.
        double rounded = down ? Math.Floor(digit + 1e-9) : Math.Ceiling(digit - 1e-9);
        return exponent < -3
            ? string.Format(CultureInfo.InvariantCulture, "{0:0}e{1}", rounded, exponent)
            : (rounded * Math.Pow(10, exponent)).ToString("0.###", CultureInfo.InvariantCulture);
    }

    /// <summary>The weights that begin at random and get a gradient.</summary>
    private static IEnumerable<(string Layer, ParameterSignal Weight)> Weights(NetworkGraph network)
    {
        foreach (LayerSignal layer in network.Signal.Layers)
        {
            if (NetworkGraph.WeightOf(network.Nodes[layer.Node]) is null) continue;
            foreach (ParameterSignal parameter in layer.Parameters)
            {
                if (parameter is { IsWeight: true, Rms: > 0, GradientRms: > 0 }) yield return (network.Nodes[layer.Node].Name, parameter);
            }
        }
    }

    /// <summary>What is wrong with a first step.</summary>
    private sealed record StepFault(DiagnosticDescriptor Rule, string Subject, string Problem, string Remedy)
    {
        /// <summary>The expression that the fix replaces; null where it is about the network's attributes.</summary>
        public SyntaxNode? Edited { get; init; }

        public AttributeFix? Fix { get; init; }
    }
}
