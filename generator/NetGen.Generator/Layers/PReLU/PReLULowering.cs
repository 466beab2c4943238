using NetGen.Generator.Model;
using NetGen.Generator.Operations;

namespace NetGen.Generator.Layers;

internal sealed partial record PReLULayer
{
    public override void Lower(LayerNode node, OperationBuilder builder)
        => builder.Add(new SlopeMap(builder.Input(), builder.Parameter(Parameter.Weight), IsShared, builder.Output()));
}
