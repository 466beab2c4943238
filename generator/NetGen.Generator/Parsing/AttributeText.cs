using System.Globalization;

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

using NetGen.Generator.Model;

namespace NetGen.Generator.Parsing;

/// <summary>Reads one of the library's attributes as fixes write it, 'He(Slope = 0.3)', without a compilation that has it.</summary>
/// <param name="library">Where the attributes' classes are.</param>
internal sealed class AttributeText(IAssemblySymbol library)
{
    /// <summary>The attribute, without a place among others; null where the library has none such.</summary>
    public AttributeDeclaration? Read(string text)
    {
        (string? kind, SeparatedSyntaxList<ArgumentSyntax> given) = SyntaxFactory.ParseExpression(text) switch
        {
            IdentifierNameSyntax name => (name.Identifier.ValueText, default),
            InvocationExpressionSyntax { Expression: IdentifierNameSyntax name } call => (name.Identifier.ValueText, call.ArgumentList.Arguments),
            _ => (null, default),
        };
        string metadataName = $"NetGen.{kind}Attribute";
        if (kind is null || (library.GetTypeByMetadataName(metadataName) ?? library.GetTypeByMetadataName(metadataName + "`1")) is not { } type) return null;
        var arguments = new List<ArgumentDeclaration>();
        ArgumentSyntax[] positional = [.. given.Where(argument => argument.Expression is not AssignmentExpressionSyntax)];
        if (positional.Length > 0 && !ReadConstructor(type, positional, arguments)) return null;
        foreach (AssignmentExpressionSyntax property in given.Select(argument => argument.Expression).OfType<AssignmentExpressionSyntax>())
        {
            string name = property.Left.ToString();
            if (TypeOf(type, name) is not { } expected || Value(property.Right, expected) is not { } value) return null;
            arguments.Add(new ArgumentDeclaration(name, value));
        }

        if (positional.Length == 0) AddDefaults(type, arguments);
        return new AttributeDeclaration(kind, -1, arguments.ToEquatableArray(), -1, IsComplete: true);
    }

    /// <summary>Arguments of the first constructor that takes as many; those that are left out have its defaults. One named alone, as where it is to be
    /// set, need not be all.</summary>
    private static bool ReadConstructor(INamedTypeSymbol type, ArgumentSyntax[] given, List<ArgumentDeclaration> arguments)
    {
        foreach (IMethodSymbol constructor in type.InstanceConstructors.OrderBy(candidate => candidate.Parameters.Length))
        {
            if (constructor.Parameters.Length < given.Length || constructor.Parameters.Any(parameter => parameter.IsParams)) continue;
            IParameterSymbol?[] parameters =
            [
                .. given.Select((argument, place) => argument.NameColon is { } name
                    ? constructor.Parameters.FirstOrDefault(parameter => parameter.Name == name.Name.Identifier.ValueText)
                    : constructor.Parameters[place]),
            ];
            ArgumentValue?[] values = [.. given.Select((argument, place) => parameters[place] is { } parameter
                ? Value(argument.Expression, parameter.Type) : null)];
            if (values.Any(value => value is null)) continue;
            for (int place = 0; place < given.Length; place++) arguments.Add(new ArgumentDeclaration(parameters[place]!.Name, values[place]!));
            arguments.AddRange(Defaults(constructor).Where(standard => arguments.All(argument => argument.Name != standard.Name)));
            return true;
        }

        return false;
    }

    private static void AddDefaults(INamedTypeSymbol type, List<ArgumentDeclaration> arguments)
    {
        if (type.InstanceConstructors.FirstOrDefault(candidate => candidate.Parameters.All(parameter => parameter.HasExplicitDefaultValue)) is { } constructor)
            arguments.AddRange(Defaults(constructor));
    }

    private static IEnumerable<ArgumentDeclaration> Defaults(IMethodSymbol constructor)
        => constructor.Parameters.Where(parameter => parameter.HasExplicitDefaultValue)
            .Select(parameter => new ArgumentDeclaration(parameter.Name, Constant(parameter.ExplicitDefaultValue)));

    private static ArgumentValue Constant(object? value) => value switch
    {
        bool flag => ArgumentValue.Of(flag),
        string text => ArgumentValue.Of(text),
        double or float => ArgumentValue.Of(Convert.ToDouble(value, CultureInfo.InvariantCulture)),
        int or long or short or byte => ArgumentValue.Of(Convert.ToInt64(value, CultureInfo.InvariantCulture)),
        _ => ArgumentValue.Null,
    };

    private static ITypeSymbol? TypeOf(INamedTypeSymbol type, string property)
    {
        for (INamedTypeSymbol? at = type; at is not null; at = at.BaseType)
        {
            if (at.GetMembers(property).OfType<IPropertySymbol>().FirstOrDefault() is { } found) return found.Type;
        }

        return null;
    }

    private static ArgumentValue? Value(ExpressionSyntax expression, ITypeSymbol expected) => expression switch
    {
        LiteralExpressionSyntax { Token.Value: bool flag } => ArgumentValue.Of(flag),
        LiteralExpressionSyntax { Token.Value: string text } => ArgumentValue.Of(text),
        LiteralExpressionSyntax { Token.Value: { } number } => Number(number, 1, expected),
        PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.UnaryMinusExpression, Operand: LiteralExpressionSyntax { Token.Value: { } number } } =>
            Number(number, -1, expected),
        MemberAccessExpressionSyntax member => expected.GetMembers(member.Name.Identifier.ValueText).OfType<IFieldSymbol>()
            .FirstOrDefault() is { HasConstantValue: true } field
            ? ArgumentValue.Of(Convert.ToInt64(field.ConstantValue, CultureInfo.InvariantCulture))
            : null,
        _ => null,
    };

    /// <summary>A whole number where a whole number is asked for, else a number with a point.</summary>
    private static ArgumentValue? Number(object number, int sign, ITypeSymbol expected) => expected.SpecialType switch
    {
        SpecialType.System_Double or SpecialType.System_Single => ArgumentValue.Of(sign * Convert.ToDouble(number, CultureInfo.InvariantCulture)),
        SpecialType.System_Int32 or SpecialType.System_Int64 when number is int or long => ArgumentValue.Of(sign * Convert.ToInt64(number,
            CultureInfo.InvariantCulture)),
        _ => null,
    };
}
