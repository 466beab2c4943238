using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

using NetGen.Generator.Model;

namespace NetGen.Generator.Parsing;

/// <summary>What the user's own members of a class, and those that it inherits, leave room for. The generator's members do not count.</summary>
internal sealed class ClassMembers
{
    /// <summary>Save(string).</summary>
    private static readonly SymbolDisplayFormat Signature = new(
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters,
        memberOptions: SymbolDisplayMemberOptions.IncludeParameters | SymbolDisplayMemberOptions.IncludeExplicitInterface,
        parameterOptions: SymbolDisplayParameterOptions.IncludeType | SymbolDisplayParameterOptions.IncludeParamsRefOut,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.UseSpecialTypes);

    /// <summary>Base.Save(string).</summary>
    private static readonly SymbolDisplayFormat QualifiedSignature = Signature.AddMemberOptions(SymbolDisplayMemberOptions.IncludeContainingType);

    private readonly INamedTypeSymbol _type;
    private readonly CancellationToken _cancellation;
    private readonly List<ISymbol> _own;
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);
    private readonly IReadOnlyList<GeneratedMember> _generated;

    private ClassMembers(INamedTypeSymbol type, CancellationToken cancellation)
    {
        _type = type;
        _cancellation = cancellation;
        _generated =
        [
            .. GeneratedMembers.All.Where(member => (member != GeneratedMembers.CreateStream || type.GetAttributes().Any(AsksForStream))
                && (member != GeneratedMembers.ScaledParameterGroups || type.GetAttributes().Any(NetworkParser.IsScaling))),
        ];
        _own = [.. type.GetMembers().Where(member => !member.IsImplicitlyDeclared && !IsGenerated(member))];
    }

    /// <summary>The first thing that stands in the way, and what messages call it.</summary>
    public (UnsupportedForm Form, string Name) Obstacle { get; private set; }

    public static ClassMembers Parse(INamedTypeSymbol type, CancellationToken cancellation)
    {
        var members = new ClassMembers(type, cancellation);
        members.FindTaken();
        members.Obstacle = members.FindObstacle();
        return members;
    }

    /// <summary>Keys of generated members that there is no room for in a class of this form.</summary>
    public EquatableArray<string> Taken(UnsupportedForm form)
    {
        IEnumerable<string> more = form switch
        {
            UnsupportedForm.NetworkBase => GeneratedMembers.All.Where(member => !member.IsConstructor).Select(member => member.Key),
            UnsupportedForm.BaseConstructor or UnsupportedForm.PrimaryConstructor => [GeneratedMembers.Constructor.Key],
            _ when _type.IsRecord && HasParameters() => [GeneratedMembers.Constructor.Key],
            _ => [],
        };
        return _taken.Concat(more).Distinct(StringComparer.Ordinal).OrderBy(key => key, StringComparer.Ordinal).ToEquatableArray();
    }

    private (UnsupportedForm Form, string Name) FindObstacle()
    {
        if (BaseTypes().FirstOrDefault(IsNetwork) is { } network) return (UnsupportedForm.NetworkBase, network.Name);
        if (_type.GetAttributes().Any(IsFixedLayout)) return (UnsupportedForm.FixedLayout, string.Empty);
        if (_generated.Any(member => IsCalled(_type, member))) return (UnsupportedForm.MemberName, _type.Name);
        if (_own.Find(member => FindClash(member) is not null || IsExplicitClash(member)) is { } taken) return (UnsupportedForm.TakenMember, taken.ToDisplayString(Signature));
        if (Inherited().FirstOrDefault(member => FindClash(member) is not null) is { } inherited) return (UnsupportedForm.InheritedMember, inherited.ToDisplayString(QualifiedSignature));
        if (_own.Concat(Inherited()).FirstOrDefault(IsRequired) is { } required) return (UnsupportedForm.RequiredMember, required.ToDisplayString(QualifiedSignature));
        if (_type.BaseType is { TypeKind: not TypeKind.Error } parent && !parent.InstanceConstructors.Any(CanBeCalledWithoutArguments)) return (UnsupportedForm.BaseConstructor, parent.Name);
        return _own.Find(IsUnchained) is { } constructor ? (UnsupportedForm.OwnConstructor, constructor.ToDisplayString(Signature)) : (UnsupportedForm.None, string.Empty);
    }

    private void FindTaken()
    {
        foreach (GeneratedMember member in _generated.Where(member => IsCalled(_type, member))) _taken.Add(member.Key);
        foreach (ISymbol member in _own.Concat(Inherited()))
        {
            if (FindClash(member) is { } clash) _taken.Add(clash.Key);
        }

        foreach (ISymbol member in _own.Where(IsExplicitClash)) _taken.Add(ExplicitName(member)!);
    }

    /// <summary>The generated member that cannot stand beside this one, or would hide it: methods may differ in their parameters, all else in its name.</summary>
    private GeneratedMember? FindClash(ISymbol member)
    {
        foreach (GeneratedMember generated in _generated)
        {
            if (!IsCalled(member, generated)) continue;
            bool areMethods = member is IMethodSymbol && generated.Parameters is not null;
            if (!areMethods || HasParameters((IMethodSymbol)member, generated.Parameters!)) return generated;
        }

        return null;
    }

    private static bool IsCalled(ISymbol symbol, GeneratedMember member) => string.Equals(symbol.Name, member.Name, StringComparison.Ordinal);

    private static bool HasParameters(IMethodSymbol method, string parameters)
        => method.Arity == 0
        && method.Parameters.All(parameter => parameter.RefKind == RefKind.None)
        && string.Equals(string.Join(", ", method.Parameters.Select(parameter => parameter.Type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat))), parameters, StringComparison.Ordinal);

    private static bool IsExplicitClash(ISymbol member) => ExplicitName(member) is { } name && GeneratedMembers.Explicit.Contains(name);

    /// <summary>The name of the member of one of NetGen's interfaces that a member implements for it alone.</summary>
    private static string? ExplicitName(ISymbol member)
    {
        ISymbol? implemented = member switch
        {
            IMethodSymbol { ExplicitInterfaceImplementations: { Length: > 0 } methods } => methods[0],
            IPropertySymbol { ExplicitInterfaceImplementations: { Length: > 0 } properties } => properties[0],
            _ => null,
        };
        return implemented is { ContainingAssembly.Name: "NetGen" } ? implemented.Name : null;
    }

    private IEnumerable<INamedTypeSymbol> BaseTypes()
    {
        for (INamedTypeSymbol? parent = _type.BaseType; parent is { SpecialType: not SpecialType.System_Object, TypeKind: not TypeKind.Error }; parent = parent.BaseType) yield return parent;
    }

    /// <summary>The members of base classes that the class can see; constructors are not inherited.</summary>
    private IEnumerable<ISymbol> Inherited()
        => BaseTypes().SelectMany(parent => parent.GetMembers()).Where(member => member is not IMethodSymbol { MethodKind: not MethodKind.Ordinary } && CanSee(member));

    private bool CanSee(ISymbol member) => member.DeclaredAccessibility switch
    {
        Accessibility.Private => false,
        Accessibility.Internal or Accessibility.ProtectedAndInternal => SymbolEqualityComparer.Default.Equals(member.ContainingAssembly, _type.ContainingAssembly),
        _ => true,
    };

    private bool CanBeCalledWithoutArguments(IMethodSymbol constructor)
        => CanSee(constructor) && constructor.Parameters.All(parameter => parameter.IsOptional || parameter.IsParams);

    /// <summary>Whether the compiler wants a member set wherever an object is made.</summary>
    private static bool IsRequired(ISymbol member) => member is IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true };

    private static bool IsNetwork(INamedTypeSymbol type)
        => type.GetAttributes().Any(attribute => attribute.AttributeClass is { Name: "NetworkAttribute", ContainingNamespace: { Name: "NetGen", ContainingNamespace.IsGlobalNamespace: true } })
        || type.Interfaces.Any(contract => contract is { Name: "INetwork" or "ITrainableNetwork", ContainingNamespace: { Name: "NetGen", ContainingNamespace.IsGlobalNamespace: true } });

    /// <summary>[Network(Stream = true)].</summary>
    private static bool AsksForStream(AttributeData attribute)
        => attribute.AttributeClass is { Name: "NetworkAttribute" } && attribute.NamedArguments.Any(argument => argument is { Key: "Stream", Value.Value: true });

    /// <summary>[StructLayout] with another layout than the run time's own choice, which is 3.</summary>
    private static bool IsFixedLayout(AttributeData attribute)
        => attribute.AttributeClass is { Name: "StructLayoutAttribute", ContainingNamespace.Name: "InteropServices" }
        && attribute.ConstructorArguments.Length == 1
        && attribute.ConstructorArguments[0].Value is not (3 or (short)3);

    /// <summary>Whether it is a constructor behind which no other constructor of the class is called.</summary>
    private bool IsUnchained(ISymbol member)
        => member is IMethodSymbol { MethodKind: MethodKind.Constructor } constructor
        && constructor.DeclaringSyntaxReferences.All(reference => reference.GetSyntax(_cancellation) is not ConstructorDeclarationSyntax { Initializer.ThisOrBaseKeyword.RawKind: (int)Microsoft.CodeAnalysis.CSharp.SyntaxKind.ThisKeyword });

    private bool HasParameters()
        => _type.DeclaringSyntaxReferences.Any(reference => reference.GetSyntax(_cancellation) is TypeDeclarationSyntax { ParameterList: not null });

    /// <summary>Whether the generator itself wrote it: an analyzer sees its members beside the user's.</summary>
    private bool IsGenerated(ISymbol member)
        => member.DeclaringSyntaxReferences.Length > 0 && member.DeclaringSyntaxReferences.All(reference => IsGenerated(reference, _cancellation));

    /// <summary>Whether a declaration stands in a file that the generator wrote.</summary>
    public static bool IsGenerated(SyntaxReference declaration, CancellationToken cancellation)
    {
        const string Head = GeneratedMembers.FileHead;
        SourceText text = declaration.SyntaxTree.GetText(cancellation);
        return text.Length >= Head.Length && string.Equals(text.ToString(new TextSpan(0, Head.Length)), Head, StringComparison.Ordinal);
    }
}
