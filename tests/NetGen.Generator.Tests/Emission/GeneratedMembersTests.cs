using Microsoft.CodeAnalysis;

using NetGen.Generator.Model;
using NetGen.TestHelpers;

namespace NetGen.Generator.Tests.Emission;

/// <summary>The list of generated members, by which a user's own are found to be in their way, is that of the generated code.</summary>
public sealed class GeneratedMembersTests
{
    [Fact]
    public void The_list_has_what_is_generated_and_nothing_else()
    {
        HashSet<string> generated = [.. Members(Networks.DigitNet).Concat(Members(Networks.Xor)).Concat(Members(Networks.Residual)).Distinct()];
        HashSet<string> listed = [.. GeneratedMembers.All.Select(member => member.Key).Concat(GeneratedMembers.Explicit)];
        Assert.Equal(listed.Order(StringComparer.Ordinal), generated.Order(StringComparer.Ordinal));
    }

    /// <summary>A placeholder has no member that the network would not have.</summary>
    [Fact]
    public void A_placeholder_has_none_but_these()
        => Assert.Empty(Members("using NetGen; [Network(4)] [Dense(0)] [MeanSquaredError] partial class N;")
            .Except(GeneratedMembers.All.Select(member => member.Key).Concat(GeneratedMembers.Explicit)));

    private static IEnumerable<string> Members(string source)
    {
        INamedTypeSymbol network = GeneratorRunner.Run(source).Compilation.GetSymbolsWithName(_ => true, SymbolFilter.Type)
            .OfType<INamedTypeSymbol>()
            .Single(type => type.GetAttributes().Any(attribute => attribute.AttributeClass is { Name: "NetworkAttribute" }));
        foreach (ISymbol member in network.GetMembers())
        {
            ISymbol? implemented = member switch
            {
                IMethodSymbol { ExplicitInterfaceImplementations: [var method, ..] } => method,
                IPropertySymbol { ExplicitInterfaceImplementations: [var property, ..] } => property,
                _ => null,
            };
            bool isAccessor = member is IMethodSymbol { AssociatedSymbol: not null };
            if (member.IsImplicitlyDeclared || (isAccessor && implemented is not null)) continue;
            yield return implemented?.Name ?? (member is IMethodSymbol own
                ? $"{own.Name}({string.Join(", ", own.Parameters.Select(parameter => parameter.Type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)))})"
                : member.Name);
        }
    }
}
