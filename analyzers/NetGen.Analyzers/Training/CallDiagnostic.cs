using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

using NetGen.Generator;
using NetGen.Generator.Model;

namespace NetGen.Analyzers.Training;

/// <summary>Diagnostics about expressions in the user's code.</summary>
internal static class CallDiagnostic
{
    /// <param name="replacement">What a fix writes in the place of the expression.</param>
    public static Diagnostic Create(DiagnosticDescriptor rule, SyntaxNode place, string replacement, params object[] arguments)
    {
        // Where the whole creation is shown, there is no one expression to replace.
        if (place is BaseObjectCreationExpressionSyntax) return Diagnostic.Create(rule, place.GetLocation(), arguments);
        AttributeFix fix = AttributeFix.Of(new AttributeEdit(AttributeEditKind.ReplaceExpression, 0, replacement), $"Write {replacement}");
        return Diagnostic.Create(rule, place.GetLocation(), [place.GetLocation()], FixProperties.Write(fix), arguments);
    }
}
