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

    /// <summary>The type of its stream, by the library's name: it follows from what the declaration says, whether or not the network can have one. Empty where none is asked for.</summary>
    public string StreamType
    {
        get
        {
            AttributeDeclaration? network = Attributes.FirstOrDefault(attribute => string.Equals(attribute.Kind, "Network", StringComparison.Ordinal));
            return network?.Find("Stream") is not { Integer: 1 } ? string.Empty : network.Find("Vocabulary") is { Integer: > 0 } ? "TokenStream" : "SequenceStream";
        }
    }

    /// <summary>The small network that [ScaledFrom] names, without one of its own; null where there is no such attribute, or it names no class.</summary>
    public NetworkDeclaration? ScaledFrom { get; init; }

    /// <summary>Whether it is said to be the wider twin of another network, whether or not it can be.</summary>
    public bool IsScaled => Has("ScaledFrom");

    /// <summary>Whether the class has the marker [Block].</summary>
    public bool IsBlock => Has("Block");

    /// <summary>
    /// Whether code can be added to the class at all. Where it cannot, anything emitted would be an error in the declaration, and
    /// such errors keep the compiler from running the analyzer that explains the matter.
    /// </summary>
    public bool CanHoldCode
        => Form.NonPartialType.Length == 0 && !Form.IsStatic && Form.Unsupported is not (UnsupportedForm.NoClass or UnsupportedForm.Generic or UnsupportedForm.FileLocal);

    /// <summary>The attribute of an index, on the class or on one of its blocks; null where there is none.</summary>
    public AttributeDeclaration? Find(int index)
        => Attributes.Concat(Blocks.SelectMany(block => block.Attributes)).FirstOrDefault(attribute => attribute.Index == index);

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

    /// <summary>What stands in the way, as messages name it: a member, a base class, a kind of type.</summary>
    public string Obstacle { get; init; } = string.Empty;

    /// <summary>Keys of generated members that the user's code leaves no room for.</summary>
    public EquatableArray<string> Taken { get; init; } = EquatableArray<string>.Empty;

    /// <summary>Whether the class itself says that it can be trained.</summary>
    public bool ClaimsTraining { get; init; }
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

    /// <summary>A struct, an interface ...: there is no class to add code to.</summary>
    NoClass,

    /// <summary>The class, or a type around it, has type parameters.</summary>
    Generic,

    /// <summary>A type that only its own file can see.</summary>
    FileLocal,

    /// <summary>A copy of a record would share the parameters of the original.</summary>
    Record,

    /// <summary>No object of it could be made.</summary>
    Abstract,

    /// <summary>Its declaration has parameters, which the generated constructor could not fill.</summary>
    PrimaryConstructor,

    /// <summary>Its base class is a network and has the same members.</summary>
    NetworkBase,

    /// <summary>Its fields have places that the user gives them.</summary>
    FixedLayout,

    /// <summary>It is called like one of its generated members.</summary>
    MemberName,

    /// <summary>It has a member where a generated one would stand.</summary>
    TakenMember,

    /// <summary>It inherits a member that a generated one would hide.</summary>
    InheritedMember,

    /// <summary>It has a member that whoever makes an object must set.</summary>
    RequiredMember,

    /// <summary>The generated constructors could call none of its base class.</summary>
    BaseConstructor,

    /// <summary>It has a constructor that calls none of the generated ones, which would leave the network without parameters.</summary>
    OwnConstructor,
}

/// <summary>A class that [Use] or [Residual] names.</summary>
/// <param name="Name">For messages: 'BasicBlock'.</param>
/// <param name="IsBlock">Whether it has the marker [Block].</param>
/// <param name="AttributeParts">How many of its partial declarations carry NetGen's attributes.</param>
/// <param name="Attributes">NetGen's attributes on it, in source order.</param>
internal sealed record BlockDeclaration(string Name, bool IsBlock, int AttributeParts, EquatableArray<AttributeDeclaration> Attributes)
{
    /// <summary>Whether it stands in the network's own project: what is wrong with a layer of it is then said, and mended, at its own attribute.</summary>
    public bool IsInProject { get; init; }
}
