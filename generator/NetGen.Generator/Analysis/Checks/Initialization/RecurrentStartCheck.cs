using NetGen.Generator.Layers;
using NetGen.Generator.Model;

namespace NetGen.Generator.Analysis.Checks;

/// <summary>NG1013: recurrent weights that begin neither orthogonal nor as an identity, or a forget gate that begins half open.</summary>
/// <remarks>
/// Saxe et al., 2014: a step multiplies by the same matrix again and again, and only one that keeps lengths neither loses nor blows up what is carried. Jozefowicz et al., 2015: a
/// bias of 1 lets the cell state, and its gradient, last for a few steps.
/// </remarks>
internal sealed class RecurrentStartCheck : NetworkCheck
{
    private const string Better = "Orthogonal";

    public override IEnumerable<Finding> Run(NetworkGraph network, CheckOptions options)
    {
        foreach (LayerNode node in network.Nodes)
        {
            foreach (ParameterSpec weight in node.Parameters.Where(parameter => parameter.Kind == Parameter.Recurrent))
            {
                if (CheckWeight(node, weight) is { } finding) yield return finding;
            }

            if (CheckForgetGate(node) is { } gate) yield return gate;
        }
    }

    /// <summary>What another library begins with is a choice for the whole network, of which nothing is said here.</summary>
    private static Finding? CheckWeight(LayerNode node, ParameterSpec weight)
    {
        if (weight is not { Source: { IsDefault: false } source, Initializer.Distribution: not (Distribution.Orthogonal or Distribution.Identity) }) return null;
        Finding finding = Report(
            RuleIds.RecurrentStart,
            source.AttributeIndex,
            node.Name,
            weight.Initializer is { IsConstant: true, First: 0 }
                ? "begins with recurrent weights of 0, so that no step sees the one before"
                : $"begins with recurrent weights of {source.Kind}, and a step that multiplies by them {Text.Count(node.InputShapes[0].Positions, "time")} loses some directions and blows up others",
            $"Write [{Better}] with its target, or remove [{source.Kind}]: recurrent weights begin orthogonal by themselves");
        return !node.IsEditable ? finding : finding with { Fix = Replacement.Of(source, Better) };
    }

    private static Finding? CheckForgetGate(LayerNode node)
    {
        ParameterSpec[] biases = [.. node.Parameters.Where(parameter => parameter.ForgetGate is not null)];
        if (biases.Length == 0 || biases.Any(bias => bias.Source is { IsDefault: true }) || biases.Sum(Start) is not 0) return null;
        InitializerSource? source = biases.Select(bias => bias.Source).FirstOrDefault(given => given is not null);
        Finding finding = Report(
            RuleIds.RecurrentStart,
            source?.AttributeIndex ?? node.AttributeIndex,
            node.Name,
            "begins with a forget gate of bias 0, which halves the cell state, and its gradient, at every step",
            source is null ? "Remove ForgetBias: it is 1 by itself" : $"Remove [{source.Kind}]: the bias of the forget gate is 1 by itself");
        if (!node.IsEditable) return finding;
        return finding with
        {
            Fix = source is null
                ? AttributeFix.Of(new AttributeEdit(AttributeEditKind.RemoveArgument, node.AttributeIndex, "ForgetBias"), "Remove ForgetBias")
                : AttributeFix.Of(new AttributeEdit(AttributeEditKind.Remove, source.AttributeIndex, string.Empty), $"Remove [{source.Kind}]"),
        };
    }

    /// <summary>What the forget gate's bias is at first, in the mean.</summary>
    private static double Start(ParameterSpec bias)
        => bias.Initializer.Distribution == Distribution.PartConstants ? bias.Initializer.Values[bias.ForgetGate!.Value] : bias.Initializer.Mean;
}
