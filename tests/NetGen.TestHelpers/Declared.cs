using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

using NetGen.Generator;
using NetGen.Generator.Analysis;
using NetGen.Generator.Layers;
using NetGen.Generator.Model;
using NetGen.Generator.Parsing;

namespace NetGen.TestHelpers;

/// <summary>The generator's front half, run over a source.</summary>
internal static class Declared
{
    /// <summary>The declaration of the class with [Network], or of the class that is named.</summary>
    public static NetworkDeclaration Parse(string source, string? metadataName = null)
        => NetworkParser.Parse(FindType(GeneratorRunner.CreateCompilation("using NetGen;\n" + source), metadataName), CancellationToken.None);

    /// <summary>The model of the class with [Network], and what there is to say about it.</summary>
    public static NetworkResult Build(string source) => NetworkModelBuilder.Build(Parse(source));

    /// <summary>The model of a network of these attributes.</summary>
    /// <exception cref="CompilationFailedException">There are findings of errors.</exception>
    public static NetworkModel Model(string attributes)
    {
        NetworkResult result = Build(attributes + "\npartial class TestNet;");
        return result.Model ?? throw new CompilationFailedException("No model: " + string.Join('\n', result.Findings));
    }

    /// <summary>The one finding with a rule, after a network of these attributes was built.</summary>
    public static Finding Single(string rule, string attributes)
    {
        EquatableArray<Finding> findings = Build(attributes + "\npartial class TestNet;").Findings;
        Finding[] found = [.. findings.Where(finding => finding.Rule == rule)];
        return found.Length == 1
            ? found[0]
            : throw new CompilationFailedException($"{found.Length} findings of {rule}; all: {string.Join('\n', findings.Select(Describe))}");
    }

    /// <summary>Rule, attribute index and the arguments put together as in the rule's message.</summary>
    public static string Describe(Finding finding) => $"{finding.Rule} @{finding.AttributeIndex}: {string.Join(" | ", finding.Arguments)}";

    private static INamedTypeSymbol FindType(CSharpCompilation compilation, string? metadataName)
    {
        if (metadataName is not null) return compilation.GetTypeByMetadataName(metadataName)!;
        return compilation
            .GetSymbolsWithName(_ => true, SymbolFilter.Type)
            .OfType<INamedTypeSymbol>()
            .Single(type => type.GetAttributes().Any(attribute => attribute.AttributeClass is { Name: "NetworkAttribute" }));
    }
}
