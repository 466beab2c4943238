using System.Collections.Immutable;

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

using NetGen.Analyzers.Rules;
using NetGen.Generator.Model;

namespace NetGen.Analyzers;

/// <summary>Shows the findings of the generator's own parser and model at the attributes that they are about.</summary>
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
        context.RegisterSymbolAction(Analyze, SymbolKind.NamedType);
    }

    private static void Analyze(SymbolAnalysisContext context)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        if (NetworkAnalysis.Create(type, context.Compilation, context.Options.AnalyzerConfigOptionsProvider, context.CancellationToken)
            is not { } analysis) return;
        foreach (Finding finding in analysis.Findings)
            context.ReportDiagnostic(analysis.ToDiagnostic(finding, context.CancellationToken).WithPage(context.Options.AnalyzerConfigOptionsProvider));
    }
}
