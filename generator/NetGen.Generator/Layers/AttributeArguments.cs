using NetGen.Generator.Model;

namespace NetGen.Generator.Layers;

/// <summary>
/// Reads an attribute's arguments and says what is wrong with them. What it returns for a wrong one is usable, but <see cref="IsValid"/> is false.
/// </summary>
internal sealed class AttributeArguments(AttributeDeclaration attribute, ILayerFindings findings)
{
    /// <summary>False once anything was wrong.</summary>
    public bool IsValid { get; private set; } = true;

    public bool Has(string name) => attribute.Find(name) is { Kind: not ArgumentKind.Null };

    /// <summary>A whole number of at least 1.</summary>
    public int Positive(string name, int fallback = 1) => Integer(name, fallback, 1);

    /// <summary>A whole number of at least 0.</summary>
    public int NotNegative(string name, int fallback = 0) => Integer(name, fallback, 0);

    public bool Flag(string name, bool fallback)
        => attribute.Find(name) is { Kind: ArgumentKind.Boolean } value ? value.Integer != 0 : fallback;

    public string? Word(string name) => attribute.Find(name) is { Kind: ArgumentKind.Text } value ? value.Text : null;

    /// <summary>
    /// A type that code can name and make objects of, and which of some interfaces of the library it implements, exactly one; null where it is no
    /// such type.
    /// </summary>
    /// <param name="interfaces">Their names, the commonest first.</param>
    public (string Name, string Interface)? Struct(string name, params string[] interfaces)
    {
        string any = interfaces.Length == 1 ? interfaces[0] : $"{string.Join(", ", interfaces.Take(interfaces.Length - 1))} or {interfaces[interfaces.Length - 1]}";
        if (attribute.Find(name) is not { Kind: ArgumentKind.Type, Text: { } type } value)
        {
            Reject("names no type", $"Write typeof(...) with a struct that implements {any}");
            return null;
        }

        string[] traits = [.. value.Items.Select(item => item.Text!)];
        string[] implemented = [.. interfaces.Where(traits.Contains)];
        string shortName = type.Substring(type.LastIndexOf('.') + 1).Replace("global::", string.Empty);
        if (implemented.Length != 1) Reject($"names {shortName}, which implements {(implemented.Length == 0 ? "none" : string.Join(" and ", implemented))} of {any}", $"Write public readonly struct {shortName} : {interfaces[0]}");
        else if (!traits.Contains(TypeTraits.Struct)) Reject($"names {shortName}, which is no struct", $"Write public readonly struct {shortName} : {implemented[0]}");
        else if (!traits.Contains(TypeTraits.Accessible)) Reject($"names {shortName}, which generated code cannot see", $"Make {shortName}, and the types around it, internal or public");
        else return (type, implemented[0]);
        return null;
    }

    /// <summary>The function that a type is, or why it cannot be read.</summary>
    public (Formula? Formula, string? Problem) Function(string name) => attribute.Find(name)?.Function ?? default;

    /// <summary>The texts of a list; null elements are empty texts.</summary>
    public EquatableArray<string> Words(string name)
        => (attribute.Find(name)?.Items ?? default).Select(item => item.Text ?? string.Empty).ToEquatableArray();

    /// <summary>A whole number of any kind; null where it is not given.</summary>
    public int? Whole(string name) => attribute.Find(name) is { Kind: ArgumentKind.Integer } value ? (int)value.Integer : null;

    /// <summary>The numbers of a list, each finite as a float, for which <paramref name="isAllowed"/> holds; empty where one is not.</summary>
    /// <param name="rule">What each must be, for the message: 'positive'.</param>
    public EquatableArray<double> Numbers(string name, Func<double, bool> isAllowed, string rule)
    {
        EquatableArray<double> numbers = (attribute.Find(name)?.Items ?? default).Select(item => item.Kind == ArgumentKind.Integer ? item.Integer : item.Number).ToEquatableArray();
        foreach (double number in numbers)
        {
            double single = (float)number;
            if (!double.IsNaN(single) && !double.IsInfinity(single) && isAllowed(single)) continue;
            Reject($"has {Text.Of(number)} among its {name}, which must be finite and {rule}", "Write another number in its place");
            return default;
        }

        return numbers;
    }

    /// <summary>The whole numbers of a list.</summary>
    public EquatableArray<long> Integers(string name)
        => (attribute.Find(name)?.Items ?? default).Select(item => item.Integer).ToEquatableArray();

    /// <summary>The numbers of a list, each finite as a float.</summary>
    public EquatableArray<double> Numbers(string name)
    {
        double[] values = [.. (attribute.Find(name)?.Items ?? default).Select(item => item.Kind == ArgumentKind.Integer ? item.Integer : item.Number)];
        foreach (double value in values)
        {
            if (!double.IsNaN(value) && !double.IsInfinity((float)value)) continue;
            Reject($"has {Text.Of(value)} among its numbers, which is none that a float can hold", "Write finite numbers");
            break;
        }

        return values.ToEquatableArray();
    }

    /// <summary>A number, finite as a float, for which <paramref name="isAllowed"/> holds.</summary>
    /// <param name="rule">What it must be, for the message: 'positive'.</param>
    /// <param name="example">What to write instead.</param>
    public double Number(string name, double fallback, Func<double, bool> isAllowed, string rule, string example)
    {
        double value = attribute.Find(name) switch
        {
            { Kind: ArgumentKind.Number } given => given.Number,
            { Kind: ArgumentKind.Integer } given => given.Integer,
            _ => fallback,
        };

        // Generated code works in single precision: what rounds to infinity, to a rate of 1 or to an epsilon of 0 there is wrong here.
        double single = (float)value;
        if (!double.IsNaN(single) && !double.IsInfinity(single) && isAllowed(single)) return value;
        string problem = double.IsNaN(value) ? "which is no number"
            : double.IsInfinity(single) ? "which is beyond what a float can hold"
            : isAllowed(value) ? $"which as a float is {Text.Of(single)} and must be {rule}"
            : $"which must be {rule}";
        Reject($"has {name} = {Text.Of(value)}, {problem}", $"Write a number such as {Written(name, example)}", Set(name, single < 0 && isAllowed(0) ? "0" : example));
        return fallback;
    }

    public double PositiveNumber(string name, double fallback, string example) => Number(name, fallback, value => value > 0, "positive", example);

    public double FiniteNumber(string name, double fallback) => Number(name, fallback, _ => true, "finite", Text.Of(fallback));

    /// <summary>A member of an enumeration.</summary>
    public T Choice<T>(string name, T fallback)
        where T : struct, Enum
    {
        if (attribute.Find(name) is not { Kind: ArgumentKind.Integer } value) return fallback;
        foreach (T member in (T[])Enum.GetValues(typeof(T)))
        {
            if (Convert.ToInt64(member, System.Globalization.CultureInfo.InvariantCulture) == value.Integer) return member;
        }

        string type = typeof(T).Name;
        Reject(
            $"has {name} = ({type}){Text.Of(value.Integer)}, which is no member of {type}",
            $"Write {string.Join(" or ", Enum.GetNames(typeof(T)).Select(member => $"{type}.{member}"))}",
            Set(name, $"{type}.{fallback}"));
        return fallback;
    }

    /// <summary>Reports that something is wrong with the arguments.</summary>
    /// <param name="problem">A verb phrase that goes on from the layer's name: 'has Groups = 3, which does not divide 32 filters'.</param>
    /// <param name="remedy">A sentence without its full stop: what to write instead.</param>
    /// <param name="edits">What to change in the attribute to have the nearest valid arguments, if that can be said.</param>
    public void Reject(string problem, string remedy, params AttributeEdit?[] edits)
    {
        IsValid = false;
        findings.Report(RuleIds.InvalidArgument, [.. edits.OfType<AttributeEdit>()], problem, remedy);
    }

    /// <summary>The edit that gives an argument another value; null where it is not given.</summary>
    public AttributeEdit? Set(string name, string value)
    {
        for (int i = 0; i < attribute.Arguments.Count; i++)
        {
            if (!string.Equals(attribute.Arguments[i].Name, name, StringComparison.Ordinal)) continue;
            return IsProperty(name)
                ? new AttributeEdit(AttributeEditKind.SetArgument, attribute.Index, $"{name} = {value}")
                : new AttributeEdit(AttributeEditKind.SetArgument, attribute.Index, value) { Parameter = name, Position = i };
        }

        return null;
    }

    /// <summary>Properties of attributes begin with a capital letter, parameters of their constructors do not.</summary>
    private static bool IsProperty(string name) => name[0] is >= 'A' and <= 'Z';

    /// <summary>An argument as it stands in code: 'Momentum = 0.1', but '0.5'.</summary>
    private static string Written(string name, string value) => IsProperty(name) ? $"{name} = {value}" : value;

    private int Integer(string name, int fallback, int minimum)
    {
        if (attribute.Find(name) is not { Kind: ArgumentKind.Integer } value) return fallback;
        if (value.Integer < minimum)
        {
            Reject(
                $"has {name} = {Text.Of(value.Integer)}, which must be at least {Text.Of(minimum)}",
                $"Write {Written(name, Text.Of(minimum))} or more",
                Set(name, Text.Of(minimum)));
            return Math.Max(fallback, minimum);
        }

        if (value.Integer > SizeLimits.MaximumElements)
        {
            Reject(
                $"has {name} = {Text.Grouped(value.Integer)}, more than a network may hold",
                $"Write a number of at most {Text.Grouped(SizeLimits.MaximumElements)}");
            return Math.Max(fallback, minimum);
        }

        return (int)value.Integer;
    }
}
