using NetGen.Generator.Model;
using NetGen.Generator.Operations;

namespace NetGen.Generator.Layers;

internal sealed partial record UpSampling2DLayer
{
    public override void Lower(LayerNode node, OperationBuilder builder)
    {
        if (Interpolation == Interpolation.Bilinear)
        {
            builder.Add(new BilinearInterpolation(builder.Input(), builder.Output(), SizeHeight, SizeWidth));
            return;
        }

        Shape input = node.InputShapes[0];
        builder.Add(new Arrangement(builder.Input(), AxisStep.None, builder.Output(), AxisStep.None,
        [
            new("row", input.Height, AxisStep.Rows(1), AxisStep.Rows(SizeHeight)),
            new("rowCopy", SizeHeight, AxisStep.None, AxisStep.Rows(1)),
            new("column", input.Width, AxisStep.Columns(1), AxisStep.Columns(SizeWidth)),
            new("columnCopy", SizeWidth, AxisStep.None, AxisStep.Columns(1)),
            ArrangementLoops.Channels(input.Channels),
        ]));
    }
}
