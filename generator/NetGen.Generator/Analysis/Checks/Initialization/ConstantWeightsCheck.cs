using NetGen.Generator.Layers;
using NetGen.Generator.Model;

namespace NetGen.Generator.Analysis.Checks;

/// <summary>
/// NG1003: weights that all begin with the same value, so that the units of a layer are copies of one; and NG1004, where that is meant and
/// does no harm: at the end of a residual branch, and at the head.
/// </summary>
internal sealed class ConstantWeightsCheck : LayerCheck
{
    public override bool IsStructural => true;

    protected override Finding? Check(NetworkGraph network, int index, CheckOptions options)
    {
        LayerNode node = network.Nodes[index];
        if (node.Find(Parameter.Weight) is not { Source: { } source, Initializer: { IsConstant: true, First: double value } } weight) return null;
        bool isScale = weight.FanIn == 0;

        // The scale of a normalisation is the same for all channels, as a rule; only 0 takes something away.
        if (isScale && value != 0) return null;
        if (value == 0 && EndsBranch(network, index)) return Accept(node, source, "ends a residual branch, so that the block begins as its input");
        if (!isScale && network.IsHead(index)) return Accept(node, source, "is the head, whose units differ by their targets");

        // A group of one unit reads channels of its own: equal weights make no copies of it.
        int copies = isScale ? 1 : node.Layer.Affine is not null ? node.OutputShape.Channels / weight.Groups : weight.Outputs;
        if (value != 0 && copies == 1) return null;
        ActivationFunction? activation = network.ActivationBehind(index);
        string initializer = isScale ? "Ones" : UnitGain.Initializer(activation);
        Finding finding = Report(RuleIds.ConstantWeights, source.AttributeIndex, node.Name, Describe(node, weight, value, activation), Remedy(isScale, initializer, activation));
        return !node.IsEditable ? finding : finding with { Fix = Replacement.Of(source, initializer) };
    }

    private static Finding Accept(LayerNode node, InitializerSource source, string why)
        => Report(RuleIds.ZeroInitializationAccepted, source.AttributeIndex, node.Name, $"may begin with [{source.Kind}]: it {why}", "Nothing need be changed");

    private static string Describe(LayerNode node, ParameterSpec weight, double value, ActivationFunction? activation)
    {
        if (weight.FanIn == 0) return "has a scale that begins with zeros, so it lets nothing of its input through";
        int outputs = weight.Groups * weight.Outputs;
        string units = Text.Count(outputs, node.Layer.Affine?.Unit ?? "unit");
        if (value != 0) return $"has weights that all begin with {Text.Of(value)}, so its {units} compute one and the same number and count as 1";
        bool isDead = activation is not null && activation.IsDeadBelowZero && !HasPositiveBias(node);
        return isDead
            ? $"has weights that begin with zeros, so behind {activation!.Kind} its {units} {(outputs == 1 ? "gives 0 and gets gradient 0: it never learns" : "give 0 and get gradient 0: they never learn")}"
            : $"has weights that begin with zeros, so its {units} {(outputs == 1 ? "gives" : "give")} the same number for every input, and no gradient passes to the layers above it";
    }

    private static string Remedy(bool isScale, string initializer, ActivationFunction? activation)
    {
        if (isScale) return "Write [Ones], or use the layer at the end of a residual branch";
        return activation is null
            ? $"Write [{initializer}], whose weights are drawn at random"
            : $"Write [{initializer}], which is drawn at random and suits {activation.Kind}";
    }

    private static bool HasPositiveBias(LayerNode node)
        => node.Find(Parameter.Bias) is { } bias && (!bias.Initializer.IsConstant || bias.Initializer.First > 0);

    /// <summary>Whether all that comes of the layer is added to something that does not come from it.</summary>
    private static bool EndsBranch(NetworkGraph network, int index)
    {
        IReadOnlyList<Follower> followers = network.Followers(index);
        return followers.Count > 0 && followers.All(follower => follower.Kind switch
        {
            FollowerKind.Merge => network.Nodes[follower.Node].Layer.Adds && AddsOther(network, follower.Node, index),
            FollowerKind.Normalization => EndsBranch(network, follower.Node),
            _ => false,
        });
    }

    /// <summary>Whether one of the summands is free of the layer.</summary>
    private static bool AddsOther(NetworkGraph network, int sum, int index)
    {
        var free = new HashSet<int>();
        return network.Nodes[sum].Inputs.Any(input => !Reaches(input));

        bool Reaches(int at)
        {
            if (at < index || free.Contains(at)) return false;
            if (at == index || network.Nodes[at].Inputs.Any(Reaches)) return true;
            free.Add(at);
            return false;
        }
    }
}
