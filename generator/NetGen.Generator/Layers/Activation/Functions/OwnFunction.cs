using NetGen.Generator.Model;

namespace NetGen.Generator.Layers;

/// <summary>A function that a user's method computes, read from its source.</summary>
/// <param name="Name">Of the user's type, without what it stands in.</param>
/// <param name="Identifier">Made of its full name: what tells it from others of that name.</param>
/// <param name="Definition">What the method computes.</param>
/// <param name="Slope">Its derivative.</param>
/// <param name="Shape">What is found out from these.</param>
internal sealed record OwnFunction(string Name, string Identifier, Formula Definition, Formula Slope, FormulaShape Shape) : ActivationFunction
{
    public override string Kind => "Activation";

    public override ActivationFamily Family => Shape.Family;

    public override OutputRange Range => Shape.Range;

    public override double[] Corners => [.. Shape.Corners];

    public override bool DerivativeFromOutput => false;

    public override double? Lowest => Shape.Lowest;

    public override double? Highest => Shape.Highest;

    public override FunctionSource? Source => new($"{Identifier}Activation", Definition, Slope);

    public override string Expression => $"default({Identifier}Activation)";

    public override double Value(double x) => Definition.At(x);

    public override double Derivative(double x) => Slope.At(x);

    public override string Describe() => Name;

    /// <summary>The layer of an attribute, or null where its type has no function that can be used.</summary>
    public static Layer? FromAttribute(AttributeArguments arguments)
    {
        if (arguments.Struct("type", "IActivationFunction") is not { } found) return null;
        string name = found.Name.Substring(found.Name.LastIndexOfAny(['.', ':']) + 1);
        string identifier = new([.. found.Name.Replace("global::", string.Empty).Select(letter => char.IsLetterOrDigit(letter) ? letter : '_')]);
        (Formula? formula, string? problem) = arguments.Function("type");
        Formula? slope = formula?.Derive();
        problem ??= FormulaShape.FindFault(formula!, slope!);
        if (problem is null) return new ActivationLayer(new OwnFunction(name, identifier, formula!, slope!, FormulaShape.Of(formula!)));
        arguments.Reject($"names {name}, which {problem}", "Write Value as one expression of numbers, + - * /, and MathF's Exp, Log, Tanh, Sqrt, Abs, Max, Min, Clamp and Pow, with ? : or if for choices");
        return null;
    }
}
