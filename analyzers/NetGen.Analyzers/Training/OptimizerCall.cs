using System.Globalization;

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

using NetGen.Generator.Signal;

namespace NetGen.Analyzers.Training;

/// <summary>An optimiser as the code makes it: <c>new Adam(1e-3f) { Epsilon = 1e-6 }</c>.</summary>
/// <param name="Kind">What is known of its class.</param>
/// <param name="Syntax">The whole expression.</param>
/// <param name="Rate">The learning rate's expression, or the whole where none is given.</param>
/// <param name="LearningRate">Null where it is no constant.</param>
/// <param name="Settings">Properties that are set, with their expressions; NaN where those are no constants.</param>
internal sealed record OptimizerCall(
    OptimizerRow Kind,
    SyntaxNode Syntax,
    SyntaxNode Rate,
    double? LearningRate,
    IReadOnlyDictionary<string, (double Value, SyntaxNode Syntax)> Settings)
{
    /// <summary>Whether steps grow from the first on, and settle. With a momentum of 1 or more they never do.</summary>
    public bool HasMomentum => Kind.Defaults.ContainsKey("Momentum") && Setting("Momentum") is > 0 and < 1;

    /// <summary>The value of a property, or its default; NaN where it is set to what is no constant.</summary>
    public double Setting(string name) => Settings.TryGetValue(name, out (double Value, SyntaxNode Syntax) setting) ? setting.Value : Kind.Defaults[name];

    /// <summary>The optimiser that an expression makes, or that the local variable which it names was made as; null where that cannot be seen.</summary>
    public static OptimizerCall? Find(SemanticModel model, SyntaxNode expression, CancellationToken cancellationToken)
    {
        if (Read(model.GetOperation(expression, cancellationToken)) is { } direct) return direct;
        if (model.GetSymbolInfo(expression, cancellationToken).Symbol is not ILocalSymbol { DeclaringSyntaxReferences: { Length: 1 } places }) return null;
        return places[0].GetSyntax(cancellationToken) is { } declaration
            && declaration.SyntaxTree == model.SyntaxTree
            && model.GetOperation(declaration, cancellationToken) is IVariableDeclaratorOperation { Initializer.Value: { } value }
            ? Read(value)
            : null;
    }

    /// <summary>The optimiser that an operation makes, null for any other.</summary>
    public static OptimizerCall? Read(IOperation? operation)
    {
        while (operation is IConversionOperation conversion) operation = conversion.Operand;
        if (operation is not IObjectCreationOperation { Type: { } type } creation || KindOf(type) is not { } kind) return null;
        IArgumentOperation? rate = creation.Arguments.FirstOrDefault(argument => string.Equals(argument.Parameter?.Name, "learningRate", StringComparison.Ordinal));
        bool isGiven = rate is { ArgumentKind: ArgumentKind.Explicit };
        var settings = new Dictionary<string, (double, SyntaxNode)>(StringComparer.Ordinal);
        foreach (IOperation initializer in creation.Initializer?.Initializers ?? [])
        {
            if (initializer is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation property } assignment)
            {
                settings[property.Property.Name] = (Constant(assignment.Value) ?? double.NaN, assignment.Value.Syntax);
            }
        }

        return new OptimizerCall(kind, creation.Syntax, isGiven ? rate!.Value.Syntax : creation.Syntax, rate is null ? null : Constant(rate.Value), settings);
    }

    private static OptimizerRow? KindOf(ITypeSymbol type)
        => type is { ContainingNamespace: { Name: "NetGen", ContainingNamespace.IsGlobalNamespace: true }, ContainingType: null }
            ? OptimizerTable.Find(type.Name)
            : null;

    private static double? Constant(IOperation operation)
        => operation.ConstantValue is { HasValue: true, Value: float or double or int or long or decimal }
            ? Convert.ToDouble(operation.ConstantValue.Value, CultureInfo.InvariantCulture)
            : null;
}
