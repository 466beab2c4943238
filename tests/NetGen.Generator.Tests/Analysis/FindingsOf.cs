using NetGen.Generator.Analysis;
using NetGen.Generator.Model;
using NetGen.TestHelpers;

namespace NetGen.Generator.Tests.Analysis;

internal static class FindingsOf
{
    /// <summary>What is wrong with a declaration, hints left out, as text.</summary>
    public static string[] Errors(NetworkDeclaration declaration)
        => [.. NetworkModelBuilder.Build(declaration).Findings.Where(finding => finding.Rule != RuleIds.DefaultInitializer).Select(Declared.Describe)];

    /// <summary>What is wrong with a network of these attributes, hints left out, as text.</summary>
    public static string[] Network(string attributes) => Errors(Declared.Parse(attributes + "\npartial class TestNet;"));
}
