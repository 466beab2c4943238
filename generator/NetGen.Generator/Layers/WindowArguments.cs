using NetGen.Generator.Model;

namespace NetGen.Generator.Layers;

/// <summary>What convolutions and poolings have in common: reading their windows and saying what is wrong with them.</summary>
internal static class WindowArguments
{
    /// <summary>Height and width from an argument for both and one for each.</summary>
    public static (int Height, int Width) Pair(AttributeArguments arguments, string both, string height, string width, int fallback)
    {
        int common = arguments.Positive(both, fallback);
        return (arguments.Positive(height, common), arguments.Positive(width, common));
    }

    /// <summary>Padding or PaddingSize, not both.</summary>
    /// <param name="mayBeCausal">Whether windows may end with their own position: convolutions of sequences.</param>
    public static WindowPadding Padding(AttributeArguments arguments, bool mayBeCausal = false)
    {
        Padding mode = arguments.Choice("Padding", NetGen.Generator.Padding.Valid);
        if (mode == NetGen.Generator.Padding.Causal && !mayBeCausal)
        {
            arguments.Reject("has Padding = Padding.Causal, which is for convolutions of sequences: pixels have no order in time, and a pooling has its steps behind it", "Write Padding = Padding.Same", arguments.Set("Padding", "Padding.Same"));
        }

        int size = arguments.NotNegative("PaddingSize");
        if (!arguments.Has("PaddingSize")) return new WindowPadding(mode, 0);
        if (arguments.Has("Padding"))
        {
            arguments.Reject(
                $"has both Padding = Padding.{mode} and PaddingSize = {Text.Of(size)}, which contradict each other",
                "Keep one of the two",
                new AttributeEdit(AttributeEditKind.RemoveArgument, -1, mode == NetGen.Generator.Padding.Valid ? "Padding" : "PaddingSize"));
        }

        return new WindowPadding(NetGen.Generator.Padding.Valid, size);
    }

    /// <summary>Windows that move by one step and give as many as they read keep lengths: each of the result belongs to one of the input.</summary>
    public static LengthUse UseOfLengths((WindowGeometry Rows, WindowGeometry Columns)? windows)
        => windows is not { Columns: { Stride: 1 } columns } || columns.Output != columns.Input ? LengthUse.Ends : columns.Kernel == 1 ? LengthUse.Keeps : LengthUse.Fills;

    /// <summary>Says where groups do not divide the filters.</summary>
    public static void CheckGroups(AttributeArguments arguments, int filters, int groups)
    {
        if (filters % groups == 0) return;
        arguments.Reject(
            $"has Groups = {Text.Of(groups)}, which does not divide its {Text.Count(filters, "filter")}",
            $"Write a number of filters that is a multiple of {Text.Of(groups)}, or fewer groups",
            arguments.Set("Groups", Text.Of(GreatestCommonDivisor(filters, groups))));
    }

    /// <summary>Whether groups divide the channels of the input; else says so.</summary>
    public static bool GroupsDivide(int groups, Shape input, ILayerFindings findings)
    {
        if (input.Channels % groups == 0) return true;
        findings.Report(
            RuleIds.InvalidArgument,
            [new AttributeEdit(AttributeEditKind.SetArgument, -1, $"Groups = {Text.Of(GreatestCommonDivisor(input.Channels, groups))}")],
            $"has Groups = {Text.Of(groups)}, which does not divide the {Text.Count(input.Channels, "channel")} of its input",
            $"Write a number of groups that divides {Text.Of(input.Channels)}");
        return false;
    }

    /// <summary>Says where a padding is as large as a window.</summary>
    /// <param name="consequence">What would be of it.</param>
    public static void CheckPaddingSize(
        AttributeArguments arguments, WindowSpace space, WindowPadding padding, int kernelHeight, int kernelWidth, int dilation, string? consequence = null)
    {
        long narrowest = (space.ShorterSide(kernelHeight, kernelWidth) - 1L) * dilation;
        if (padding.Size <= narrowest) return;
        arguments.Reject(
            $"has PaddingSize = {Text.Of(padding.Size)}, so that {consequence ?? $"windows of {Text.Of(narrowest + 1)} would see no {space.Position}"}",
            $"Write PaddingSize = {Text.Of(narrowest)} or less, or Padding = Padding.Same",
            arguments.Set("PaddingSize", Text.Of(narrowest)));
    }

    /// <summary>The most groups, of no more than were asked for, that divide both what they divided and what they did not.</summary>
    public static int GreatestCommonDivisor(int first, int second) => second == 0 ? first : GreatestCommonDivisor(second, first % second);

    public static bool IsImage(Shape input, ILayerFindings findings)
    {
        if (input.IsImage) return true;
        findings.Report(
            RuleIds.ShapeMismatch,
            $"reads {Text.Of(input)}, but works on an image of height x width x channels",
            input.FlattenedImage is not null
                ? "Move it above [Flatten]"
                : "Declare the input as an image, such as [Network(28, 28, 1)], or use another layer");
        return false;
    }

    /// <summary>Says that not one window fits into the input.</summary>
    /// <returns>Null: the shape that results.</returns>
    public static Shape? ReportTooLarge(WindowSpace space, int height, int width, int dilation, WindowPadding padding, Shape input, ILayerFindings findings)
    {
        long extentHeight = ((height - 1L) * dilation) + 1;
        long extentWidth = ((width - 1L) * dilation) + 1;
        string dilated = dilation == 1 ? string.Empty : $" (dilation {Text.Of(dilation)} included)";
        string padded = padding.Size == 0 ? string.Empty : $" with {Text.Count(padding.Size, space.Position)} of padding {(space.IsSequence ? "at each end" : "around")}";
        findings.Report(
            RuleIds.WindowTooLarge,
            padding.Size == 0 ? [new AttributeEdit(AttributeEditKind.SetArgument, -1, "Padding = Padding.Same")] : [],
            $"has a window of {space.Extent(extentHeight, extentWidth)}{dilated}, larger than its input of {space.Size(input)}{padded}",
            $"Write a window of at most {space.Extent(input.Height, input.Width)}, or Padding = Padding.Same");
        return null;
    }
}
