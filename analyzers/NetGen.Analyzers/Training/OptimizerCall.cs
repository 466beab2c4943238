using System.Globalization;

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

using NetGen.Generator.Signal;

namespace NetGen.Analyzers.Training;

/// <summary>An optimiser as the code makes it: <c>new Adam(1e-3f) { Epsilon = 1e-6 }</c>.</summary>
/// <param name="Syntax">The whole expression.</param>
/// <param name="Rate">The learning rate's expression, or the whole where none is given.</param>
/// <param name="LearningRate">Null where it is no constant.</param>
/// <param name="Settings">Properties that are set, with their expressions; NaN where those are no constants.</param>
internal sealed record OptimizerCall(
    OptimizerKind Kind,
    SyntaxNode Syntax,
    SyntaxNode Rate,
    double? LearningRate,
    IReadOnlyDictionary<string, (double Value, SyntaxNode Syntax)> Settings)
{
    /// <summary>What the size of its steps depends on; null where something of it is set to what is no constant.</summary>
    public UpdateSettings? ReadUpdate()
    {
        UpdateSettings defaults = UpdateSettings.Default(Kind);
        UpdateSettings settings = new(Setting(nameof(UpdateSettings.Epsilon), defaults.Epsilon))
        {
            Alpha = Setting(nameof(UpdateSettings.Alpha), defaults.Alpha),
            Rho = Setting(nameof(UpdateSettings.Rho), defaults.Rho),
            Momentum = Setting(nameof(UpdateSettings.Momentum), defaults.Momentum),
            Dampening = Setting(nameof(UpdateSettings.Dampening), defaults.Dampening),
        };
        bool isKnown = !double.IsNaN(settings.Epsilon + settings.Alpha + settings.Rho + settings.Momentum + settings.Dampening);
        return isKnown ? settings : null;
    }

    /// <summary>The value of a property, or its default; NaN where it is set to what is no constant.</summary>
    public double Setting(string name, double fallback) => Settings.TryGetValue(name, out (double Value, SyntaxNode Syntax) setting) ? setting.Value : fallback;

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

    private static OptimizerKind? KindOf(ITypeSymbol type)
        => type is { ContainingNamespace: { Name: "NetGen", ContainingNamespace.IsGlobalNamespace: true }, ContainingType: null }
            && Enum.TryParse(type.Name, out OptimizerKind kind)
            ? kind
            : null;

    private static double? Constant(IOperation operation)
        => operation.ConstantValue is { HasValue: true, Value: float or double or int or long or decimal }
            ? Convert.ToDouble(operation.ConstantValue.Value, CultureInfo.InvariantCulture)
            : null;
}
