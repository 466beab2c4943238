using NetGen.Generator.Model;
using NetGen.Generator.Operations;

namespace NetGen.Generator.Layers;

internal sealed partial record Conv2DLayer
{
    public override void Lower(LayerNode node, OperationBuilder builder) => builder.Add(new WindowProduct(
        builder.Input(),
        builder.Parameter(Parameter.Weight),
        builder.Find(Parameter.Bias),
        builder.Output(),
        Rows(node.InputShapes[0]),
        Columns(node.InputShapes[0]),
        Groups,
        Algorithm));

    /// <summary>Where each window ends with its own step.</summary>
    public override StepRule RuleOfSteps(LayerNode node)
    {
        WindowGeometry columns = Columns(node.InputShapes[0]);
        if (columns.Stride > 1) return StepRule.Impossible($"gives one step for each {Text.Of(columns.Stride)} that it reads", string.Empty);
        return columns.IsCausal
            ? StepRule.Endless
            : StepRule.Impossible("sees steps that come later", "Write Padding = Padding.Causal in its attribute");
    }

    /// <summary>A window of the steps under its taps, of which what lies before the first step is left out.</summary>
    public override void LowerStep(LayerNode node, OperationBuilder builder)
    {
        WindowGeometry columns = Columns(node.InputShapes[0]);
        if (columns.Kernel == 1)
        {
            Lower(node, builder);
            return;
        }

        Tensor window = new(node.Name + "Window", Shape.Sequence(columns.Kernel, node.InputShapes[0].Channels));
        builder.Add(new StepHistory(builder.Input(), window, columns.Dilation));
        builder.Add(new WindowProduct(
            window,
            builder.Parameter(Parameter.Weight),
            builder.Find(Parameter.Bias),
            builder.Output(),
            Rows(node.InputShapes[0]),
            WindowGeometry.Create(columns.Kernel, columns.Kernel, stride: 1, dilation: 1, WindowPadding.Valid)!.Value,
            Groups,
            Algorithm)
        { Dilation = columns.Dilation });
    }
}
