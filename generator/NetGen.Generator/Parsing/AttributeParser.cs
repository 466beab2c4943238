using System.Collections.Immutable;
using System.Globalization;

using Microsoft.CodeAnalysis;

using NetGen.Generator.Layers;
using NetGen.Generator.Layers.Initializers;
using NetGen.Generator.Model;

namespace NetGen.Generator.Parsing;

/// <summary>Reads single attributes.</summary>
internal static class AttributeParser
{
    private const string AttributeSuffix = "Attribute";

    private static readonly HashSet<string> Kinds = new(
        LayerCatalog.Kinds.Concat(CompositeCatalog.Kinds).Concat(InitializerCatalog.Kinds).Concat(ReparameterizationCatalog.Kinds).Concat(LossCatalog.Kinds)
            .Concat(["Network", "Block", "Use", "Residual", "Input", "Lengths", "Output", "ScaledFrom"]),
        StringComparer.Ordinal);

    /// <summary>NetGen's attributes on a class in source order, and among them those that the compiler cannot resolve: they may be misspelt layers.</summary>
    public static IReadOnlyList<AttributeData> Select(INamedTypeSymbol type)
    {
        List<AttributeData> attributes = [.. type.GetAttributes().Where(attribute => IsUnresolved(attribute) || KindOf(attribute).Length > 0)];
        return attributes.Exists(attribute => !IsUnresolved(attribute)) ? attributes : [];
    }

    /// <summary>How many declarations of a partial class carry NetGen's attributes.</summary>
    public static int CountParts(INamedTypeSymbol type)
    {
        var parts = new HashSet<(SyntaxTree Tree, int Start)>();
        foreach (AttributeData attribute in Select(type))
        {
            if (IsUnresolved(attribute) || attribute.ApplicationSyntaxReference is not { } reference) continue;
            if (reference.GetSyntax().Parent?.Parent is { } declaration) parts.Add((reference.SyntaxTree, declaration.SpanStart));
        }

        return parts.Count;
    }

    /// <param name="block">The index of the block that it names, or -1.</param>
    public static AttributeDeclaration Parse(AttributeData attribute, int index, int block)
    {
        if (IsUnresolved(attribute)) return new AttributeDeclaration(string.Empty, index, default, -1, IsComplete: !IsMisspelt(attribute));
        var arguments = new List<ArgumentDeclaration>();
        if (attribute.AttributeConstructor is { } constructor)
        {
            for (int i = 0; i < constructor.Parameters.Length && i < attribute.ConstructorArguments.Length; i++)
            {
                arguments.Add(new ArgumentDeclaration(constructor.Parameters[i].Name, Convert(attribute.ConstructorArguments[i])));
            }
        }

        foreach (KeyValuePair<string, TypedConstant> named in attribute.NamedArguments)
        {
            arguments.Add(new ArgumentDeclaration(named.Key, Convert(named.Value)));
        }

        bool isComplete = attribute.AttributeConstructor is not null
            && !attribute.ConstructorArguments.Any(IsWrong)
            && !attribute.NamedArguments.Any(named => IsWrong(named.Value));
        return new AttributeDeclaration(KindOf(attribute), index, arguments.ToEquatableArray(), block, isComplete);
    }

    private static bool IsUnresolved(AttributeData attribute) => attribute.AttributeClass is null or { TypeKind: TypeKind.Error };

    /// <summary>Whether an unresolved attribute looks like one of NetGen's; of others, which another generator may yet declare, nothing depends.</summary>
    private static bool IsMisspelt(AttributeData attribute)
    {
        string name = attribute.AttributeClass?.Name ?? string.Empty;
        if (name.EndsWith(AttributeSuffix, StringComparison.Ordinal)) name = name.Substring(0, name.Length - AttributeSuffix.Length);
        return Kinds.Any(kind => Spelling.IsNear(name, kind));
    }

    /// <summary>The attribute's name without its suffix, empty for one that is not NetGen's.</summary>
    private static string KindOf(AttributeData attribute)
    {
        if (attribute.AttributeClass is not { ContainingType: null } type) return string.Empty;
        if (type.ContainingNamespace is not { Name: "NetGen", ContainingNamespace.IsGlobalNamespace: true }) return string.Empty;
        if (!type.Name.EndsWith(AttributeSuffix, StringComparison.Ordinal)) return string.Empty;
        string kind = type.Name.Substring(0, type.Name.Length - AttributeSuffix.Length);
        return Kinds.Contains(kind) ? kind : string.Empty;
    }

    private static bool IsWrong(TypedConstant constant)
        => constant.Kind == TypedConstantKind.Error
        || (constant is { Kind: TypedConstantKind.Array, Values: { IsDefault: false } values } && values.Any(IsWrong));

    private static ArgumentValue Convert(INamedTypeSymbol type)
    {
        IEnumerable<string> traits = type.AllInterfaces.Where(IsOfLibrary).Select(implemented => implemented.Name);
        if (type is { IsValueType: true, IsRefLikeType: false, IsUnboundGenericType: false }) traits = traits.Append(TypeTraits.Struct);
        if (IsAccessible(type)) traits = traits.Append(TypeTraits.Accessible);
        ArgumentValue value = ArgumentValue.OfType(type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat), traits);
        return traits.Contains("IActivationFunction") ? value with { Function = FormulaParser.Parse(type, "Value") } : value;
    }

    private static bool IsAccessible(INamedTypeSymbol type)
        => type.DeclaredAccessibility is Accessibility.Public or Accessibility.Internal or Accessibility.ProtectedOrInternal && (type.ContainingType is not { } outer || IsAccessible(outer));

    private static bool IsOfLibrary(INamedTypeSymbol type) => type.ContainingNamespace is { Name: "NetGen", ContainingNamespace.IsGlobalNamespace: true };

    private static ArgumentValue Convert(TypedConstant constant)
    {
        if (constant.IsNull || constant.Kind == TypedConstantKind.Error) return ArgumentValue.Null;
        if (constant.Kind == TypedConstantKind.Type) return constant.Value is INamedTypeSymbol type ? Convert(type) : ArgumentValue.Null;
        if (constant.Kind == TypedConstantKind.Array) return ArgumentValue.Of(constant.Values.Select(Convert).ToEquatableArray());
        return constant.Value switch
        {
            bool value => ArgumentValue.Of(value),
            string value => ArgumentValue.Of(value),
            double value => ArgumentValue.Of(value),
            float value => ArgumentValue.Of((double)value),
            int or long or short or byte or sbyte or ushort or uint => ArgumentValue.Of(System.Convert.ToInt64(constant.Value, CultureInfo.InvariantCulture)),
            _ => ArgumentValue.Null,
        };
    }
}
