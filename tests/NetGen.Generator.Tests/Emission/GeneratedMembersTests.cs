using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

using NetGen.Generator.Model;
using NetGen.TestHelpers;

namespace NetGen.Generator.Tests.Emission;

/// <summary>The list of generated members, by which a user's own are found to be in their way, is that of the generated code.</summary>
public sealed class GeneratedMembersTests
{
    private const string Streamed = "using NetGen; [Network(4, 2, Stream = true)] [SimpleRNN(3)] partial class N;";

    private const string Scaled
        = "using NetGen; [Network(4)] [Dense(2)] partial class Small; [Network(4)] [ScaledFrom(typeof(Small))] [Dense(2)] partial class N;";

    [Fact]
    public void The_list_has_what_is_generated_and_nothing_else()
    {
        string[] networks = [Networks.DigitNet, Networks.Xor, Networks.Residual, Streamed, Scaled];
        HashSet<string> generated = [.. networks.SelectMany(Members)];
        HashSet<string> listed = [.. GeneratedMembers.All.Select(member => member.Key).Concat(GeneratedMembers.Explicit)];
        Assert.Equal(listed.Order(StringComparer.Ordinal), generated.Order(StringComparer.Ordinal));
    }

    /// <summary>A member of a stream is the user's own where none is asked for.</summary>
    [Fact]
    public void A_network_without_a_stream_has_room_for_a_member_of_its_name()
    {
        const string Source = "using NetGen; [Network(4, 2)] [Dense(3)] partial class N { public int CreateStream() => 3; }";
        Assert.DoesNotContain(GeneratorRunner.Run(Source).Sources, source => source.Text.Contains("declaration has errors", StringComparison.Ordinal));
        string streamed = Source.Replace("(4, 2)", "(4, 2, Stream = true)", StringComparison.Ordinal);
        Assert.Contains(GeneratorRunner.Run(streamed).Sources, source => source.Text.Contains("NG0013", StringComparison.Ordinal));
    }

    /// <summary>So is one of scaled groups.</summary>
    [Fact]
    public void A_network_that_is_no_twin_has_room_for_a_member_of_that_name()
    {
        const string Source = "using NetGen; [Network(4)] [Dense(3)] partial class N { public int ScaledParameterGroups(Optimizer optimizer) => 3; }";
        Assert.DoesNotContain(GeneratorRunner.Run(Source).Sources, source => source.Text.Contains("declaration has errors", StringComparison.Ordinal));
        string scaled = Source.Replace("(4)]", "(4)] [ScaledFrom(typeof(N))]", StringComparison.Ordinal);
        Assert.Contains(GeneratorRunner.Run(scaled).Sources, source => source.Text.Contains("NG0013", StringComparison.Ordinal));
    }

    /// <summary>Its use has no errors then.</summary>
    [Theory]
    [InlineData("4, 2, Stream = true", "SequenceStream")]
    [InlineData("4, Vocabulary = 9, Stream = true", "TokenStream")]
    public void A_placeholder_has_the_stream_that_is_asked_for(string arguments, string type)
        => Assert.Contains(GeneratorRunner.Run($"using NetGen; [Network({arguments})] [Dense(0)] partial class N;").Sources, source => source.Text.Contains($"global::NetGen.{type} CreateStream() => throw", StringComparison.Ordinal));

    /// <summary>A placeholder has no member that the network would not have.</summary>
    [Fact]
    public void A_placeholder_has_none_but_these()
        => Assert.Empty(Members("using NetGen; [Network(4)] [Dense(0)] [MeanSquaredError] partial class N;")
            .Except(GeneratedMembers.All.Select(member => member.Key).Concat(GeneratedMembers.Explicit)));

    /// <summary>
    /// An edit of a partial class's attributes together with one of its constructors or initialisers ends the compiler's edit session, and
    /// 'dotnet watch' with it: only methods may differ.
    /// </summary>
    [Fact]
    public void Constructors_and_initialisers_are_the_same_whatever_the_layers()
    {
        string one = Initialisation("[Network(4)] [Dense(8)] [He] [ReLU] [Dense(2)] [SoftmaxCrossEntropy] partial class N;");
        string other = Initialisation("[Network(9, 9, 3)] [Conv2D(32, 3)] [Normal(0.1)] [BatchNorm] [ReLU] [Dropout(0.5)] [Flatten] [Dense(3)] [MeanSquaredError] partial class N;");
        Assert.Contains("_threads = ", one, StringComparison.Ordinal);
        Assert.Contains("N(ulong seed = 0)", one, StringComparison.Ordinal);
        Assert.Equal(one, other);

        static string Initialisation(string source)
        {
            IEnumerable<ClassDeclarationSyntax> parts = GeneratorRunner.Run("using NetGen;\n" + source).Compilation.SyntaxTrees
                .SelectMany(tree => tree.GetRoot().DescendantNodes().OfType<ClassDeclarationSyntax>())
                .Where(part => part.Identifier.Text == "N");
            return string.Join('\n', parts.SelectMany(part => part.Members)
                .Where(member => member is ConstructorDeclarationSyntax or FieldDeclarationSyntax or PropertyDeclarationSyntax { Initializer: not null })
                .Select(member => member.ToString()));
        }
    }

    private static IEnumerable<string> Members(string source)
    {
        INamedTypeSymbol network = GeneratorRunner.Run(source).Compilation.GetSymbolsWithName(_ => true, SymbolFilter.Type)
            .OfType<INamedTypeSymbol>()
            .Single(type => type.Name != "Small" && type.GetAttributes().Any(attribute => attribute.AttributeClass is { Name: "NetworkAttribute" }));
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
