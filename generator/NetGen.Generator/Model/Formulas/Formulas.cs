namespace NetGen.Generator.Model;

/// <summary>
/// Makes formulas: without what changes nothing, with numbers computed, and with 1 / (1 + e^-x) and ln(1 + e^x) as functions of their own, whose
/// parts leave the range of floats where they themselves do not.
/// </summary>
internal static class Formulas
{
    public static Formula Argument { get; } = new ArgumentFormula();

    public static Formula Zero { get; } = new NumberFormula(0);

    public static Formula One { get; } = new NumberFormula(1);

    public static Formula Number(double value) => new NumberFormula(value);

    public static Formula Call(FormulaFunction function, Formula operand)
    {
        var call = new CallFormula(function, operand);
        if (operand is NumberFormula) return Number(call.At(0));
        if (function == FormulaFunction.Negate && operand is CallFormula { Function: FormulaFunction.Negate } twice) return twice.Operand;
        if (function == FormulaFunction.Negate && operand is JoinFormula { Operator: FormulaOperator.Multiply, Left: NumberFormula factor, Right: { } other }) return Multiply(Number(-factor.Value), other);
        if (function == FormulaFunction.Log && ExponentOf(operand) is { } exponent) return Call(FormulaFunction.Softplus, exponent);
        return call;
    }

    public static Formula Negate(Formula operand) => Call(FormulaFunction.Negate, operand);

    public static Formula Add(Formula left, Formula right) => (left, right) switch
    {
        (NumberFormula { Value: 0 }, _) => right,
        (_, NumberFormula { Value: 0 }) => left,
        (_, CallFormula { Function: FormulaFunction.Negate } negated) => Subtract(left, negated.Operand),
        _ => Join(FormulaOperator.Add, left, right),
    };

    public static Formula Subtract(Formula left, Formula right) => (left, right) switch
    {
        (NumberFormula { Value: 0 }, _) => Negate(right),
        (_, NumberFormula { Value: 0 }) => left,
        _ => Join(FormulaOperator.Subtract, left, right),
    };

    public static Formula Multiply(Formula left, Formula right) => (left, right) switch
    {
        (NumberFormula { Value: 0 }, _) or (_, NumberFormula { Value: 0 }) => Zero,
        (NumberFormula { Value: 1 }, _) => right,
        (_, NumberFormula { Value: 1 }) => left,
        (NumberFormula { Value: -1 }, _) => Negate(right),
        (_, NumberFormula { Value: -1 }) => Negate(left),
        _ => Join(FormulaOperator.Multiply, left, right),
    };

    public static Formula Divide(Formula left, Formula right)
    {
        if (right is NumberFormula { Value: 1 } || left is NumberFormula { Value: 0 }) return left;
        return ExponentOf(right) is { } exponent ? Multiply(left, Call(FormulaFunction.Sigmoid, Negate(exponent))) : Join(FormulaOperator.Divide, left, right);
    }

    public static Formula Max(Formula left, Formula right) => Join(FormulaOperator.Max, left, right);

    public static Formula Min(Formula left, Formula right) => Join(FormulaOperator.Min, left, right);

    /// <summary>A formula where left is less than right, another elsewhere.</summary>
    public static Formula Choose(Formula left, Formula right, Formula ifLess, Formula otherwise)
    {
        if (ifLess == otherwise) return ifLess;
        return left is NumberFormula first && right is NumberFormula second ? (first.Value < second.Value ? ifLess : otherwise) : new ChoiceFormula(left, right, ifLess, otherwise);
    }

    /// <summary>A whole power, as products.</summary>
    public static Formula Power(Formula operand, int exponent)
        => exponent == 0 ? One : exponent == 1 ? operand : exponent % 2 == 0 ? Square(Power(operand, exponent / 2)) : Multiply(operand, Power(operand, exponent - 1));

    private static Formula Square(Formula operand) => Multiply(operand, operand);

    /// <summary>The u of 1 + e^u; null for anything else.</summary>
    private static Formula? ExponentOf(Formula sum) => sum switch
    {
        JoinFormula { Operator: FormulaOperator.Add, Left: NumberFormula { Value: 1 }, Right: CallFormula { Function: FormulaFunction.Exp } power } => power.Operand,
        JoinFormula { Operator: FormulaOperator.Add, Left: CallFormula { Function: FormulaFunction.Exp } power, Right: NumberFormula { Value: 1 } } => power.Operand,
        _ => null,
    };

    private static Formula Join(FormulaOperator kind, Formula left, Formula right)
    {
        var join = new JoinFormula(kind, left, right);
        return left is NumberFormula && right is NumberFormula ? Number(join.At(0)) : join;
    }
}
