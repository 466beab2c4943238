using Microsoft.CodeAnalysis;

using NetGen.Analyzers.Rules;
using NetGen.Generator.Model;

namespace NetGen.Analyzers;

/// <summary>How severe a project's settings make a rule in its files.</summary>
internal sealed class RuleSeverities(Compilation compilation)
{
    /// <summary>The severity with which a finding is shown; null where the settings turn its rule off.</summary>
    /// <param name="tree">The file in which it is shown.</param>
    public DiagnosticSeverity? Of(Finding finding, SyntaxTree? tree)
    {
        DiagnosticDescriptor rule = RuleCatalog.Find(finding.Rule);
        return Configured(rule.Id, tree) switch
        {
            ReportDiagnostic.Suppress => null,
            ReportDiagnostic.Hidden => DiagnosticSeverity.Hidden,
            ReportDiagnostic.Info => DiagnosticSeverity.Info,
            ReportDiagnostic.Warn => DiagnosticSeverity.Warning,
            ReportDiagnostic.Error => DiagnosticSeverity.Error,
            _ when !rule.IsEnabledByDefault => null,
            _ => finding.IsMild ? DiagnosticSeverity.Info : rule.DefaultSeverity,
        };
    }

    private ReportDiagnostic Configured(string id, SyntaxTree? tree)
    {
        CompilationOptions options = compilation.Options;
        if (options.SpecificDiagnosticOptions.TryGetValue(id, out ReportDiagnostic given)) return given;
        if (options.SyntaxTreeOptionsProvider is not { } provider) return ReportDiagnostic.Default;
        if (tree is not null && provider.TryGetDiagnosticValue(tree, id, CancellationToken.None, out ReportDiagnostic inFile)) return inFile;
        return provider.TryGetGlobalDiagnosticValue(id, CancellationToken.None, out ReportDiagnostic everywhere) ? everywhere : ReportDiagnostic.Default;
    }
}
