using System.Globalization;

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace NetGen.Analyzers.Training;

/// <summary>What can be seen of a value where it is used: what made it, and what its properties were set to there.</summary>
internal static class SeenOperation
{
    /// <summary>The operation without conversions; of a local variable that one declaration gives its value, that value.</summary>
    public static IOperation? Origin(IOperation? operation, CancellationToken cancellationToken)
    {
        while (operation is IConversionOperation conversion) operation = conversion.Operand;
        if (operation is not ILocalReferenceOperation { Local.DeclaringSyntaxReferences: { Length: 1 } places, SemanticModel: { } model }) return operation;
        if (places[0].SyntaxTree != model.SyntaxTree) return operation;
        return model.GetOperation(places[0].GetSyntax(cancellationToken), cancellationToken) is IVariableDeclaratorOperation { Initializer.Value: { } value }
            ? Origin(value, cancellationToken)
            : operation;
    }

    /// <summary>What an object is given for a property where it is made; null where that is nothing.</summary>
    public static IOperation? Given(IObjectCreationOperation creation, string property)
        => (creation.Initializer?.Initializers ?? []).OfType<ISimpleAssignmentOperation>()
            .FirstOrDefault(assignment => assignment.Target is IPropertyReferenceOperation target
                && string.Equals(target.Property.Name, property, StringComparison.Ordinal))
            ?.Value;

    /// <summary>A constant number, null for all else.</summary>
    public static double? Number(IOperation? operation)
        => operation?.ConstantValue is { HasValue: true, Value: float or double or int or long }
            ? Convert.ToDouble(operation.ConstantValue.Value, CultureInfo.InvariantCulture)
            : null;

    /// <summary>Whether a type is the library's of this name.</summary>
    public static bool IsOfLibrary(ITypeSymbol? type, string name)
        => type is { ContainingNamespace: { Name: "NetGen", ContainingNamespace.IsGlobalNamespace: true }, ContainingType: null }
            && string.Equals(type.Name, name, StringComparison.Ordinal);
}
