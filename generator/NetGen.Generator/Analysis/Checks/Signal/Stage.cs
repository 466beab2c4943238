using NetGen.Generator.Layers;
using NetGen.Generator.Model;

namespace NetGen.Generator.Analysis.Checks;

/// <summary>A layer with weights together with the activation behind it, and what the two do to a signal's mean square.</summary>
/// <param name="Index">The node of the layer with weights.</param>
/// <param name="Forward">The mean square behind the activation over that in front of the layer; fan-in times variance where no activation follows.</param>
/// <param name="Backward">The same for the gradient's energy, fan-in x Var(w) x E f'^2: 1 keeps the whole gradient, whatever the shapes.</param>
internal sealed record Stage(int Index, double Forward, double Backward)
{
    /// <summary>What no formula is to blame for.</summary>
    private const double Tolerance = 1.02;

    /// <summary>That of He.</summary>
    private const double LargestCustomaryGain = 2.05;

    /// <summary>All layers with weights that are drawn at random and whose scale no normalisation takes out again, in the order of the network.</summary>
    public static IReadOnlyList<Stage> Of(NetworkGraph network)
    {
        var stages = new List<Stage>();
        for (int index = 0; index < network.Nodes.Count; index++)
        {
            LayerNode node = network.Nodes[index];
            if (NetworkGraph.WeightOf(node) is not { } weight || weight.Initializer.IsConstant || network.IsNormalized(index)) continue;
            double gain = weight.FanIn * weight.Weights.Std * weight.Weights.Std;
            IReadOnlyList<Follower> followers = network.Followers(index);
            double slope = followers.Count > 0 && followers[0].Kind == FollowerKind.Activation ? network.Signal.Layers[followers[0].Node].GradientFactor : 1;

            // The end of a branch may have the gain for the activation behind the sum: that is no fault of its own.
            bool isAdded = followers.Any(follower => follower.Kind == FollowerKind.Merge) && gain is >= 1 and <= LargestCustomaryGain;
            double forward = isAdded ? 1 : network.Signal.Layers[index].StageFactor ?? gain;
            stages.Add(new Stage(index, forward, isAdded ? slope : gain * slope));
        }

        return stages;
    }

    /// <summary>
    /// The layer to blame for a signal that grows or fades up to a node: the first whose factor is outside of what is accepted for one
    /// layer, else the one that is furthest off; null where none is.
    /// </summary>
    /// <param name="factor">Forward or backward.</param>
    /// <param name="grows">Whether factors above 1 are to blame.</param>
    public static Stage? AtFault(IEnumerable<Stage> stages, Func<Stage, double> factor, bool grows)
    {
        Stage[] guilty = [.. stages.Where(stage => grows ? factor(stage) > Tolerance : factor(stage) < 1 / Tolerance)];
        Stage? first = Array.Find(guilty, stage => factor(stage) is < 0.8 or > 1.25);
        return first ?? guilty.OrderBy(stage => grows ? -factor(stage) : factor(stage)).FirstOrDefault();
    }

    /// <summary>Where to show what is wrong with a layer's weights: at their initialiser, or at the layer where none is declared.</summary>
    public static int AttributeOf(LayerNode node) => NetworkGraph.WeightOf(node)?.Source?.AttributeIndex ?? node.AttributeIndex;

    /// <summary>
    /// A fix that gives unit gain to every layer whose declared initialiser does not; null where none does, or where one of them stands
    /// in a block, whose class is elsewhere.
    /// </summary>
    public static AttributeFix? UnitGainEverywhere(NetworkGraph network, IEnumerable<Stage> stages)
    {
        var edits = new List<AttributeEdit>();
        foreach (Stage stage in stages)
        {
            LayerNode node = network.Nodes[stage.Index];
            InitializerSource? source = NetworkGraph.WeightOf(node)!.Source;
            if (source is null || stage.Forward is > 0.8 and < 1.25) continue;
            if (!node.IsEditable) return null;
            edits.Add(Replacement.Edit(source, UnitGain.Initializer(network.ActivationBehind(stage.Index))));
        }

        return edits.Count == 0 ? null : new AttributeFix("Write initialisers of unit gain", edits.ToEquatableArray());
    }
}
