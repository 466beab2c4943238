using NetGen.Generator.Layers;
using NetGen.Generator.Model;

namespace NetGen.Generator.Planning;

/// <summary>Which activations need no tensor of their own.</summary>
internal sealed class FusionPlan
{
    private readonly HashSet<int> _rectifying = [];
    private readonly HashSet<int> _inPlace = [];
    private readonly HashSet<int> _absorbed = [];

    public FusionPlan(NetworkModel model)
    {
        int[] consumers = CountConsumers(model);
        for (int index = 0; index < model.Nodes.Count; index++)
        {
            LayerNode node = model.Nodes[index];
            if (node.Layer.Activation is not { } activation || node.Inputs[0] < 0) continue;
            int source = node.Inputs[0];
            Layer producer = model.Nodes[source].Layer;
            bool keepsNothing = model.Loss is null || (activation.DerivativeFromOutput && !producer.BackwardReadsOutput);
            if (consumers[source] != 1 || producer.IsView || !keepsNothing) continue;
            _inPlace.Add(index);
            if (activation.IsRectifier && producer.CanRectify)
            {
                _rectifying.Add(source);
                _absorbed.Add(index);
            }
        }
    }

    /// <summary>Whether a node's kernel applies the ReLU behind it before the store.</summary>
    public bool Rectifies(int node) => _rectifying.Contains(node);

    /// <summary>Whether an activation overwrites its input: nobody else reads it, and backward needs only the result.</summary>
    public bool IsInPlace(int node) => _inPlace.Contains(node);

    /// <summary>Whether the kernel before an activation applies it.</summary>
    public bool IsAbsorbed(int node) => _absorbed.Contains(node);

    private static int[] CountConsumers(NetworkModel model)
    {
        int[] consumers = new int[model.Nodes.Count];
        foreach (LayerNode node in model.Nodes)
        {
            foreach (int input in node.Inputs)
            {
                if (input >= 0) consumers[input]++;
            }
        }

        return consumers;
    }
}
