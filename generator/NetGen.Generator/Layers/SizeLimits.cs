using NetGen.Generator.Machine;
using NetGen.Generator.Memory;
using NetGen.Generator.Model;

namespace NetGen.Generator.Layers;

/// <summary>How large a network may be, and arithmetic that cannot overflow on the way to finding out.</summary>
internal static class SizeLimits
{
    /// <summary>Most values of one tensor of a sample, and the largest number that an argument may be: 268,435,456 (1 GiB of floats).</summary>
    public const int MaximumElements = 1 << 28;

    /// <summary>Most values of one parameter tensor: a file's tensor goes through one span of bytes, and that ends at 2 GiB.</summary>
    public const int MaximumWeights = (1 << 29) - 1;

    /// <summary>
    /// Most parameters of a network, with the padding of their panels: 1,073,741,824 (4 GiB of floats). They lie in one array, of not quite
    /// twice as many floats, with what kernels compute from them (<see cref="MaximumDerived"/>) behind them.
    /// </summary>
    public const int MaximumParameters = 1 << 30;

    /// <summary>Most floats that kernels compute from parameters, as transformed weights. Where they would not fit, kernels do without.</summary>
    public const int MaximumDerived = 1 << 29;

    /// <summary>Most floats of all tensors of one sample, with padding and gradients: an array's length, with some room for scratch memory.</summary>
    public const int MaximumWorkspace = int.MaxValue - (1 << 26);

    /// <summary>Most layers after blocks have been inserted: far beyond any that compiles in reasonable time.</summary>
    public const int MaximumLayers = 4096;

    /// <summary>Floats of a parameter in its block, padding included.</summary>
    public static long Packed(ParameterSpec parameter)
    {
        PlannedParameter planned = new(parameter.Name, parameter);
        return Product(planned.Groups, planned.PanelsPerGroup, planned.Depth, planned.Panel);
    }

    /// <summary>Floats of a sample's tensor in a workspace, padding included.</summary>
    public static long Padded(Shape shape) => Product(shape.Positions, Panels.Padded(shape.Channels));

    /// <summary>The product of factors that are not negative, or long.MaxValue where it does not fit.</summary>
    public static long Product(params long[] factors)
    {
        long product = 1;
        foreach (long factor in factors)
        {
            if (factor == 0) return 0;
            product = product > long.MaxValue / factor ? long.MaxValue : product * factor;
        }

        return product;
    }

    /// <summary>The sum of two numbers that are not negative, or long.MaxValue where it does not fit.</summary>
    public static long Sum(long left, long right) => left > long.MaxValue - right ? long.MaxValue : left + right;

    /// <summary>An image, or null and a finding where it is too large.</summary>
    public static Shape? Image(long height, long width, int channels, ILayerFindings findings)
    {
        long size = Product(height, width, channels);
        return size <= MaximumElements ? Shape.Image((int)height, (int)width, channels) : ReportValues(size, findings);
    }

    /// <summary>A shape with other channels, or null and a finding where it is too large.</summary>
    public static Shape? Positions(Shape shape, long channels, ILayerFindings findings)
    {
        long size = Product(shape.Positions, channels);
        return size <= MaximumElements ? shape.WithChannels((int)channels) : ReportValues(size, findings);
    }

    /// <summary>Says that a layer has too many weights.</summary>
    /// <returns>Null: the shape that results.</returns>
    public static Shape? ReportWeights(long weights, ILayerFindings findings)
    {
        findings.Report(
            RuleIds.TooLarge,
            $"would have {Count(weights)} weights, more than the {Text.Grouped(MaximumWeights)} that a layer may have",
            "Give it fewer outputs or a smaller input");
        return null;
    }

    /// <summary>A size for people, also where it was too large to work out.</summary>
    public static string Count(long size) => size == long.MaxValue ? "more than " + Text.Grouped(long.MaxValue) : Text.Grouped(size);

    private static Shape? ReportValues(long size, ILayerFindings findings)
    {
        findings.Report(
            RuleIds.TooLarge,
            $"would give {Count(size)} values per sample, more than the {Text.Grouped(MaximumElements)} that a network may hold",
            "Give it a larger stride, fewer channels or a smaller input");
        return null;
    }
}
