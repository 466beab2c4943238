using NetGen.Generator.Model;
using NetGen.Generator.Operations;

namespace NetGen.Generator.Layers;

internal sealed partial record StandardizeLayer
{
    public override void Lower(LayerNode node, OperationBuilder builder)
        => builder.Add(new StandardizeMap(builder.Input(), builder.Parameter(ParameterNames.Mean), builder.Parameter(ParameterNames.Scale), builder.Output()));
}
