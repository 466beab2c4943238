using NetGen.Generator.Model;

namespace NetGen.Generator.Layers;

/// <summary>How the windows of a layer lie, as settings: one number for each axis that they move along, paddings in front before those behind.</summary>
internal static class WindowSettings
{
    public static SettingList Of(WindowSpace space, WindowGeometry rows, WindowGeometry columns) => new()
    {
        { "kernel", Both(space, rows.Kernel, columns.Kernel) },
        { "stride", Both(space, rows.Stride, columns.Stride) },
        { "dilation", Both(space, rows.Dilation, columns.Dilation) },
        { "padding", Around(space, rows.PaddingBefore, rows.PaddingAfter, columns.PaddingBefore, columns.PaddingAfter) },
    };

    /// <summary>Rows, columns; or steps.</summary>
    public static int[] Both(WindowSpace space, int rows, int columns) => space.IsSequence ? [columns] : [rows, columns];

    /// <summary>Top, left, bottom, right; or in front, behind.</summary>
    public static int[] Around(WindowSpace space, int top, int bottom, int left, int right) => space.IsSequence ? [left, right] : [top, left, bottom, right];

    /// <summary>What is added or cut off.</summary>
    public static int[] Around(Borders borders) => Around(borders.Space, borders.Top, borders.Bottom, borders.Left, borders.Right);
}
