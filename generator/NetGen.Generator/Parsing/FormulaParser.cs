using System.Globalization;

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

using NetGen.Generator.Model;

namespace NetGen.Generator.Parsing;

/// <summary>
/// Reads a method of one float that computes a float as a formula: numbers and constants, + - * /, functions of MathF, choices, values with a name,
/// and other methods of the same type. Says what it does not understand.
/// </summary>
internal sealed class FormulaParser(INamedTypeSymbol type)
{
    /// <summary>Methods that call methods; more is a method that calls itself.</summary>
    private const int Deepest = 16;

    private const int LargestPower = 16;

    private static readonly Dictionary<string, FormulaFunction> Functions = new(StringComparer.Ordinal)
    {
        ["Exp"] = FormulaFunction.Exp,
        ["Log"] = FormulaFunction.Log,
        ["Tanh"] = FormulaFunction.Tanh,
        ["Sqrt"] = FormulaFunction.Sqrt,
        ["Abs"] = FormulaFunction.Abs,
    };

    private int _depth;
    private WholeNumbers _whole = new(type, null);

    /// <summary>The formula of a type's method, or what is wrong with it: a phrase that goes on from its name.</summary>
    public static (Formula? Formula, string? Problem) Parse(INamedTypeSymbol type, string method)
    {
        try
        {
            return (new FormulaParser(type).Call(method, [Formulas.Argument]), null);
        }
        catch (UnknownFormulaException unknown)
        {
            return (null, unknown.Message);
        }
    }

    private Formula Call(string name, Formula[] arguments)
    {
        IMethodSymbol method = Method(name, arguments.Length);
        if (method.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is not MethodDeclarationSyntax syntax) throw new UnknownFormulaException($"has no source for {name}: it must be declared in this project");
        if (++_depth > Deepest) throw new UnknownFormulaException($"has a method {name} that calls itself");
        var names = new Dictionary<string, Formula>(StringComparer.Ordinal);
        for (int i = 0; i < arguments.Length; i++) names[method.Parameters[i].Name] = arguments[i];
        WholeNumbers whole = _whole;
        _whole = new WholeNumbers(type, method);
        Formula result = syntax switch
        {
            { ExpressionBody.Expression: { } expression } => Read(expression, names),
            { Body.Statements: { } statements } => Read([.. statements], 0, names),
            _ => throw new UnknownFormulaException($"has a method {name} without a body"),
        };
        _depth--;
        _whole = whole;
        return result;
    }

    private IMethodSymbol Method(string name, int parameters)
    {
        IMethodSymbol[] found = [.. type.GetMembers(name).OfType<IMethodSymbol>().Where(candidate => candidate.Parameters.Length == parameters && candidate.IsStatic)];
        if (found.Length == 1) return found[0];
        throw new UnknownFormulaException($"has {(found.Length == 0 ? "no static method" : "several static methods")} {name} with {Text.Count(parameters, "parameter")}");
    }

    /// <summary>Statements from one on: values that get a name, and what is returned.</summary>
    private Formula Read(IReadOnlyList<StatementSyntax> statements, int first, Dictionary<string, Formula> names)
    {
        for (int i = first; i < statements.Count; i++)
        {
            switch (statements[i])
            {
                case LocalDeclarationStatementSyntax declaration:
                    foreach (VariableDeclaratorSyntax variable in declaration.Declaration.Variables)
                    {
                        names[variable.Identifier.ValueText] = variable.Initializer is { } initial ? Read(initial.Value, names) : throw Unknown(variable);
                        _whole.Declare(declaration.Declaration.Type, variable.Identifier.ValueText, initial.Value);
                    }

                    break;
                case ReturnStatementSyntax { Expression: { } expression }:
                    return Read(expression, names);
                case IfStatementSyntax choice:
                    // What follows is reached from a branch that returns nothing.
                    StatementSyntax[] rest = [.. statements.Skip(i + 1)];
                    Formula yes = Read([.. Block(choice.Statement), .. rest], 0, new Dictionary<string, Formula>(names, StringComparer.Ordinal));
                    Formula no = Read([.. choice.Else is { } other ? Block(other.Statement) : [], .. rest], 0, new Dictionary<string, Formula>(names, StringComparer.Ordinal));
                    return Choose(choice.Condition, yes, no, names);
                default:
                    throw Unknown(statements[i]);
            }
        }

        throw new UnknownFormulaException("has a branch that returns nothing");
    }

    private static IReadOnlyList<StatementSyntax> Block(StatementSyntax statement) => statement is BlockSyntax block ? block.Statements : [statement];

    private Formula Read(ExpressionSyntax expression, Dictionary<string, Formula> names) => expression switch
    {
        ParenthesizedExpressionSyntax inner => Read(inner.Expression, names),
        CastExpressionSyntax { Type: PredefinedTypeSyntax { Keyword.ValueText: "float" or "double" } } cast => Read(cast.Expression, names),
        LiteralExpressionSyntax { Token.Value: { } value } when value is int or long or float or double => Formulas.Number(Convert.ToDouble(value, CultureInfo.InvariantCulture)),
        IdentifierNameSyntax identifier => names.TryGetValue(identifier.Identifier.ValueText, out Formula? named) ? named : Constant(identifier.Identifier.ValueText, identifier),
        MemberAccessExpressionSyntax member => Constant(member),
        PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.UnaryMinusExpression } negated => Formulas.Negate(Read(negated.Operand, names)),
        PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.UnaryPlusExpression } same => Read(same.Operand, names),
        ConditionalExpressionSyntax choice => Choose(choice.Condition, Read(choice.WhenTrue, names), Read(choice.WhenFalse, names), names),
        BinaryExpressionSyntax binary => Join(binary, names),
        InvocationExpressionSyntax call => Call(call, names),
        _ => throw Unknown(expression),
    };

    private Formula Join(BinaryExpressionSyntax binary, Dictionary<string, Formula> names)
    {
        (Formula left, Formula right) = (Read(binary.Left, names), Read(binary.Right, names));
        return binary.Kind() switch
        {
            SyntaxKind.AddExpression => Formulas.Add(left, right),
            SyntaxKind.SubtractExpression => Formulas.Subtract(left, right),
            SyntaxKind.MultiplyExpression => Formulas.Multiply(left, right),
            SyntaxKind.DivideExpression when _whole.Are(binary.Left) && _whole.Are(binary.Right)
                => throw new UnknownFormulaException($"has '{binary}' in it, a division of whole numbers, which leaves nothing behind the point: one of them must be a float, such as 1f"),
            SyntaxKind.DivideExpression => Formulas.Divide(left, right),
            _ => throw Unknown(binary),
        };
    }

    private Formula Call(InvocationExpressionSyntax call, Dictionary<string, Formula> names)
    {
        if (call.ArgumentList.Arguments.Any(argument => argument.NameColon is not null || !argument.RefKindKeyword.IsKind(SyntaxKind.None))) throw Unknown(call);
        Formula[] arguments = [.. call.ArgumentList.Arguments.Select(argument => Read(argument.Expression, names))];
        string name;
        switch (call.Expression)
        {
            case IdentifierNameSyntax own when !type.GetMembers(own.Identifier.ValueText).IsEmpty:
                return Call(own.Identifier.ValueText, arguments);
            case MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax around, Name: IdentifierNameSyntax member } when around.Identifier.ValueText == type.Name:
                return Call(member.Identifier.ValueText, arguments);
            case IdentifierNameSyntax imported: // by using static
                name = imported.Identifier.ValueText;
                break;
            case MemberAccessExpressionSyntax { Name: IdentifierNameSyntax member } access when IsMathematics(access.Expression):
                name = member.Identifier.ValueText;
                break;
            default:
                throw Unknown(call.Expression);
        }

        return (name, arguments.Length) switch
        {
            (_, 1) when Functions.TryGetValue(name, out FormulaFunction function) => Formulas.Call(function, arguments[0]),
            ("Max", 2) => Formulas.Max(arguments[0], arguments[1]),
            ("Min", 2) => Formulas.Min(arguments[0], arguments[1]),
            ("Clamp", 3) => Formulas.Min(Formulas.Max(arguments[0], arguments[1]), arguments[2]),
            ("Pow", 2) when arguments[1] is NumberFormula { Value: >= 0 and <= LargestPower } power && power.Value == Math.Floor(power.Value) => Formulas.Power(arguments[0], (int)power.Value),
            ("Pow", 2) when arguments[1] is NumberFormula { Value: 0.5 } => Formulas.Call(FormulaFunction.Sqrt, arguments[0]),
            _ => throw Unknown(call),
        };
    }

    private Formula Choose(ExpressionSyntax condition, Formula yes, Formula no, Dictionary<string, Formula> names) => condition switch
    {
        ParenthesizedExpressionSyntax inner => Choose(inner.Expression, yes, no, names),
        PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalNotExpression } negated => Choose(negated.Operand, no, yes, names),
        BinaryExpressionSyntax binary => binary.Kind() switch
        {
            SyntaxKind.LogicalAndExpression => Choose(binary.Left, Choose(binary.Right, yes, no, names), no, names),
            SyntaxKind.LogicalOrExpression => Choose(binary.Left, yes, Choose(binary.Right, yes, no, names), names),
            SyntaxKind.LessThanExpression => Formulas.Choose(Read(binary.Left, names), Read(binary.Right, names), yes, no),
            SyntaxKind.GreaterThanExpression => Formulas.Choose(Read(binary.Right, names), Read(binary.Left, names), yes, no),
            SyntaxKind.LessThanOrEqualExpression => Formulas.Choose(Read(binary.Right, names), Read(binary.Left, names), no, yes),
            SyntaxKind.GreaterThanOrEqualExpression => Formulas.Choose(Read(binary.Left, names), Read(binary.Right, names), no, yes),
            _ => throw Unknown(condition),
        },
        _ => throw Unknown(condition),
    };

    /// <summary>A constant of the type, or a field that is given a value once.</summary>
    private Formula Constant(string name, SyntaxNode place)
    {
        if (type.GetMembers(name).OfType<IFieldSymbol>().FirstOrDefault() is not { } field) throw Unknown(place);
        if (field is { HasConstantValue: true, ConstantValue: { } value } && value is not (string or bool or char)) return Formulas.Number(Convert.ToDouble(value, CultureInfo.InvariantCulture));
        bool isFixed = field is { IsStatic: true, IsReadOnly: true } && field.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is VariableDeclaratorSyntax { Initializer: not null };
        if (!isFixed) throw Unknown(place);
        var declarator = (VariableDeclaratorSyntax)field.DeclaringSyntaxReferences[0].GetSyntax();
        return Read(declarator.Initializer!.Value, new Dictionary<string, Formula>(StringComparer.Ordinal));
    }

    private Formula Constant(MemberAccessExpressionSyntax member)
    {
        if (member.Expression is IdentifierNameSyntax own && own.Identifier.ValueText == type.Name) return Constant(member.Name.Identifier.ValueText, member);
        return (IsMathematics(member.Expression), member.Name.Identifier.ValueText) switch
        {
            (true, "PI" or "Pi") => Formulas.Number(Math.PI),
            (true, "E") => Formulas.Number(Math.E),
            _ => throw Unknown(member),
        };
    }

    /// <summary>MathF, System.MathF, Math or float.</summary>
    private static bool IsMathematics(ExpressionSyntax expression) => expression.ToString() is "MathF" or "System.MathF" or "global::System.MathF" or "Math" or "System.Math" or "global::System.Math" or "float";

    private static UnknownFormulaException Unknown(SyntaxNode node)
    {
        string text = node.ToString();
        return new UnknownFormulaException($"has '{(text.Length > 40 ? text.Substring(0, 40) + "..." : text)}' in it, which is not understood");
    }

    private sealed class UnknownFormulaException(string message) : Exception(message);
}
