namespace NetGen.Generator.Model;

/// <summary>A class with NetGen's attributes as it stands in the code: nothing checked yet, nothing worked out.</summary>
/// <remarks>Immutable, equal by value, free of Roslyn's types, and without locations: white space and unrelated members change nothing.</remarks>
/// <param name="Type">Where it stands.</param>
/// <param name="Form">What kind of declaration carries the attributes.</param>
/// <param name="Attributes">All of NetGen's attributes on it, in source order.</param>
/// <param name="Blocks">The blocks that it uses, and that those use, each once.</param>
internal sealed record NetworkDeclaration(
    TypeIdentity Type,
    TypeForm Form,
    EquatableArray<AttributeDeclaration> Attributes,
    EquatableArray<BlockDeclaration> Blocks)
{
    /// <summary>Whether the class has the marker [Network].</summary>
    public bool IsNetwork => Has("Network");

    /// <summary>Whether the class has the marker [Block].</summary>
    public bool IsBlock => Has("Block");

    /// <summary>
    /// Whether code can be added to the class at all. Where it cannot, anything emitted would be an error in the declaration, and
    /// such errors keep the compiler from running the analyzer that explains the matter.
    /// </summary>
    public bool CanHoldCode => Form.NonPartialType.Length == 0 && Form.Unsupported == UnsupportedForm.None && !Form.IsStatic;

    private bool Has(string kind)
    {
        foreach (AttributeDeclaration attribute in Attributes)
        {
            if (string.Equals(attribute.Kind, kind, StringComparison.Ordinal)) return true;
        }

        return false;
    }
}

/// <summary>What the declaration of a class allows.</summary>
/// <param name="NonPartialType">The name of the class, or of a type around it, that lacks 'partial'; empty when all have it.</param>
/// <param name="IsStatic">A static class has no objects.</param>
/// <param name="Unsupported">What else stands in the way.</param>
/// <param name="AttributeParts">How many of the class's partial declarations carry NetGen's attributes.</param>
internal sealed record TypeForm(string NonPartialType, bool IsStatic, UnsupportedForm Unsupported, int AttributeParts)
{
    /// <summary>The C# that the class, and with it the generated code, is compiled as.</summary>
    public LanguageLevel Language { get; init; } = LanguageLevel.Newest;
}

/// <summary>What of C# generated code may use.</summary>
internal enum LanguageLevel
{
    /// <summary>Before C# 11: a class cannot implement static members of an interface, and so cannot be a network at all.</summary>
    WithoutStaticInterfaceMembers,

    /// <summary>C# 11: enough for the surface of a network, not for its code.</summary>
    SurfaceOnly,

    /// <summary>C# 12 or newer.</summary>
    Newest,
}

internal enum UnsupportedForm
{
    None,

    /// <summary>The class, or a type around it, has type parameters.</summary>
    Generic,

    /// <summary>No object of it could be made.</summary>
    Abstract,

    /// <summary>Its declaration has parameters, which the generated constructor could not fill.</summary>
    PrimaryConstructor,

    /// <summary>A type that only its own file can see.</summary>
    FileLocal,
}

/// <summary>A class that [Use] or [Residual] names.</summary>
/// <param name="Name">For messages: 'BasicBlock'.</param>
/// <param name="IsBlock">Whether it has the marker [Block].</param>
/// <param name="AttributeParts">How many of its partial declarations carry NetGen's attributes.</param>
/// <param name="Attributes">NetGen's attributes on it, in source order.</param>
internal sealed record BlockDeclaration(string Name, bool IsBlock, int AttributeParts, EquatableArray<AttributeDeclaration> Attributes);
