using System.Globalization;

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace NetGen.Analyzers.Rules;

/// <summary>
/// Links of diagnostics for who has only the package. An analyzer may be loaded from a stream and then does not know where it lies, but the package's own
/// properties
/// tell the compiler where its pages are, and a diagnostic is given its page's address when it is reported.
/// </summary>
internal static class RulePageLinks
{
    private const string Property = "build_property.NetGenRulePages";

    /// <summary>The diagnostic with a link that leads somewhere: that of the build where it was given an address, else one to the page in the
    /// package.</summary>
    public static Diagnostic WithPage(this Diagnostic diagnostic, AnalyzerConfigOptionsProvider settings)
    {
        if (RuleHelp.HasAddress || !settings.GlobalOptions.TryGetValue(Property, out string? folder)
            || FindFolder(folder) is not { } address) return diagnostic;
        DiagnosticDescriptor rule = diagnostic.Descriptor;
        return Diagnostic.Create(
            rule.Id,
            rule.Category,
            diagnostic.GetMessage(CultureInfo.InvariantCulture),
            diagnostic.Severity,
            diagnostic.DefaultSeverity,
            rule.IsEnabledByDefault,
            diagnostic.WarningLevel,
            rule.Title,
            rule.Description,
            address.AbsoluteUri + rule.Id + ".md",
            diagnostic.Location,
            diagnostic.AdditionalLocations,
            rule.CustomTags,
            diagnostic.Properties);
    }

    private static Uri? FindFolder(string folder)
        => Uri.TryCreate(folder.TrimEnd('/', '\\') + "/", UriKind.Absolute, out Uri? address) && address.IsFile ? address : null;
}
