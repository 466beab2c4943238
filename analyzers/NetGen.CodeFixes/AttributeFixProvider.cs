using System.Collections.Immutable;
using System.Composition;

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

using NetGen.Analyzers;
using NetGen.Analyzers.Rules;
using NetGen.Generator.Model;

namespace NetGen.CodeFixes;

/// <summary>
/// Applies what a finding itself says about its fix: which attributes to replace, remove, insert or change. So the check that finds a fault
/// also decides what to write instead, and one provider serves all rules.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AttributeFixProvider))]
[Shared]
public sealed class AttributeFixProvider : CodeFixProvider
{
    /// <summary>Rules whose fix is about more than the attributes of one declaration: they have providers of their own.</summary>
    private static readonly string[] Others = ["NG0001", "NG0003", "NG0007"];

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [.. RuleCatalog.All.Concat(RuleCatalog.OfCalls).Select(rule => rule.Id).Except(Others)];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => new FixEverywhere(static async (solution, diagnostics, _, cancellation) =>
    {
        var edits = new SolutionEdits(solution);
        foreach (Diagnostic diagnostic in diagnostics)
        {
            if (FixProperties.Read(diagnostic.Properties) is not { } fix || !await HelpsAsync(solution, diagnostic, fix, cancellation).ConfigureAwait(false)) continue;
            await edits.AddAsync(fix, diagnostic.AdditionalLocations, cancellation).ConfigureAwait(false);
        }

        return edits.Changed;
    });

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        Solution solution = context.Document.Project.Solution;
        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            if (FixProperties.Read(diagnostic.Properties) is not { } fix || !await HelpsAsync(solution, diagnostic, fix, context.CancellationToken).ConfigureAwait(false)) continue;
            context.RegisterCodeFix(
                CodeAction.Create(fix.Title, cancellation => ApplyAsync(solution, diagnostic, fix, cancellation), equivalenceKey: diagnostic.Id),
                diagnostic);
        }
    }

    private static async Task<bool> HelpsAsync(Solution solution, Diagnostic diagnostic, AttributeFix fix, CancellationToken cancellationToken)
        => solution.GetDocument(diagnostic.Location.SourceTree) is { } document
        && await FixTrial.HelpsAsync(document, diagnostic, await ApplyAsync(solution, diagnostic, fix, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);

    private static async Task<Solution> ApplyAsync(Solution solution, Diagnostic diagnostic, AttributeFix fix, CancellationToken cancellationToken)
    {
        var edits = new SolutionEdits(solution);
        await edits.AddAsync(fix, diagnostic.AdditionalLocations, cancellationToken).ConfigureAwait(false);
        return edits.Changed;
    }
}
