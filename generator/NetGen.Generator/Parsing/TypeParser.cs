using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

using NetGen.Generator.Model;

namespace NetGen.Generator.Parsing;

/// <summary>Reads where a class stands and what its declaration allows.</summary>
internal static class TypeParser
{
    public static TypeIdentity ParseIdentity(INamedTypeSymbol type)
        => new(
            NamespaceOf(type),
            Escape(type.Name),
            Containers(type).Select(Declare).ToEquatableArray(),
            Declare(type),
            SyntaxFacts.GetText(type.DeclaredAccessibility),
            HintName.Create(MetadataName(type)),
            type.IsSealed);

    /// <summary>Whether the class and all that it stands in have names.</summary>
    public static bool IsNamed(INamedTypeSymbol type)
    {
        for (ISymbol? symbol = type; symbol is not (null or INamespaceSymbol { IsGlobalNamespace: true }); symbol = symbol.ContainingSymbol)
        {
            if (symbol.Name.Length == 0) return false;
        }

        return true;
    }

    public static TypeForm ParseForm(INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        List<INamedTypeSymbol> containers = Containers(type);
        INamedTypeSymbol? nonPartial = IsPartial(type, cancellationToken)
            ? containers.Find(container => !IsPartial(container, cancellationToken))
            : type;
        ClassMembers members = ClassMembers.Parse(type, cancellationToken);
        (UnsupportedForm unsupported, string obstacle) = FindUnsupported(type, containers, members, cancellationToken);
        return new TypeForm(nonPartial?.Name ?? string.Empty, type.IsStatic, unsupported, AttributeParser.CountParts(type))
        {
            Obstacle = obstacle,
            Taken = members.Taken(unsupported),
            ClaimsTraining = ClaimsTraining(type, cancellationToken),
            Language = LanguageOf(type) switch
            {
                < LanguageVersion.CSharp11 => LanguageLevel.WithoutStaticInterfaceMembers,
                < LanguageVersion.CSharp12 => LanguageLevel.SurfaceOnly,
                _ => LanguageLevel.Newest,
            },
        };
    }

    /// <summary>The version of C# that a class is compiled as; the newest for one without source.</summary>
    public static LanguageVersion LanguageOf(INamedTypeSymbol type)
        => type.DeclaringSyntaxReferences.FirstOrDefault()?.SyntaxTree.Options is CSharpParseOptions options
            ? options.LanguageVersion.MapSpecifiedToEffectiveVersion()
            : LanguageVersion.Latest.MapSpecifiedToEffectiveVersion();

    private static (UnsupportedForm Form, string Obstacle) FindUnsupported(
        INamedTypeSymbol type, List<INamedTypeSymbol> containers, ClassMembers members, CancellationToken cancellationToken)
    {
        if (KindOf(type) is { } kind) return (UnsupportedForm.NoClass, kind);
        if (type.IsGenericType || containers.Exists(container => container.IsGenericType)) return (UnsupportedForm.Generic, string.Empty);
        if (type.IsFileLocal || containers.Exists(container => container.IsFileLocal)) return (UnsupportedForm.FileLocal, string.Empty);
        if (type.IsStatic) return (UnsupportedForm.None, string.Empty);
        if (type.IsRecord) return (UnsupportedForm.Record, string.Empty);
        if (type.IsAbstract) return (UnsupportedForm.Abstract, string.Empty);
        return Declarations(type, cancellationToken).Any(declaration => declaration.ParameterList is not null)
            ? (UnsupportedForm.PrimaryConstructor, string.Empty)
            : members.Obstacle;
    }

    /// <summary>What a type is that is no class; null for a class.</summary>
    private static string? KindOf(INamedTypeSymbol type) => type.TypeKind switch
    {
        TypeKind.Class => null,
        TypeKind.Struct => type.IsRecord ? "a record struct" : "a struct",
        TypeKind.Interface => "an interface",
        TypeKind.Enum => "an enumeration",
        _ => "a delegate",
    };

    /// <summary>
    /// Whether the class is declared as trainable where the user wrote it. An analyzer sees the placeholder's declaration beside it, which says so of every
    /// network with errors.
    /// </summary>
    private static bool ClaimsTraining(INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        const string Contract = "ITrainableNetwork";
        return type.Interfaces.Any(contract => contract is { Name: Contract, ContainingNamespace: { Name: "NetGen", ContainingNamespace.IsGlobalNamespace: true } })
            && type.DeclaringSyntaxReferences
                .Where(reference => !ClassMembers.IsGenerated(reference, cancellationToken))
                .Select(reference => reference.GetSyntax(cancellationToken))
                .OfType<TypeDeclarationSyntax>()
                .Any(declaration => declaration.BaseList is { } bases && bases.DescendantNodes().OfType<GenericNameSyntax>().Any(name => name.Identifier.ValueText is Contract));
    }

    private static bool IsPartial(INamedTypeSymbol type, CancellationToken cancellationToken)
        => Declarations(type, cancellationToken).All(declaration => declaration.Modifiers.Any(SyntaxKind.PartialKeyword));

    private static IEnumerable<TypeDeclarationSyntax> Declarations(INamedTypeSymbol type, CancellationToken cancellationToken)
        => type.DeclaringSyntaxReferences.Select(reference => reference.GetSyntax(cancellationToken)).OfType<TypeDeclarationSyntax>();

    /// <summary>The types around a type, outermost first.</summary>
    private static List<INamedTypeSymbol> Containers(INamedTypeSymbol type)
    {
        var containers = new List<INamedTypeSymbol>();
        for (INamedTypeSymbol? container = type.ContainingType; container is not null; container = container.ContainingType)
        {
            containers.Insert(0, container);
        }

        return containers;
    }

    private static string Declare(INamedTypeSymbol type)
    {
        string keyword = (type.TypeKind, type.IsRecord) switch
        {
            (TypeKind.Struct, true) => "record struct",
            (TypeKind.Struct, _) => "struct",
            (TypeKind.Interface, _) => "interface",
            (_, true) => "record",
            _ => "class",
        };
        return $"partial {keyword} {Escape(type.Name)}";
    }

    private static string NamespaceOf(INamedTypeSymbol type)
    {
        var parts = new List<string>();
        for (INamespaceSymbol? part = type.ContainingNamespace; part is { IsGlobalNamespace: false }; part = part.ContainingNamespace)
        {
            parts.Insert(0, Escape(part.Name));
        }

        return string.Join(".", parts);
    }

    /// <summary>Namespace.Outer+Inner: unlike any other type's of the assembly.</summary>
    private static string MetadataName(INamedTypeSymbol type)
    {
        string name = string.Join("+", Containers(type).Select(container => container.MetadataName).Concat([type.MetadataName]));
        return type.ContainingNamespace.IsGlobalNamespace ? name : type.ContainingNamespace.ToDisplayString() + "." + name;
    }

    /// <summary>With @ in front of keywords, contextual ones included: some of them may not name a type.</summary>
    private static string Escape(string name)
        => SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None || SyntaxFacts.GetContextualKeywordKind(name) != SyntaxKind.None ? "@" + name : name;
}
