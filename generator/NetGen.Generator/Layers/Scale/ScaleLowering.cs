using NetGen.Generator.Model;
using NetGen.Generator.Operations;

namespace NetGen.Generator.Layers;

internal sealed partial record ScaleLayer
{
    public override void Lower(LayerNode node, OperationBuilder builder)
        => builder.Add(new ScaleMap(builder.Input(), builder.Parameter(Parameter.Weight), IsShared, builder.Output()));
}
