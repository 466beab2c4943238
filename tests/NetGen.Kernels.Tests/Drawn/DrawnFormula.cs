using System.Globalization;

using NetGen.TestHelpers;

namespace NetGen.Kernels.Tests.Drawn;

/// <summary>
/// A method of one number drawn at random, as a user may write it: in single precision for the generator, and the same in double for what is
/// expected.
/// </summary>
internal sealed class DrawnFormula
{
    private readonly TestRandom _random;
    private readonly List<(string Name, string Single, string Double)> _locals = [];

    private DrawnFormula(int seed)
    {
        _random = new TestRandom((ulong)seed);
        if (IsDrawn(0.4)) Declare();
        if (IsDrawn(0.2)) Declare();
        (string single, string @double) = Draw(4);
        string Body(string type, Func<(string Name, string Single, string Double), string> value, string result)
            => string.Concat(_locals.Select(local => $"{(IsWholeLocal(local) ? "var" : type)} {local.Name} = {value(local)}; ")) + $"return {result};";
        Single = Body("float", local => local.Single, single);
        Double = Body("double", local => local.Double, @double);
    }

    /// <summary>The body, with MathF.</summary>
    public string Single { get; }

    /// <summary>The same with Math and numbers of double precision; whole numbers stay whole.</summary>
    public string Double { get; }

    public static DrawnFormula OfSeed(int seed) => new(seed);

    private static bool IsWholeLocal((string Name, string Single, string Double) local) => local.Name.StartsWith('n');

    private bool IsDrawn(double share) => _random.NextUniform() < share;

    /// <summary>A variable: of whole numbers now and then, by var.</summary>
    private void Declare()
    {
        int number = _locals.Count;
        if (IsDrawn(0.3))
        {
            string whole = Whole(2);
            _locals.Add(($"n{number}", whole, whole));
            return;
        }

        (string single, string @double) = Draw(3);
        _locals.Add(($"v{number}", single, @double));
    }

    private (string Single, string Double) Draw(int depth)
    {
        if (depth == 0 || IsDrawn(0.1)) return Leaf();
        switch (_random.NextInteger(0, 11))
        {
            case 0 or 1: return Join("+", depth);
            case 2: return Join("-", depth);
            case 3 or 4: return Join("*", depth);
            case 5: // no divisor near 0
                (string divided, string dividedDouble) = Draw(depth - 1);
                (string divisor, string divisorDouble) = Draw(depth - 1);
                return ($"{divided} / (1 + MathF.Abs({divisor}))", $"{dividedDouble} / (1 + Math.Abs((double)({divisorDouble})))");
            case 6:
                (string exponent, string exponentDouble) = Draw(depth - 1);
                return ($"MathF.Exp(MathF.Min({exponent}, 2))", $"Math.Exp(Math.Min({exponentDouble}, 2.0))");
            case 7: return Call("Tanh", depth);
            case 8: return Call("Abs", depth);
            case 9:
                (string left, string leftDouble) = Draw(depth - 1);
                (string right, string rightDouble) = Draw(depth - 1);
                string name = IsDrawn(0.5) ? "Max" : "Min";
                return ($"MathF.{name}({left}, {right})", $"Math.{name}((double)({leftDouble}), (double)({rightDouble}))");
            case 10:
                (string first, string firstDouble) = Draw(depth - 1);
                (string second, string secondDouble) = Draw(depth - 1);
                string limit = Number();
                string sign = IsDrawn(0.5) ? "<" : ">=";
                return ($"(x {sign} {limit}f ? {first} : {second})", $"(x {sign} {limit} ? {firstDouble} : {secondDouble})");
            default: // a sigmoid, a gate, or a number that belongs to neither
                (string inner, string innerDouble) = Draw(depth - 1);
                (string outer, string outerDouble) = Leaf();
                return ($"{outer} / (1 + MathF.Exp(-({inner})))", $"{outerDouble} / (1 + Math.Exp(-({innerDouble})))");
        }
    }

    private (string Single, string Double) Join(string sign, int depth)
    {
        (string left, string leftDouble) = Draw(depth - 1);
        (string right, string rightDouble) = Draw(depth - 1);
        return ($"({left} {sign} {right})", $"({leftDouble} {sign} {rightDouble})");
    }

    private (string Single, string Double) Call(string name, int depth)
    {
        (string inner, string innerDouble) = Draw(depth - 1);
        return ($"MathF.{name}({inner})", $"Math.{name}((double)({innerDouble}))");
    }

    private (string Single, string Double) Leaf()
    {
        if (_locals.Count > 0 && IsDrawn(0.4))
        {
            string local = _locals[_random.NextInteger(0, _locals.Count - 1)].Name;
            return (local, local);
        }

        if (IsDrawn(0.65)) return ("x", "x");
        if (IsDrawn(0.4))
        {
            string whole = Whole(1);
            return (whole, whole);
        }

        string number = Number();
        return (number + "f", number);
    }

    /// <summary>Whole numbers, whose quotients C# cuts off.</summary>
    private string Whole(int depth)
        => depth == 0 || IsDrawn(0.5) ? _random.NextInteger(1, 4).ToString(CultureInfo.InvariantCulture) : $"({Whole(depth - 1)} {(IsDrawn(0.3) ? "/" : "+")} {Whole(depth - 1)})";

    private string Number() => (_random.NextInteger(1, 15) * 0.125).ToString("0.000", CultureInfo.InvariantCulture);
}
