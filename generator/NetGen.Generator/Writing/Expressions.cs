namespace NetGen.Generator.Writing;

/// <summary>Integer expressions as a person would write them: no times one, no plus zero, no needless parentheses.</summary>
internal static class Expressions
{
    /// <summary>A vector as it is, or with a ReLU applied.</summary>
    public static string Rectified(string vector, bool rectifies) => rectifies ? $"TVector.Max(TVector.Zero, {vector})" : vector;

    /// <summary><paramref name="factor"/> times an expression.</summary>
    public static string Times(string expression, int factor)
    {
        if (factor == 0 || expression == "0") return "0";
        if (factor == 1) return expression;

        // A product with a number is one with another number.
        int last = expression.LastIndexOf(" * ", StringComparison.Ordinal);
        if (last > 0 && IsSimple(expression.Substring(0, last)) && IsNumber(expression.Substring(last + " * ".Length), out int known))
            return Times(expression.Substring(0, last), checked(known * factor));
        return int.TryParse(expression, System.Globalization.NumberStyles.AllowLeadingSign, System.Globalization.CultureInfo.InvariantCulture, out int number)
            ? Literals.Integer((long)number * factor)
            : $"{Grouped(expression)} * {factor}";
    }

    /// <summary>The sum of expressions; products among them are put in parentheses.</summary>
    public static string Plus(params string[] terms)
    {
        string sum = "0";
        int present = 0;
        foreach (string term in terms)
        {
            if (term == "0" || term.Length == 0) continue;
            present++;
            if (present == 2) sum = GroupedTerm(sum);
            if (present == 1) sum = term;
            else sum = term[0] == '-' && IsSimple(term) ? $"{sum} - {term.Substring(1)}" : $"{sum} + {GroupedTerm(term)}";
        }

        return sum;
    }

    /// <summary>The difference of two expressions.</summary>
    public static string Minus(string left, string right)
        => right == "0" ? left : left == "0" ? $"-{Grouped(right)}" : $"{GroupedTerm(left)} - {Grouped(right)}";

    /// <summary>The quotient rounded down, of a numerator that is not negative.</summary>
    public static string Quotient(string numerator, int divisor) => divisor == 1 || numerator == "0" ? numerator : $"{Grouped(numerator)} / {divisor}";

    /// <summary>The remainder of a division.</summary>
    public static string Remainder(string numerator, int divisor) => divisor == 1 || numerator == "0" ? "0" : $"{Grouped(numerator)} % {divisor}";

    /// <summary>The quotient rounded up, for a numerator that is not negative or whose result below zero does not matter.</summary>
    public static string CeilingQuotient(string numerator, int divisor)
        => divisor == 1 ? numerator : $"{Grouped(Plus(numerator, Literals.Integer(divisor - 1)))} / {divisor}";

    /// <summary>An expression that may stand beside any operator.</summary>
    public static string Grouped(string expression) => IsSimple(expression) ? expression : $"({expression})";

    private static bool IsSimple(string expression) => expression.IndexOf(' ') < 0;

    private static bool IsNumber(string text, out int number)
        => int.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out number);

    /// <summary>Within a sum only products and quotients are put in parentheses, as the analyzers of style ask; sums are flattened.</summary>
    private static string GroupedTerm(string expression)
        => expression.IndexOf(" * ", StringComparison.Ordinal) >= 0 || expression.IndexOf(" / ", StringComparison.Ordinal) >= 0 || expression.IndexOf(" % ", StringComparison.Ordinal) >= 0
            ? IsWrapped(expression) ? expression : $"({expression})"
            : expression;

    /// <summary>Whether every product of a sum is in parentheses already.</summary>
    private static bool IsWrapped(string expression)
    {
        int depth = 0;
        for (int i = 0; i < expression.Length; i++)
        {
            if (expression[i] == '(') depth++;
            else if (expression[i] == ')') depth--;
            else if (depth == 0 && (expression[i] is '*' or '/' or '%')) return false;
        }

        return true;
    }
}
