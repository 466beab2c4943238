using NetGen.Generator.Model;
using NetGen.Generator.Planning;

namespace NetGen.Generator.Layers;

internal sealed partial record DenseLayer
{
    public override void Lower(LayerNode node, LoweringContext context) => throw new NotSupportedException();
}
