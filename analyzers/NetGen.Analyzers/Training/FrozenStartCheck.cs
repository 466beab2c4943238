using System.Text.RegularExpressions;

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

using NetGen.Analyzers.Rules;
using NetGen.Generator.Analysis.Checks;
using NetGen.Generator.Layers;
using NetGen.Generator.Model;

namespace NetGen.Analyzers.Training;

/// <summary>NG5011: a trainer that freezes layers of a network that was only just made, so that they stay as random as they are.</summary>
internal static class FrozenStartCheck
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(1);

    /// <param name="call">Makes the trainer.</param>
    public static Diagnostic? Run(NetworkModel? network, TrainerCall call, SemanticModel model, CancellationToken cancellationToken)
    {
        if (network is not { IsTrained: true } || call.SeenOptions(model, cancellationToken) is not IObjectCreationOperation options) return null;
        if (SeenOperation.Given(options, "Groups") is not { } groups) return null;
        (Regex Pattern, SyntaxNode Place)[] frozen = [.. Frozen(groups, cancellationToken)];
        if (frozen.Length == 0 || !IsJustMade(call.Trained, call.Arguments, model, cancellationToken)) return null;
        bool IsFrozen(string name) => Array.Exists(frozen, group => group.Pattern.IsMatch(name));
        bool StaysRandom(LayerNode node) => NetworkGraph.WeightOf(node) is { Initializer.IsDrawn: true } weight && IsFrozen($"{node.Name}.{weight.Name}");
        LayerNode[] random = [.. network.Nodes.Where(StaysRandom)];
        if (random.Length == 0) return null;
        return Diagnostic.Create(
            NG5011_FrozenStart.Descriptor,
            frozen[0].Place.GetLocation(),
            network.Type.Name,
            $"was only just made, so the frozen weights of {Text.List(random.Select(node => node.Name))} are random and stay so",
            $"Let the layers take over what they have learned elsewhere, as in {Subject(call)}.InitializeFrom(path), or do not freeze them");
    }

    private static string Subject(TrainerCall call) => call.Trained is IdentifierNameSyntax name ? name.Identifier.ValueText : "network";

    /// <summary>The groups that keep their parameters as they are: names as a trainer understands them, and where they stand.</summary>
    private static IEnumerable<(Regex Pattern, SyntaxNode Place)> Frozen(IOperation groups, CancellationToken cancellationToken)
    {
        foreach (IObjectCreationOperation group in groups.DescendantsAndSelf().OfType<IObjectCreationOperation>())
        {
            if (!SeenOperation.IsOfLibrary(group.Type, "ParameterGroup")) continue;
            if (group.Arguments.FirstOrDefault()?.Value.ConstantValue is not { HasValue: true, Value: string { Length: > 0 } pattern }) continue;
            bool isFrozen = SeenOperation.Given(group, "IsFrozen")?.ConstantValue is { HasValue: true, Value: true }
                || SeenOperation.Number(SeenOperation.Given(group, "LearningRateFactor")) == 0;
            if (!isFrozen) continue;
            string text = "^" + Regex.Escape(pattern).Replace("\\*", ".*").Replace("\\?", ".") + "$";
            yield return (new Regex(text, RegexOptions.CultureInvariant | RegexOptions.Singleline, s_patience), group.Syntax);
        }
    }

    /// <summary>Whether an expression is a network that its constructor made, and nothing has been done with it on the way to the call.</summary>
    private static bool IsJustMade(ExpressionSyntax network, ArgumentListSyntax call, SemanticModel model, CancellationToken cancellationToken)
    {
        if (model.GetOperation(network, cancellationToken) is IObjectCreationOperation) return true;
        if (model.GetSymbolInfo(network, cancellationToken).Symbol is not ILocalSymbol { DeclaringSyntaxReferences: { Length: 1 } places } local) return false;
        if (places[0].GetSyntax(cancellationToken) is not VariableDeclaratorSyntax { Initializer.Value: { } value } declarator) return false;
        if (value is not BaseObjectCreationExpressionSyntax) return false;
        if (declarator.FirstAncestorOrSelf<BlockSyntax>() != call.FirstAncestorOrSelf<BlockSyntax>()) return false;
        SyntaxNode around = (SyntaxNode?)declarator.FirstAncestorOrSelf<BlockSyntax>() ?? declarator.SyntaxTree.GetRoot(cancellationToken);
        return !around.DescendantNodes().OfType<IdentifierNameSyntax>().Any(name
            => name != network
            && name.SpanStart < call.Span.End
            && string.Equals(name.Identifier.ValueText, local.Name, StringComparison.Ordinal)
            && SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(name, cancellationToken).Symbol, local));
    }
}
