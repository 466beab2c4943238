using NetGen.Generator.Emit;
using NetGen.Generator.Planning;

namespace NetGen.Generator.Kernels;

/// <summary>Prints how a square of pixels is found that may reach over an image's border: there it is gathered, with zeros for what is missing.</summary>
internal static class BorderEmitter
{
    /// <summary>Whether any square of a forward plan reaches over the input's border.</summary>
    public static bool IsNeeded(WinogradPlan plan) => IsNeeded(plan, plan.Sizes.Input, plan.Algorithm.Outputs, plan.Algorithm.Size, plan.Sizes.PaddingTop, plan.Sizes.PaddingLeft);

    /// <summary>Whether any square of <paramref name="size"/> pixels, one every <paramref name="step"/>, reaches over the border.</summary>
    public static bool IsNeeded(WinogradPlan plan, TensorValue image, int step, int size, int paddingTop, int paddingLeft)
        => paddingTop > 0 || paddingLeft > 0
            || ((plan.TileRows - 1) * step) - paddingTop + size > image.Shape.Height
            || ((plan.TileColumns - 1) * step) - paddingLeft + size > image.Shape.Width;

    /// <summary>Declares <c>source</c>, <c>sourceRow</c> and <c>sourceColumn</c> for the square of tile number <c>first + tile</c>.</summary>
    public static void EmitSource(
        SourceWriter writer,
        WinogradPlan plan,
        string image,
        string patch,
        string gather,
        int step,
        int paddingTop,
        int paddingLeft,
        TensorValue tensor,
        int channels,
        int size)
    {
        int height = tensor.Shape.Height;
        int width = tensor.Shape.Width;
        writer.Line($"int top = {Expressions.Plus($"((first + tile) / {plan.TileColumns} * {step})", Literals.Integer(-paddingTop))};");
        writer.Line($"int left = {Expressions.Plus($"((first + tile) % {plan.TileColumns} * {step})", Literals.Integer(-paddingLeft))};");
        writer.Line($"nint sourceRow = {width * tensor.Pitch};");
        writer.Line($"nint sourceColumn = {tensor.Pitch};");
        writer.Line($"ref float source = ref Unsafe.Add(ref {image}, ((top * {width}) + left) * {tensor.Pitch});");
        if (!IsNeeded(plan, tensor, step, size, paddingTop, paddingLeft)) return;
        using SourceWriter.BlockScope border = writer.Block($"if (top < 0 || left < 0 || top > {height - size} || left > {width - size})");
        writer.Line($"source = {patch};");
        writer.Line($"{gather}<TVector>(ref {image}, ref source, top, left);");
        writer.Line($"sourceRow = {size * channels};");
        writer.Line($"sourceColumn = {channels};");
    }

    /// <summary>A method that copies the square at (top, left), with zeros outside the image.</summary>
    public static void EmitGather(SourceWriter writer, string name, TensorValue image, int channels, int size)
    {
        int height = image.Shape.Height;
        int width = image.Shape.Width;
        using SourceWriter.BlockScope method = KernelDispatch.Method(writer, name, "ref float image, ref float patch, int top, int left");
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
}
