using Microsoft.CodeAnalysis;

using NetGen.Generator.Model;

namespace NetGen.Generator.Parsing;

/// <summary>From the compiler's symbols to plain values. Behind this folder nothing knows Roslyn.</summary>
internal static class NetworkParser
{
    /// <summary>The marker that the generator looks for.</summary>
    public const string MarkerMetadataName = "NetGen.NetworkAttribute";

    /// <summary>
    /// The declaration of the class that a marker stands on. The compiler calls once per partial declaration with a marker: all but the
    /// first give null, and so does a class that, or around which something, has no name yet: whoever types it need not read of errors in generated code.
    /// </summary>
    public static NetworkDeclaration? Parse(GeneratorAttributeSyntaxContext context, CancellationToken cancellationToken)
    {
        if (context.TargetSymbol is not INamedTypeSymbol type || !TypeParser.IsNamed(type)) return null;
        foreach (AttributeData attribute in type.GetAttributes())
        {
            if (!SymbolEqualityComparer.Default.Equals(attribute.AttributeClass, context.Attributes[0].AttributeClass)) continue;
            bool isFirst = attribute.ApplicationSyntaxReference is { } first
                && context.Attributes[0].ApplicationSyntaxReference is { } here
                && first.SyntaxTree == here.SyntaxTree
                && first.Span == here.Span;
            return isFirst ? Parse(type, cancellationToken) : null;
        }

        return null;
    }

    /// <summary>The declaration of any class; one without NetGen's attributes has none in it.</summary>
    public static NetworkDeclaration Parse(INamedTypeSymbol type, CancellationToken cancellationToken) => Parse(type, out _, cancellationToken);

    /// <inheritdoc cref="Parse(INamedTypeSymbol, CancellationToken)"/>
    /// <param name="places">The compiler's attributes of the class and its blocks, by the indices of those of the declaration.</param>
    public static NetworkDeclaration Parse(INamedTypeSymbol type, out IReadOnlyList<PlacedAttribute> places, CancellationToken cancellationToken)
    {
        var blocks = new BlockParser(type, cancellationToken);
        EquatableArray<AttributeDeclaration> attributes = blocks.ParseAttributes();
        places = blocks.Attributes;
        return new NetworkDeclaration(TypeParser.ParseIdentity(type), TypeParser.ParseForm(type, cancellationToken), attributes, blocks.Blocks)
        {
            ScaledFrom = type.GetAttributes().FirstOrDefault(IsScaling) is { } scaling ? ParseOrigin(scaling, cancellationToken) : null,
        };
    }

    /// <summary>[ScaledFrom].</summary>
    public static bool IsScaling(AttributeData attribute)
        => attribute.AttributeClass is { Name: "ScaledFromAttribute", ContainingNamespace: { Name: "NetGen", ContainingNamespace.IsGlobalNamespace: true } };

    /// <summary>The small network. Code is generated for it elsewhere, so whatever its class is, its layers are all that counts; and it may be of another
    /// project.</summary>
    private static NetworkDeclaration? ParseOrigin(AttributeData scaling, CancellationToken cancellationToken)
    {
        if (scaling.ConstructorArguments.FirstOrDefault().Value is not INamedTypeSymbol { TypeKind: not TypeKind.Error } origin) return null;
        var blocks = new BlockParser(origin, cancellationToken);
        EquatableArray<AttributeDeclaration> attributes = blocks.ParseAttributes();
        return new NetworkDeclaration(TypeParser.ParseIdentity(origin), new TypeForm(string.Empty, false, UnsupportedForm.None, 1), attributes, blocks.Blocks);
    }
}
