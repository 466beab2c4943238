using System.Collections.Immutable;

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace NetGen.CodeFixes;

/// <summary>
/// 'Fix all' in a document, a project or a solution, all diagnostics at once: several may be about one list of attributes, and a fix may
/// change another document than the one it is offered in, so they cannot be made apart and merged.
/// </summary>
/// <param name="apply">Solution, diagnostics of it and the equivalence key of the action to the solution in which they are fixed.</param>
internal sealed class FixEverywhere(Func<Solution, ImmutableArray<Diagnostic>, string?, CancellationToken, Task<Solution>> apply) : FixAllProvider
{
    /// <inheritdoc/>
    public override IEnumerable<FixAllScope> GetSupportedFixAllScopes() => [FixAllScope.Document, FixAllScope.Project, FixAllScope.Solution];

    /// <inheritdoc/>
    public override Task<CodeAction?> GetFixAsync(FixAllContext fixAllContext) => Task.FromResult<CodeAction?>(CodeAction.Create(
        "Fix all",
        async cancellation =>
        {
            ImmutableArray<Diagnostic> diagnostics = await FindAsync(fixAllContext).ConfigureAwait(false);
            return await apply(fixAllContext.Solution, diagnostics, fixAllContext.CodeActionEquivalenceKey, cancellation).ConfigureAwait(false);
        },
        fixAllContext.CodeActionEquivalenceKey));

    private static async Task<ImmutableArray<Diagnostic>> FindAsync(FixAllContext context)
    {
        if (context.Scope == FixAllScope.Document) return context.Document is { } document ? await context.GetDocumentDiagnosticsAsync(document).ConfigureAwait(false) : [];
        if (context.Scope == FixAllScope.Project) return await context.GetAllDiagnosticsAsync(context.Project).ConfigureAwait(false);
        var all = ImmutableArray.CreateBuilder<Diagnostic>();
        foreach (Project project in context.Solution.Projects.Where(project => string.Equals(project.Language, LanguageNames.CSharp, StringComparison.Ordinal)))
        {
            all.AddRange(await context.GetAllDiagnosticsAsync(project).ConfigureAwait(false));
        }

        return all.ToImmutable();
    }
}
