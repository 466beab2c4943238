using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

using NetGen.Analyzers.Rules;
using NetGen.Generator;
using NetGen.Generator.Analysis.Checks;
using NetGen.Generator.Layers;
using NetGen.Generator.Model;

namespace NetGen.Analyzers.Training;

/// <summary>NG5004: a trainer of a network whose gradients come back over many time steps, and whose options limit none.</summary>
internal static class ClippingCheck
{
    /// <summary>Over fewer steps a gradient seldom grows.</summary>
    public static readonly Threshold Steps = new(RuleIds.UnclippedRecurrence, "steps", 20, 1, 1e9);

    private static readonly string[] s_limits = ["ClipNorm", "ClipParameterNorm", "ClipValue"];

    /// <param name="call">Of CreateTrainer.</param>
    public static Diagnostic? Run(NetworkModel? network, InvocationExpressionSyntax call, SemanticModel model, CheckOptions options, CancellationToken cancellationToken)
    {
        if (network is not { IsTrained: true }) return null;
        LayerNode? longest = network.Nodes.Where(node => node.Find(Parameter.Recurrent) is not null).OrderByDescending(node => node.InputShapes[0].Positions).FirstOrDefault();
        if (longest is null || longest.InputShapes[0].Positions < options[Steps] || MayClip(call, model, cancellationToken)) return null;
        return Diagnostic.Create(
            NG5004_UnclippedRecurrence.Descriptor,
            call.ArgumentList.GetLocation(),
            longest.Name,
            $"is trained over {Text.Count(longest.InputShapes[0].Positions, "step")}, through which a gradient may grow at each, and nothing limits it",
            "Write new TrainerOptions { ClipNorm = 1 } as the second argument");
    }

    /// <summary>Whether the options limit the gradient, or cannot be seen.</summary>
    private static bool MayClip(InvocationExpressionSyntax call, SemanticModel model, CancellationToken cancellationToken)
    {
        if (call.ArgumentList.Arguments.Count < 2) return false;
        IOperation? options = model.GetOperation(call.ArgumentList.Arguments[1].Expression, cancellationToken);
        while (options is IConversionOperation conversion) options = conversion.Operand;
        if (options?.ConstantValue is { HasValue: true, Value: null }) return false;
        return options is not IObjectCreationOperation creation
            || (creation.Initializer?.Initializers ?? []).OfType<ISimpleAssignmentOperation>()
                .Any(assignment => assignment.Target is IPropertyReferenceOperation property && Array.IndexOf(s_limits, property.Property.Name) >= 0);
    }
}
