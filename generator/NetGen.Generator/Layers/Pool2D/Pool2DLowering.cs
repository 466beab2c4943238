using NetGen.Generator.Model;
using NetGen.Generator.Planning;

namespace NetGen.Generator.Layers;

internal sealed partial record Pool2DLayer
{
    public override void Lower(LayerNode node, LoweringContext context) => throw new NotSupportedException();
}
