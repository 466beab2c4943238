using NetGen.Generator.Model;
using NetGen.Generator.Planning;

namespace NetGen.Generator.Layers;

internal sealed partial record DenseLayer
{
    public override bool CanRectify => true;

    public override void Lower(LayerNode node, LoweringContext context)
    {
        TensorValue input = context.RowsInput();
        TensorValue output = context.DefineOutput();
        PlannedParameter weights = context.Parameter(Parameter.Weight)!;
        PlannedParameter? bias = context.Parameter(Parameter.Bias);
        AffineLowering.Forward(context, input, output, weights, bias);
        if (context.IsTrained) AffineLowering.Backward(context, input, output, weights, bias);
    }
}
