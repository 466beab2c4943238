using NetGen.Generator.Model;
using NetGen.Generator.Operations;

namespace NetGen.Generator.Layers;

internal sealed partial record MultiHeadAttentionLayer
{
    /// <summary>Queries, keys and values are one product for all steps and heads, and so is what mixes the heads.</summary>
    public override void Lower(LayerNode node, OperationBuilder builder)
    {
        AttentionShape shape = Divide(node.InputShapes[0]);
        Tensor heads = new(node.Name + "Heads", node.OutputShape.WithChannels(shape.QuerySize));
        DropoutStream? dropout = Dropout > 0 && builder.IsTrained ? new DropoutStream(Dropout, builder.NodeIndex) : null;
        if (ReadsMemory)
        {
            Tensor query = Product(builder.Input(), "Queries", shape.QuerySize, QueryWeight, QueryBias);
            Tensor memory = Product(builder.Input(1), "Memory", 2 * shape.KeySize, MemoryWeight, MemoryBias);
            builder.Add(new Attention(query, memory, shape, heads) { Dropout = dropout, Lengths = builder.Lengths(1) });
        }
        else
        {
            Tensor all = Product(builder.Input(), "Products", shape.QuerySize + (2 * shape.KeySize), InputWeight, InputBias);
            if (RotaryBase is { } longest && Math.Max(builder.Steps, all.Shape.Positions) > 1) all = Rotate(all, longest);
            builder.Add(new Attention(all, all, shape, heads) { Dropout = dropout, Steps = builder.Steps, Lengths = builder.Lengths() });
        }

        builder.Add(new MatrixProduct(heads, builder.Parameter(OutputWeight), builder.Find(OutputBias), builder.Output()));

        // Queries and keys stand in front of the values.
        Tensor Rotate(Tensor rows, double longest)
        {
            Tensor rotated = new(node.Name + "Rotated", rows.Shape);
            builder.Add(new Rotation(rows, shape.Heads + shape.KeyHeads, shape.HeadSize, longest, rotated) { Steps = builder.Steps });
            return rotated;
        }

        Tensor Product(Tensor input, string name, int size, string weight, string bias)
        {
            Tensor product = new(node.Name + name, input.Shape.WithChannels(size));
            builder.Add(new MatrixProduct(input, builder.Parameter(weight), builder.Find(bias), product));
            return product;
        }
    }

    /// <summary>Keys and values of the steps so far are kept, for as many as are declared.</summary>
    public override StepRule RuleOfSteps(LayerNode node)
        => ReadsMemory ? StepRule.Impossible("attends to another sequence", string.Empty)
            : IsCausal ? StepRule.Bounded : StepRule.Impossible("attends to steps that come later", "Write Causal = true in its attribute");
}
