using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NetGen.Generator.Parsing;

/// <summary>Which expressions of a method are whole numbers, whose quotients C# cuts off: 1 / 2 is 0.</summary>
/// <param name="type">Whose fields and methods they may name.</param>
/// <param name="method">Whose parameters; null for the initial value of a field.</param>
internal sealed class WholeNumbers(INamedTypeSymbol type, IMethodSymbol? method)
{
    private readonly Dictionary<string, bool> _locals = new(StringComparer.Ordinal);

    /// <summary>Takes note of a variable.</summary>
    /// <param name="declared">Its type as it is written.</param>
    public void Declare(TypeSyntax declared, string name, ExpressionSyntax initial)
        => _locals[name] = declared is PredefinedTypeSyntax known ? known.Keyword.ValueText is not ("float" or "double") : Are(initial);

    public bool Are(ExpressionSyntax expression) => expression switch
    {
        LiteralExpressionSyntax { Token.Value: int or long } => true,
        ParenthesizedExpressionSyntax inner => Are(inner.Expression),
        PrefixUnaryExpressionSyntax signed => Are(signed.Operand),
        ConditionalExpressionSyntax choice => Are(choice.WhenTrue) && Are(choice.WhenFalse),
        BinaryExpressionSyntax join => Are(join.Left) && Are(join.Right),
        IdentifierNameSyntax identifier => IsWhole(identifier.Identifier.ValueText),
        MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax own } member when own.Identifier.ValueText == type.Name => IsWhole(member.Name.Identifier.ValueText),
        InvocationExpressionSyntax call => IsWhole(call),
        _ => false,
    };

    private bool IsWhole(string name)
    {
        if (_locals.TryGetValue(name, out bool isWhole)) return isWhole;
        if (method?.Parameters.FirstOrDefault(parameter => parameter.Name == name) is { } found) return IsWhole(found.Type);
        return type.GetMembers(name).OfType<IFieldSymbol>().FirstOrDefault() is { } field && IsWhole(field.Type);
    }

    /// <summary>A method of the type by what it returns; Math's have a form for whole numbers, MathF's have none.</summary>
    private bool IsWhole(InvocationExpressionSyntax call)
    {
        string name = call.Expression is MemberAccessExpressionSyntax access ? access.Name.Identifier.ValueText : call.Expression.ToString();
        if (type.GetMembers(name).OfType<IMethodSymbol>().FirstOrDefault(own => own.IsStatic) is { } declared) return IsWhole(declared.ReturnType);
        bool hasFormForWhole = !call.Expression.ToString().Contains("MathF.") && name is "Max" or "Min" or "Abs" or "Clamp";
        return hasFormForWhole && call.ArgumentList.Arguments.All(argument => Are(argument.Expression));
    }

    private static bool IsWhole(ITypeSymbol type) => type.SpecialType is not (SpecialType.System_Single or SpecialType.System_Double);
}
