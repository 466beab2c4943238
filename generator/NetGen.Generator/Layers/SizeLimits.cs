using NetGen.Generator.Model;

namespace NetGen.Generator.Layers;

/// <summary>How large a network may be, and arithmetic that cannot overflow on the way to finding out.</summary>
internal static class SizeLimits
{
    /// <summary>
    /// Most parameters of a network, and most values of all tensors of one sample: 268,435,456 (1 GiB of floats). Offsets are 32-bit,
    /// and padding to whole panels can multiply a size by up to four, so this leaves room for both.
    /// </summary>
    public const int MaximumElements = 1 << 28;

    /// <summary>Most layers after blocks have been inserted: far beyond any that compiles in reasonable time.</summary>
    public const int MaximumLayers = 4096;

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
    public static Shape? Image(int height, int width, int channels, ILayerFindings findings)
    {
        long size = Product(height, width, channels);
        return size <= MaximumElements ? Shape.Image(height, width, channels) : ReportValues(size, findings);
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
            $"would have {Count(weights)} weights, more than the {Text.Grouped(MaximumElements)} that a network may have",
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
