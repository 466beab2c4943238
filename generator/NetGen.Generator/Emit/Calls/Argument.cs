namespace NetGen.Generator.Emit;

/// <summary>An argument of a call: text, in which one number may differ from call to call.</summary>
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

    /// <summary>The text with a mark for the number: what arguments must have in common for one call in a loop to stand for all.</summary>
    public string Form { get; }

    /// <summary>An argument that is nothing but text.</summary>
    public static Argument Fixed(string text) => new("", null, _ => text);

    /// <param name="name">What the number is called.</param>
    /// <param name="number">The number.</param>
    /// <param name="render">The text with an expression for the number in it.</param>
    public static Argument Numbered(string name, int number, Func<string, string> render) => new(name, number, render);

    /// <summary>The text with another expression for the number.</summary>
    public string With(string number) => _render(number);

    /// <summary>The text as it is for one call.</summary>
    public override string ToString() => _render(Number is int number ? Literals.Integer(number) : "");
}
