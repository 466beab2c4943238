namespace NetGen.Generator.Model;

/// <summary>
/// A function of one number as a tree: what a user's method computes, so that its derivative can be found, its moments integrated and its code
/// written for vectors. <see cref="Formulas"/> makes them.
/// </summary>
internal abstract record Formula
{
    /// <summary>Its value.</summary>
    public abstract double At(double x);

    /// <summary>Its derivative.</summary>
    public abstract Formula Derive();

    /// <summary>What it is made of, outermost parts only.</summary>
    public abstract IEnumerable<Formula> Parts { get; }

    /// <summary>The two whose difference decides what it is, where it has a corner; null for what is smooth.</summary>
    public virtual (Formula Left, Formula Right)? Edge => null;

    /// <summary>It and all that it is made of, parts first.</summary>
    public IEnumerable<Formula> All => Parts.SelectMany(part => part.All).Append(this);
}

/// <summary>The argument.</summary>
internal sealed record ArgumentFormula : Formula
{
    public override IEnumerable<Formula> Parts => [];

    public override double At(double x) => x;

    public override Formula Derive() => Formulas.One;
}

/// <summary>A number.</summary>
internal sealed record NumberFormula(double Value) : Formula
{
    public override IEnumerable<Formula> Parts => [];

    public override double At(double x) => Value;

    public override Formula Derive() => Formulas.Zero;
}

/// <summary>A function of a formula's value.</summary>
internal sealed record CallFormula(FormulaFunction Function, Formula Operand) : Formula
{
    public override IEnumerable<Formula> Parts => [Operand];

    public override (Formula Left, Formula Right)? Edge => Function == FormulaFunction.Abs ? (Operand, Formulas.Zero) : null;

    public override double At(double x)
    {
        double value = Operand.At(x);
        return Function switch
        {
            FormulaFunction.Negate => -value,
            FormulaFunction.Exp => Math.Exp(value),
            FormulaFunction.Log => Math.Log(value),
            FormulaFunction.Tanh => Math.Tanh(value),
            FormulaFunction.Sqrt => Math.Sqrt(value),
            FormulaFunction.Abs => Math.Abs(value),
            FormulaFunction.Sigmoid => 1 / (1 + Math.Exp(-value)),
            FormulaFunction.Softplus => Math.Max(value, 0) + Math.Log(1 + Math.Exp(-Math.Abs(value))),
            _ => throw new InvalidOperationException($"No value of {Function}."),
        };
    }

    public override Formula Derive() => Formulas.Multiply(Operand.Derive(), Function switch
    {
        FormulaFunction.Negate => Formulas.Number(-1),
        FormulaFunction.Exp => this,
        FormulaFunction.Log => Formulas.Divide(Formulas.One, Operand),
        FormulaFunction.Tanh => Formulas.Subtract(Formulas.One, Formulas.Multiply(this, this)),
        FormulaFunction.Sqrt => Formulas.Divide(Formulas.Number(0.5), this),
        FormulaFunction.Abs => Formulas.Choose(Formulas.Zero, Operand, Formulas.One, Formulas.Choose(Operand, Formulas.Zero, Formulas.Number(-1), Formulas.Zero)),
        FormulaFunction.Sigmoid => Formulas.Multiply(this, Formulas.Subtract(Formulas.One, this)),
        FormulaFunction.Softplus => Formulas.Call(FormulaFunction.Sigmoid, Operand),
        _ => throw new InvalidOperationException($"No derivative of {Function}."),
    });
}

/// <summary>What is made of two formulas' values.</summary>
internal sealed record JoinFormula(FormulaOperator Operator, Formula Left, Formula Right) : Formula
{
    public override IEnumerable<Formula> Parts => [Left, Right];

    public override (Formula Left, Formula Right)? Edge => Operator is FormulaOperator.Max or FormulaOperator.Min ? (Left, Right) : null;

    public override double At(double x)
    {
        (double left, double right) = (Left.At(x), Right.At(x));
        return Operator switch
        {
            FormulaOperator.Add => left + right,
            FormulaOperator.Subtract => left - right,
            FormulaOperator.Multiply => left * right,
            FormulaOperator.Divide => left / right,
            FormulaOperator.Max => Math.Max(left, right),
            FormulaOperator.Min => Math.Min(left, right),
            _ => throw new InvalidOperationException($"No value of {Operator}."),
        };
    }

    public override Formula Derive()
    {
        (Formula left, Formula right) = (Left.Derive(), Right.Derive());
        return Operator switch
        {
            FormulaOperator.Add => Formulas.Add(left, right),
            FormulaOperator.Subtract => Formulas.Subtract(left, right),
            FormulaOperator.Multiply => Formulas.Add(Formulas.Multiply(left, Right), Formulas.Multiply(Left, right)),

            // (left - quotient x right) / Right: no square that leaves the range of numbers before the quotient does.
            FormulaOperator.Divide => Formulas.Divide(Formulas.Subtract(left, Formulas.Multiply(this, right)), Right),

            // Where both are equal that of a constant counts: at 0 a rectifier's derivative is 0, as frameworks have it.
            FormulaOperator.Max => Left is NumberFormula ? Formulas.Choose(Left, Right, right, left) : Formulas.Choose(Right, Left, left, right),
            FormulaOperator.Min => Left is NumberFormula ? Formulas.Choose(Right, Left, right, left) : Formulas.Choose(Left, Right, left, right),
            _ => throw new InvalidOperationException($"No derivative of {Operator}."),
        };
    }
}

/// <summary>One formula where Left is less than Right, another elsewhere.</summary>
internal sealed record ChoiceFormula(Formula Left, Formula Right, Formula IfLess, Formula Otherwise) : Formula
{
    public override IEnumerable<Formula> Parts => [Left, Right, IfLess, Otherwise];

    public override (Formula Left, Formula Right)? Edge => (Left, Right);

    public override double At(double x) => Left.At(x) < Right.At(x) ? IfLess.At(x) : Otherwise.At(x);

    public override Formula Derive() => Formulas.Choose(Left, Right, IfLess.Derive(), Otherwise.Derive());
}

internal enum FormulaFunction
{
    Negate,
    Exp,
    Log,
    Tanh,
    Sqrt,
    Abs,

    /// <summary>1 / (1 + e^-x).</summary>
    Sigmoid,

    /// <summary>ln(1 + e^x).</summary>
    Softplus,
}

internal enum FormulaOperator
{
    Add,
    Subtract,
    Multiply,
    Divide,
    Max,
    Min,
}
