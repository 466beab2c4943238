using NetGen.Generator.Memory;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Kernels;

/// <summary>Overlapping or adjacent squares of an image, one for each tile.</summary>
/// <param name="Gather">The name of the method that copies one which reaches over the border.</param>
/// <param name="Image">The image.</param>
/// <param name="Channels">Channels that are looked at.</param>
/// <param name="Size">Pixels along a side.</param>
/// <param name="Step">Pixels from one square to the next.</param>
/// <param name="PaddingTop">Rows of the first squares above the image.</param>
/// <param name="PaddingLeft">Columns of the first squares left of the image.</param>
internal sealed record Squares(string Gather, TensorValue Image, int Channels, int Size, int Step, int PaddingTop, int PaddingLeft);

/// <summary>Prints how a square of pixels is found that may reach over an image's border: there it is gathered, with zeros for what is missing.</summary>
internal static class BorderEmitter
{
    /// <summary>Declares <c>source</c>, <c>sourceRow</c> and <c>sourceColumn</c> for the square of the sample's tile number <c>position</c>.</summary>
    /// <param name="image">The name of the sample's first pixel.</param>
    /// <param name="patch">Where the square is gathered, as text.</param>
    public static void EmitSource(SourceWriter writer, WinogradPlan plan, Squares squares, string image, string patch)
    {
        TensorValue tensor = squares.Image;
        int width = tensor.Shape.Width;
        writer.Line($"int top = {Expressions.Plus(Expressions.Times(Expressions.Quotient("position", plan.TileColumns), squares.Step), Literals.Integer(-squares.PaddingTop))};");
        writer.Line($"int left = {Expressions.Plus(Expressions.Times(Expressions.Remainder("position", plan.TileColumns), squares.Step), Literals.Integer(-squares.PaddingLeft))};");
        writer.Line($"nint sourceRow = {width * tensor.Pitch};");
        writer.Line($"nint sourceColumn = {tensor.Pitch};");
        writer.Line($"ref float source = ref Unsafe.Add(ref {image}, ((top * {width}) + left) * {tensor.Pitch});");
        if (!IsNeeded(plan, squares)) return;
        using SourceWriter.BlockScope border = writer.Block($"if ({string.Join(" || ", Crossings(plan, squares))})");
        writer.Line($"source = {patch};");
        writer.Line($"{squares.Gather}<TVector>(ref {image}, ref source, top, left);");
        writer.Line($"sourceRow = {squares.Size * squares.Channels};");
        writer.Line($"sourceColumn = {squares.Channels};");
    }

    /// <summary>A method that copies the square at (top, left), with zeros outside the image; nothing where no square reaches over the border.</summary>
    public static void EmitGather(SourceWriter writer, WinogradPlan plan, Squares squares)
    {
        if (!IsNeeded(plan, squares)) return;
        TensorValue image = squares.Image;
        (int size, int channels) = (squares.Size, squares.Channels);
        int height = image.Shape.Height;
        int width = image.Shape.Width;
        writer.Line();
        using SourceWriter.BlockScope method = KernelDispatch.Method(writer, squares.Gather, "ref float image, ref float patch, int top, int left");
        using SourceWriter.BlockScope rows = writer.Block($"for (int y = top; y < top + {size}; y++)");
        using SourceWriter.BlockScope columns = writer.Block($"for (int x = left; x < left + {size}; x++)");
        writer.Line($"bool isInside = (uint)y < {height} && (uint)x < {width};");
        writer.Line($"ref float pixel = ref Unsafe.Add(ref image, isInside ? ((y * {width}) + x) * {image.Pitch} : 0);");
        using (writer.Block($"for (int channel = 0; channel < {channels}; channel += TVector.Count)"))
        {
            writer.Line("TVector value = isInside ? TVector.Load(ref Unsafe.Add(ref pixel, channel)) : TVector.Zero;");
            writer.Line("TVector.Store(value, ref Unsafe.Add(ref patch, channel));");
        }

        writer.Line($"patch = ref Unsafe.Add(ref patch, {channels});");
    }

    private static bool IsNeeded(WinogradPlan plan, Squares squares) => Crossings(plan, squares).Any();

    /// <summary>Conditions under which a square reaches over the border: of those only what occurs.</summary>
    private static IEnumerable<string> Crossings(WinogradPlan plan, Squares squares)
    {
        int lastTop = squares.Image.Shape.Height - squares.Size;
        int lastLeft = squares.Image.Shape.Width - squares.Size;
        if (squares.PaddingTop > 0) yield return "top < 0";
        if (squares.PaddingLeft > 0) yield return "left < 0";
        if (((plan.TileRows - 1) * squares.Step) - squares.PaddingTop > lastTop) yield return $"top > {lastTop}";
        if (((plan.TileColumns - 1) * squares.Step) - squares.PaddingLeft > lastLeft) yield return $"left > {lastLeft}";
    }
}
