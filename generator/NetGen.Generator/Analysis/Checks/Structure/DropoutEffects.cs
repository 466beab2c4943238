using NetGen.Generator.Layers;
using NetGen.Generator.Model;

namespace NetGen.Generator.Analysis.Checks;

/// <summary>What dropout does to the layer behind it.</summary>
internal static class DropoutEffects
{
    /// <summary>Kept values are divided by 1 - rate: the mean stays, the mean square grows by as much, and so the variance by that or more.</summary>
    public static string OnBatchNorm(LayerNode node, double rate) => $"so the variance that it remembers is {Text.Factor(1 / (1 - rate))} times that of inference, or more";

    /// <summary>A window is whole with probability (1 - rate)^pixels.</summary>
    public static string OnPooling(LayerNode node, double rate)
    {
        (WindowGeometry rows, WindowGeometry columns) = node.Layer.Windows(node.InputShapes[0])!.Value;
        double pixels = (double)rows.Kernel * columns.Kernel;
        return $"so {Text.Percent(1 - Math.Pow(1 - rate, pixels))} of its windows lack a value in training and none does in inference";
    }
}
