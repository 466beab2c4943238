using System.Collections.Concurrent;
using System.Collections.Immutable;

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

using NetGen.Analyzers.Rules;
using NetGen.Generator.Model;
using NetGen.Generator.Parsing;

namespace NetGen.Analyzers;

/// <summary>NG6005: the project is compiled without optimisation. Once for all of its networks, at the first of them.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class OptimizationAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [NG6005_NotOptimized.Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(Start);
    }

    private static void Start(CompilationStartAnalysisContext context)
    {
        if (context.Compilation.Options.OptimizationLevel == OptimizationLevel.Release) return;
        if (context.Compilation.GetTypeByMetadataName(NetworkParser.MarkerMetadataName) is not { } marker) return;
        var networks = new ConcurrentBag<(Location Place, string Name)>();
        context.RegisterSymbolAction(
            symbol =>
            {
                foreach (AttributeData attribute in symbol.Symbol.GetAttributes())
                {
                    if (!SymbolEqualityComparer.Default.Equals(attribute.AttributeClass, marker) || attribute.ApplicationSyntaxReference is not { } reference) continue;
                    networks.Add((reference.GetSyntax(symbol.CancellationToken).GetLocation(), symbol.Symbol.Name));
                }
            },
            SymbolKind.NamedType);
        context.RegisterCompilationEndAction(end => Report(end, [.. networks]));
    }

    private static void Report(CompilationAnalysisContext context, (Location Place, string Name)[] networks)
    {
        if (networks.Length == 0) return;
        (Location place, string name) = networks
            .OrderBy(network => network.Place.SourceTree!.FilePath, StringComparer.Ordinal)
            .ThenBy(network => network.Place.SourceSpan.Start)
            .First();
        context.ReportDiagnostic(Diagnostic.Create(
            NG6005_NotOptimized.Descriptor,
            place,
            networks.Length == 1 ? name : $"{name} and {Text.Count(networks.Length - 1, "other network")}",
            $"{(networks.Length == 1 ? "is" : "are")} compiled without optimisation, as in a Debug build, and ten to a hundred times slower for it",
            "Write <Optimize>true</Optimize> in the project file, or build with -c Release").WithPage(context.Options.AnalyzerConfigOptionsProvider));
    }
}
