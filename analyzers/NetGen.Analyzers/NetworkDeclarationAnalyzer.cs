using System.Collections.Immutable;

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

using NetGen.Analyzers.Rules;
using NetGen.Generator.Model;

namespace NetGen.Analyzers;

/// <summary>
/// Shows the findings of the generator's own parser and model at the attributes that they are about. Those about a block's attributes are shown by the
/// block's own action, once for all networks of the project: while a file is edited, a host asks only for what is reported in that file by actions of it.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class NetworkDeclarationAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => RuleCatalog.All;

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            var networks = new ProjectNetworks(start.Compilation, start.Options.AnalyzerConfigOptionsProvider);
            start.RegisterSymbolAction(symbol => Analyze(symbol, networks), SymbolKind.NamedType);
        });
    }

    private static void Analyze(SymbolAnalysisContext context, ProjectNetworks networks)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        CancellationToken cancellation = context.CancellationToken;
        if (networks.Find(type, cancellation) is not { } analysis) return;
        IEnumerable<Diagnostic> diagnostics = analysis.FindingsOn(type).Select(finding => analysis.ToDiagnostic(finding, [], cancellation));
        if (analysis is { IsBlock: true, IsNetwork: false })
            diagnostics = diagnostics.Concat(BlockFindings.Report(type, networks.Using(type, cancellation), cancellation));
        foreach (Diagnostic diagnostic in diagnostics) context.ReportDiagnostic(diagnostic.WithPage(context.Options.AnalyzerConfigOptionsProvider));
    }
}
