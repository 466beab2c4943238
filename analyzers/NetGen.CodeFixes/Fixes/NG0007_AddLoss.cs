using System.Collections.Immutable;
using System.Composition;

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

using NetGen.Analyzers;
using NetGen.Generator;
using NetGen.Generator.Layers;
using NetGen.Generator.Model;

namespace NetGen.CodeFixes;

/// <summary>NG0007: writes the loss that the last layer is made for, at the end of the network; where both losses can be meant, either.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(NG0007_AddLoss))]
[Shared]
public sealed class NG0007_AddLoss : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["NG0007"];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => new FixEverywhere(static (solution, diagnostics, loss, cancellation) => ApplyAsync(solution, diagnostics, loss, cancellation));

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        Solution solution = context.Document.Project.Solution;
        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            if (await FindAsync(solution, diagnostic, context.CancellationToken).ConfigureAwait(false) is not { Model: { } model }) continue;
            foreach (string loss in Losses(model))
            {
                context.RegisterCodeFix(
                    CodeAction.Create($"End the network with [{loss}]", cancellation => ApplyAsync(solution, [diagnostic], loss, cancellation), equivalenceKey: loss),
                    diagnostic);
            }
        }
    }

    private static async Task<Solution> ApplyAsync(Solution solution, ImmutableArray<Diagnostic> diagnostics, string? loss, CancellationToken cancellationToken)
    {
        var edits = new SolutionEdits(solution);
        var ended = new HashSet<TypeIdentity>();
        foreach (Diagnostic diagnostic in diagnostics)
        {
            // One network may be trained in many places.
            if (await FindAsync(solution, diagnostic, cancellationToken).ConfigureAwait(false) is not { Model: { } model } analysis) continue;
            if (loss is null || !Losses(model).Contains(loss) || !ended.Add(model.Type)) continue;
            AttributeEdit edit = End(model, analysis.LastAttribute, loss);
            await edits.AddAsync(AttributeFix.Of(edit with { AttributeIndex = 0 }, loss), [analysis.Locate(edit.AttributeIndex, cancellationToken)], cancellationToken).ConfigureAwait(false);
        }

        return edits.Changed;
    }

    /// <summary>The network that a call wants to train.</summary>
    private static async Task<NetworkAnalysis?> FindAsync(Solution solution, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (diagnostic.Location.SourceTree is not { } tree || solution.GetDocument(tree) is not { } document) return null;
        if (await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } model) return null;
        SyntaxNode place = (await tree.GetRootAsync(cancellationToken).ConfigureAwait(false)).FindNode(diagnostic.Location.SourceSpan);
        SyntaxNode? network = place.Parent is TypeArgumentListSyntax ? place : place.FirstAncestorOrSelf<MemberAccessExpressionSyntax>()?.Expression;
        return network is not null && model.GetTypeInfo(network, cancellationToken).Type is INamedTypeSymbol type
            ? NetworkAnalysis.Create(type, model.Compilation, document.Project.AnalyzerOptions.AnalyzerConfigOptionsProvider, cancellationToken)
            : null;
    }

    /// <summary>Which losses can work on the last layer, the likelier one first.</summary>
    private static IEnumerable<string> Losses(NetworkModel model)
        => model.Outputs.Count == 1 ? LossCatalog.All.Where(loss => loss.Fits(model.Nodes[model.Outputs[0]])).Select(loss => loss.Kind) : [];

    /// <summary>Below the last attribute; the loss has a softmax of its own, so it takes the place of one that is there.</summary>
    private static AttributeEdit End(NetworkModel model, int lastAttribute, string loss)
        => model.Nodes[model.Outputs[0]] is { Layer.GivesProbabilities: true } softmax
            ? new AttributeEdit(AttributeEditKind.Replace, softmax.AttributeIndex, loss)
            : new AttributeEdit(AttributeEditKind.InsertBelow, lastAttribute, loss);
}
