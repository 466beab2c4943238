using NetGen.Generator.Writing;

namespace NetGen.Generator.Emit;

/// <summary>An argument of a call: text, in which one number may differ from call to call; or memory that has a name, and a place in it.</summary>
internal sealed class Argument
{
    private const string Placeholder = "#";

    private readonly Func<string, string> _render;

    private Argument(string name, int? number, Func<string, string> render)
    {
        Name = name;
        Number = number;
        _render = render;
        Form = number is null ? render("") : render(Placeholder);
    }

    /// <summary>What the number is called where a table holds many of them.</summary>
    public string Name { get; }

    /// <summary>The number, or null where there is none.</summary>
    public int? Number { get; }

    /// <summary>The memory that it refers to, if a pass calls that by name.</summary>
    public NamedMemory? Memory { get; private init; }

    /// <summary>Floats from where that memory begins.</summary>
    public string Distance { get; private init; } = "0";

    /// <summary>The text with a mark for the number: what arguments must have in common for one call in a loop to stand for all.</summary>
    public string Form { get; }

    /// <summary>An argument that is nothing but text.</summary>
    public static Argument Fixed(string text) => new("", null, _ => text);

    /// <param name="name">What the number is called.</param>
    /// <param name="number">The number.</param>
    /// <param name="render">The text with an expression for the number in it.</param>
    public static Argument Numbered(string name, int number, Func<string, string> render) => new(name, number, render);

    /// <summary>A place in memory that a pass calls by name.</summary>
    /// <param name="memory">What it is called, such as conv1.</param>
    /// <param name="name">What the number is called.</param>
    /// <param name="number">Where it lies in the block that holds it.</param>
    /// <param name="block">A reference into that block, with an expression for the number in it.</param>
    /// <param name="distance">Floats from where the named memory begins.</param>
    /// <param name="element">The type of what lies there.</param>
    public static Argument Place(string memory, string name, int number, Func<string, string, string> block, string distance, string element = "float")
        => new(name, number, start => block(start, distance))
        {
            Memory = new(memory, block(Literals.Integer(number), "0")) { Element = element },
            Distance = distance,
        };

    /// <summary>Memory that a pass calls by name, always at the same place.</summary>
    public static Argument Place(string memory, string reference) => new("", null, _ => reference) { Memory = new(memory, reference) };

    /// <summary>The text with another expression for the number.</summary>
    public string With(string number) => _render(number);

    /// <summary>The text for one call, by name where the memory has one.</summary>
    public string Text(PassBody body)
        => Memory is null ? _render(Number is int number ? Literals.Integer(number) : "") : Addresses.At(body.NameOf(Memory), Distance);
}
