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
        if (ReadsMemory)
        {
            Tensor query = Product(builder.Input(), "Queries", shape.QuerySize, QueryWeight, QueryBias);
            Tensor memory = Product(builder.Input(1), "Memory", 2 * shape.KeySize, MemoryWeight, MemoryBias);
            builder.Add(new Attention(query, memory, shape, heads) { Lengths = builder.Lengths(1) });
        }
        else
        {
            Tensor all = Product(builder.Input(), "Products", shape.QuerySize + (2 * shape.KeySize), InputWeight, InputBias);
            builder.Add(new Attention(all, all, shape, heads) { Steps = builder.Steps, Lengths = builder.Lengths() });
        }

        builder.Add(new MatrixProduct(heads, builder.Parameter(OutputWeight), builder.Find(OutputBias), builder.Output()));

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
