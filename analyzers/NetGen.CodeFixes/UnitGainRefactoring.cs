using System.Composition;

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeRefactorings;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

using NetGen.Analyzers;
using NetGen.Generator.Analysis.Checks;
using NetGen.Generator.Layers;
using NetGen.Generator.Model;

namespace NetGen.CodeFixes;

/// <summary>Writes, for every layer of a network with an initialiser of its own, the one that keeps the signal's size in front of its activation.</summary>
[ExportCodeRefactoringProvider(LanguageNames.CSharp, Name = nameof(UnitGainRefactoring))]
[Shared]
public sealed class UnitGainRefactoring : CodeRefactoringProvider
{
    private const string Title = "Rewrite all initialisers to unit gain";

    /// <inheritdoc/>
    public override async Task ComputeRefactoringsAsync(CodeRefactoringContext context)
    {
        Document document = context.Document;
        if (await document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false) is not { } root) return;

        // On an attribute or on the head of the class, not anywhere in its body.
        SyntaxNode at = root.FindNode(context.Span);
        if (at.FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { } declaration || at.FirstAncestorOrSelf<MemberDeclarationSyntax>() != declaration) return;
        SemanticModel? semantics = await document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
        if (semantics?.GetDeclaredSymbol(declaration, context.CancellationToken) is not INamedTypeSymbol type) return;
        NetworkAnalysis? analysis = NetworkAnalysis.Create(type, semantics.Compilation, document.Project.AnalyzerOptions.AnalyzerConfigOptionsProvider,
            context.CancellationToken);
        if (analysis?.Model is not { } model) return;
        List<AttributeEdit> edits = [.. Edits(new NetworkGraph(model))];
        if (edits.Count == 0) return;
        context.RegisterRefactoring(CodeAction.Create(Title, cancellation => ApplyAsync(document, root, analysis, edits, cancellation), equivalenceKey: nameof(UnitGainRefactoring)));
    }

    private static async Task<Document> ApplyAsync(Document document, SyntaxNode root, NetworkAnalysis analysis, List<AttributeEdit> edits, CancellationToken cancellationToken)
    {
        SourceText text = await document.GetTextAsync(cancellationToken).ConfigureAwait(false);
        var changes = new AttributeEdits(text, root);
        foreach (AttributeEdit edit in edits)
        {
            if (analysis.FindSyntax(edit.AttributeIndex, cancellationToken) is { } attribute && attribute.SyntaxTree == root.SyntaxTree) changes.Add(edit, attribute.Span);
        }

        return document.WithText(text.WithChanges(changes.Changes));
    }

    private static IEnumerable<AttributeEdit> Edits(NetworkGraph network)
    {
        for (int index = 0; index < network.Nodes.Count; index++)
        {
            LayerNode node = network.Nodes[index];
            if (node.IsInBlock || !node.IsEditable || NetworkGraph.WeightOf(node) is not { Source: { } source } weight
                || IsMeant(network, index, weight)) continue;
            ActivationFunction? activation = network.ActivationBehind(index);
            string better = UnitGain.Initializer(activation);
            if (!IsWritten(source, weight, better)) yield return Replacement.Edit(source, better);
        }
    }

    /// <summary>[Auto] has unit gain by its definition; zeros at a head or at the end of a branch are meant.</summary>
    private static bool IsMeant(NetworkGraph network, int index, ParameterSpec weight)
    {
        bool isZero = weight.Initializer is { IsConstant: true, First: 0 };
        bool isAdded = network.Followers(index).Any(follower => follower.Kind == FollowerKind.Merge);
        return weight.Source!.Kind is "Auto" || (isZero && (network.IsHead(index) || isAdded));
    }

    /// <summary>Whether the initialiser is there already, with whatever distribution.</summary>
    private static bool IsWritten(InitializerSource source, ParameterSpec weight, string better)
    {
        string[] parts = better.Split('(');
        if (!string.Equals(source.Kind, parts[0], StringComparison.Ordinal)) return false;
        double scale = parts[0] switch
        {
            "He" when parts.Length == 1 => 2,
            "He" => weight.FanIn * weight.Initializer.Std * weight.Initializer.Std,
            _ => 1,
        };
        return Math.Abs(source.Scale - scale) < 0.01 * scale;
    }
}
