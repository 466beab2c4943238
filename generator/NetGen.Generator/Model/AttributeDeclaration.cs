namespace NetGen.Generator.Model;

/// <summary>One of NetGen's attributes, as plain values.</summary>
/// <param name="Kind">Its name without 'Attribute': Conv2D, He, Network ...; empty for one that the compiler cannot resolve either.</param>
/// <param name="Index">
/// Its place among all of NetGen's attributes that make the network: those of the class in source order, and behind one that names a block for the first
/// time those of the block.
/// </param>
/// <param name="Arguments">What was given, by the name of the parameter or property; constructor arguments include defaults.</param>
/// <param name="Block">
/// For Use and Residual: the index of the block in <see cref="NetworkDeclaration.Blocks"/>; else -1, also where the compiler cannot resolve a block.
/// </param>
/// <param name="IsComplete">False while it is half typed and the compiler finds no constructor for it.</param>
internal sealed record AttributeDeclaration(
    string Kind,
    int Index,
    EquatableArray<ArgumentDeclaration> Arguments,
    int Block,
    bool IsComplete)
{
    /// <summary>For Residual with a shortcut of its own: the index of that block; else -1.</summary>
    public int Shortcut { get; init; } = -1;

    public ArgumentValue? Find(string name)
    {
        foreach (ArgumentDeclaration argument in Arguments)
        {
            if (string.Equals(argument.Name, name, StringComparison.Ordinal)) return argument.Value;
        }

        return null;
    }
}

/// <summary>One argument of an attribute.</summary>
/// <param name="Name">filters, Stride ... as in the attribute's class.</param>
internal sealed record ArgumentDeclaration(string Name, ArgumentValue Value);

internal enum ArgumentKind
{
    Null,
    Integer,
    Number,
    Boolean,
    Text,
    List,
    Type,
}

/// <summary>The value of an argument. An enumeration's is its number.</summary>
internal sealed record ArgumentValue(ArgumentKind Kind, long Integer, double Number, string? Text, EquatableArray<ArgumentValue> Items)
{
    /// <summary>Of a type that has one: the function that it is, or why it cannot be read.</summary>
    public (Formula? Formula, string? Problem) Function { get; init; }

    public static ArgumentValue Null { get; } = new(ArgumentKind.Null, 0, 0, null, default);

    public static ArgumentValue Of(long value) => new(ArgumentKind.Integer, value, 0, null, default);

    public static ArgumentValue Of(double value) => new(ArgumentKind.Number, 0, value, null, default);

    public static ArgumentValue Of(bool value) => new(ArgumentKind.Boolean, value ? 1 : 0, 0, null, default);

    public static ArgumentValue Of(string value) => new(ArgumentKind.Text, 0, 0, value, default);

    /// <param name="name">The type's full name, as code anywhere can write it.</param>
    /// <param name="traits">What it is: the names of the library's interfaces that it implements, and those of <see cref="TypeTraits"/>.</param>
    public static ArgumentValue OfType(string name, IEnumerable<string> traits) => new(ArgumentKind.Type, 0, 0, name, traits.Select(Of).ToEquatableArray());

    public static ArgumentValue Of(EquatableArray<ArgumentValue> items) => new(ArgumentKind.List, 0, 0, null, items);
}

/// <summary>What is said of a type that an attribute names.</summary>
internal static class TypeTraits
{
    /// <summary>It is a struct with all of its type arguments, of which objects can be made.</summary>
    public const string Struct = "struct";

    /// <summary>Generated code, which stands in the same project, can name it.</summary>
    public const string Accessible = "accessible";
}
