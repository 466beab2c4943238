namespace NetGen.Generator.Model;

/// <summary>Where the class stands in the user's code, as text.</summary>
/// <param name="Namespace">Empty for the global namespace. Keywords are escaped with @.</param>
/// <param name="Name">The class's own name, escaped where it is a keyword.</param>
/// <param name="Containers">Declarations of the types around it, outermost first: 'partial class Outer', 'partial record struct Point'.</param>
/// <param name="Declaration">The class's own declaration without modifiers that only one part needs: 'partial class DigitNet'.</param>
/// <param name="Accessibility">public, internal ...: what its members may expose is limited by it.</param>
/// <param name="HintName">File-name-safe, at most 64 characters, unique even for names that differ only by case.</param>
/// <param name="IsSealed">Whether the class is sealed.</param>
internal sealed record TypeIdentity(
    string Namespace,
    string Name,
    EquatableArray<string> Containers,
    string Declaration,
    string Accessibility,
    string HintName,
    bool IsSealed);
