using Microsoft.CodeAnalysis;

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

    /// <summary>Options of a trainer that limit the gradient.</summary>
    public static string[] Limits => ["ClipNorm", "ClipParameterNorm", "ClipValue"];

    /// <param name="call">Makes the trainer.</param>
    public static Diagnostic? Run(NetworkModel? network, TrainerCall call, SemanticModel model, CheckOptions options, CancellationToken cancellationToken)
    {
        if (network is not { IsTrained: true }) return null;
        LayerNode? longest = network.Nodes.Where(node => node.Find(Parameter.Recurrent) is not null).OrderByDescending(node => node.InputShapes[0].Positions).FirstOrDefault();
        if (longest is null || longest.InputShapes[0].Positions < options[Steps] || call.MaySet(model, cancellationToken, Limits)) return null;
        return Diagnostic.Create(
            NG5004_UnclippedRecurrence.Descriptor,
            call.Arguments.GetLocation(),
            longest.Name,
            $"is trained over {Text.Count(longest.InputShapes[0].Positions, "step")}, through which a gradient may grow at each, and nothing limits it",
            "Write new TrainerOptions { ClipNorm = 1 } as the last argument");
    }
}
