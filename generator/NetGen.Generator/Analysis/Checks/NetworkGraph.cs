using NetGen.Generator.Layers;
using NetGen.Generator.Model;
using NetGen.Generator.Prediction;

namespace NetGen.Generator.Analysis.Checks;

/// <summary>A network as the checks look at it: what stands in front of a layer, and what becomes of its output.</summary>
internal sealed class NetworkGraph
{
    private readonly List<int>[] _readers;
    private readonly Lazy<SignalReport> _signal;

    public NetworkGraph(NetworkModel model)
    {
        Model = model;
        _signal = new Lazy<SignalReport>(() => SignalAnalysis.Analyze(model));
        _readers = [.. model.Nodes.Select(_ => new List<int>())];
        for (int index = 0; index < model.Nodes.Count; index++)
        {
            foreach (int input in model.Nodes[index].Inputs.Distinct())
            {
                if (input >= 0) _readers[input].Add(index);
            }
        }
    }

    public NetworkModel Model { get; }

    public EquatableArray<LayerNode> Nodes => Model.Nodes;

    /// <summary>Whether the declaration says that it ends where it does. Without a loss or a softmax more layers may be on their way.</summary>
    public bool IsEnded => Model.IsTrained || Model.Outputs.All(output => Nodes[output].Layer.GivesProbabilities);

    /// <summary>The predicted size of activations and gradients.</summary>
    public SignalReport Signal => _signal.Value;

    /// <summary>
    /// Whether every layer gives twice as much for twice its input, so that small weights make signals and gradients small at all layers alike and
    /// bend nothing: products with weights,
    /// rectifiers of two straight lines, sums of branches. Normalisations begin anew.
    /// </summary>
    public bool IsHomogeneous => Nodes.All(node => node.Layer switch
    {
        { Activation: { } activation } => activation.IsHomogeneous,
        { Affine: not null } or { Normalizes: true } or { KeepsDistribution: true } or { Adds: true } => true,
        { GivesProbabilities: true } => Nodes.All(reader => reader.Inputs.All(input => input < 0 || Nodes[input] != node)),
        _ => false,
    });

    /// <summary>The layers that read a layer's output.</summary>
    public IReadOnlyList<int> Readers(int index) => _readers[index];

    /// <summary>The layer in front of another, or null where that is the network's input.</summary>
    public LayerNode? Source(LayerNode node) => node.Inputs[0] < 0 ? null : Nodes[node.Inputs[0]];

    /// <summary>The weight of a layer that sums inputs and does nothing else with them, null for all others.</summary>
    public static ParameterSpec? WeightOf(LayerNode node) => node.Layer.Affine is not null ? node.Weight : null;

    /// <summary>
    /// What a layer's output comes to, through pooling, dropout, flattening and concatenation, which leave the distribution of values as it
    /// is or nearly so: one for each way that it goes.
    /// </summary>
    public IReadOnlyList<Follower> Followers(int index)
    {
        var found = new List<Follower>();
        var seen = new HashSet<int>();
        Follow(index);
        return found;

        void Follow(int at)
        {
            if (Model.IsOutput(at)) found.Add(new Follower(FollowerKind.End, at));
            foreach (int reader in _readers[at])
            {
                if (!seen.Add(reader)) continue;
                FollowerKind? kind = Classify(Nodes[reader].Layer);
                if (kind is null) Follow(reader);
                else found.Add(new Follower(kind.Value, reader));
            }
        }
    }

    /// <summary>Whether all that comes of a layer are layers that sum inputs, at once: it has no activation.</summary>
    public bool IsLinearHidden(int index) => Followers(index) is { Count: > 0 } followers && followers.All(follower => follower.Kind == FollowerKind.Affine);

    /// <summary>Whether a layer gives what the network gives, as it is or as probabilities, and feeds nothing else.</summary>
    public bool IsHead(int index)
        => Followers(index).All(follower => follower.Kind == FollowerKind.End || (follower.Kind == FollowerKind.Softmax && IsHead(follower.Node)));

    /// <summary>The last attribute that belongs to a layer: its own, or its last initialiser.</summary>
    public static int LastAttributeOf(LayerNode node)
        => node.Parameters.Select(parameter => parameter.Source?.AttributeIndex ?? 0).Concat([node.AttributeIndex]).Max();

    /// <summary>
    /// A fix that takes a layer away; null where that would change more than this one layer: inside a block, or where its output is read
    /// by name, or where it reads another than the one above.
    /// </summary>
    public AttributeFix? Removal(int index)
    {
        LayerNode node = Nodes[index];
        bool isPlain = node.IsEditable
            && node.Inputs.Count == 1
            && node.Inputs[0] == index - 1
            && (Model.IsOutput(index) ? _readers[index].Count == 0 : _readers[index].Count == 1 && _readers[index][0] == index + 1);
        return isPlain && Nodes.Count > 1
            ? AttributeFix.Of(new AttributeEdit(AttributeEditKind.Remove, node.AttributeIndex, string.Empty), $"Remove [{node.Layer.Kind}]")
            : null;
    }

    /// <summary>The activation that a layer's output comes to on all its ways, null where there is none or where they differ.</summary>
    public ActivationFunction? ActivationBehind(int index)
    {
        ActivationFunction? activation = null;
        foreach (Follower follower in Followers(index))
        {
            if (follower.Kind != FollowerKind.Activation) return null;
            ActivationFunction? function = Nodes[follower.Node].Layer.Activation;
            if (activation is not null && activation != function) return null;
            activation = function;
        }

        return activation;
    }

    /// <summary>
    /// Whether the size of a layer's output does not matter, because all its ways lead into a normalisation: at once, or directly behind
    /// the activation.
    /// </summary>
    public bool IsNormalized(int index)
    {
        IReadOnlyList<Follower> followers = Followers(index);
        return followers.Count > 0 && followers.All(follower => follower.Kind switch
        {
            FollowerKind.Normalization => true,
            FollowerKind.Activation => Followers(follower.Node) is { Count: > 0 } next && next.All(behind => behind.Kind == FollowerKind.Normalization),
            _ => false,
        });
    }

    /// <summary>
    /// Whether all that comes of a layer is added to something that does not come of it: it stands in a residual branch, and how small it is makes the branch small and not the
    /// signal.
    /// </summary>
    public bool IsInBranch(int index)
    {
        var own = new HashSet<int> { index };
        for (int at = index + 1; at < Nodes.Count; at++)
        {
            LayerNode node = Nodes[at];
            if (node.Inputs.Any(own.Contains) && !(node.Layer.Adds && node.Inputs.Any(input => !own.Contains(input)))) own.Add(at);
        }

        return !own.Any(Model.IsOutput);
    }

    /// <summary>Null for layers that the walk goes through.</summary>
    private static FollowerKind? Classify(Layer layer) => layer switch
    {
        { Activation: not null } => FollowerKind.Activation,
        { Normalizes: true } => FollowerKind.Normalization,
        { Affine: not null } => FollowerKind.Affine,
        { KeepsDistribution: true } => null,
        { Merges: true } => FollowerKind.Merge,
        { GivesProbabilities: true } => FollowerKind.Softmax,
        _ => FollowerKind.Other,
    };
}

internal enum FollowerKind
{
    Activation,
    Normalization,

    /// <summary>Another layer that sums inputs.</summary>
    Affine,

    /// <summary>A sum or product of branches.</summary>
    Merge,

    Softmax,

    /// <summary>The network's output.</summary>
    End,

    /// <summary>A layer of which nothing is known here.</summary>
    Other,
}

/// <summary>What a layer's output comes to.</summary>
/// <param name="Node">Its index; for the end the layer whose output is the network's.</param>
internal readonly record struct Follower(FollowerKind Kind, int Node);
