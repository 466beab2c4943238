using NetGen.Generator.Model;
using NetGen.Generator.Operations;

namespace NetGen.Generator.Layers;

internal sealed partial record SimpleRNNLayer
{
    /// <summary>What the inputs give is one product for all steps; only what the state adds goes from step to step.</summary>
    public override void Lower(LayerNode node, OperationBuilder builder)
    {
        Tensor products = new(node.Name + "Products", node.OutputShape);
        builder.Add(new MatrixProduct(builder.Input(), builder.Parameter(Parameter.Weight), builder.Find(Parameter.Bias), products));
        builder.Add(new Scan(
            products, builder.Parameter(RecurrentWeight), builder.Find(RecurrentBias), MapFunction.Of(Tanh.Function), builder.Output(), Reverse));
    }
}
