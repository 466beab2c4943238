using NetGen.Generator.Emit;
using NetGen.Generator.Planning;

namespace NetGen.Generator.Kernels;

/// <summary>The walk over windows that pooling kernels share. Channels lie side by side, so a vector is so many windows at once.</summary>
internal static class PoolingEmitter
{
    /// <summary>Opens the loops over samples, rows, columns and channels; inside, 'window' and 'pixel' (and their gradients) are positioned.</summary>
    public static SourceWriter.BlockScope EmitWalk(
        SourceWriter writer, Kernel kernel, PoolingSizes sizes, out SourceWriter.BlockScope[] scopes, bool clears = false)
    {
        TensorValue input = sizes.Input;
        TensorValue output = sizes.Output;
        KernelDispatch.EmitCommon(writer, kernel, ChannelPanel(sizes));
        writer.Line();
        SourceWriter.BlockScope method = KernelDispatch.Method(writer, kernel.Name + "Vectors", kernel.Signature);
        List<SourceWriter.BlockScope> opened = [writer.Block("for (int sample = 0; sample < samples; sample++)")];
        foreach (TensorOperand operand in kernel.Operands.OfType<TensorOperand>())
        {
            string local = "sample" + char.ToUpperInvariant(operand.Name[0]) + operand.Name.Substring(1);
            writer.Line($"ref float {local} = ref Unsafe.Add(ref {operand.Name}, sample * (nint){operand.Tensor.Storage.SampleStride});");
            if (clears && operand.IsWritten) writer.Line($"MemoryMarshal.CreateSpan(ref {local}, {operand.Tensor.Extent}).Clear();");
        }

        opened.Add(writer.Block(kernel.TakesUnits ? "for (int row = firstUnit; row < endUnit; row++)" : $"for (int row = 0; row < {output.Shape.Height}; row++)"));
        if (!sizes.IsUnrolled) EmitClip(writer, "Row", "row", sizes.StrideRows, sizes.PaddingTop, sizes.WindowRows, input.Shape.Height);
        opened.Add(writer.Block($"for (int column = 0; column < {output.Shape.Width}; column++)"));
        if (!sizes.IsUnrolled) EmitClip(writer, "Column", "column", sizes.StrideColumns, sizes.PaddingLeft, sizes.WindowColumns, input.Shape.Width);
        string y = sizes.IsUnrolled ? $"(row * {sizes.StrideRows})" : "firstRow";
        string x = sizes.IsUnrolled ? $"(column * {sizes.StrideColumns})" : "firstColumn";
        string windowPosition = $"(({y} * {input.Shape.Width}) + {x}) * {input.Pitch}";
        string pixelPosition = $"((row * {output.Shape.Width}) + column) * {output.Pitch}";
        foreach (TensorOperand operand in kernel.Operands.OfType<TensorOperand>())
        {
            bool isWindow = ReferenceEquals(operand.Tensor, input);
            string local = (isWindow ? "window" : "pixel") + (operand.IsGradient ? "Gradient" : "");
            string sample = "sample" + char.ToUpperInvariant(operand.Name[0]) + operand.Name.Substring(1);
            writer.Line($"ref float {local} = ref Unsafe.Add(ref {sample}, {(isWindow ? windowPosition : pixelPosition)});");
        }

        opened.Add(writer.Block($"for (int channel = 0; channel < {output.Pitch}; channel += TVector.Count)"));
        scopes = [.. opened];
        return method;
    }

    /// <summary>Prints a statement for each pixel of the window, unrolled or in loops.</summary>
    public static void EmitTaps(SourceWriter writer, PoolingSizes sizes, Action<string> statement, string declarations = "")
    {
        if (declarations.Length > 0) writer.Line(declarations);
        int rowStride = sizes.Input.Shape.Width * sizes.Input.Pitch;
        if (sizes.IsUnrolled)
        {
            for (int y = 0; y < sizes.WindowRows; y++)
            {
                for (int x = 0; x < sizes.WindowColumns; x++)
                {
                    int offset = (y * rowStride) + (x * sizes.Input.Pitch);
                    statement(offset == 0 ? "channel" : $"channel + {offset}");
                }
            }

            return;
        }

        using SourceWriter.BlockScope rows = writer.Block("for (int y = 0; y < endRow - firstRow; y++)");
        using SourceWriter.BlockScope columns = writer.Block("for (int x = 0; x < endColumn - firstColumn; x++)");
        statement($"channel + (y * {rowStride}) + (x * {sizes.Input.Pitch})");
    }

    /// <summary>One over the pixels of a window that lie inside the input, as a vector.</summary>
    public static string Share(PoolingSizes sizes)
        => sizes.StaysInside
            ? $"TVector.Broadcast({Literals.Single(1.0 / (sizes.WindowRows * sizes.WindowColumns))})"
            : "TVector.Broadcast(1f / ((endRow - firstRow) * (endColumn - firstColumn)))";

    /// <summary>Closes the loops, innermost first.</summary>
    public static void Close(SourceWriter.BlockScope[] scopes)
    {
        for (int i = scopes.Length - 1; i >= 0; i--) scopes[i].Dispose();
    }

    private static int ChannelPanel(PoolingSizes sizes)
        => sizes.Output.Pitch % Panels.Largest == 0 ? Panels.Largest : sizes.Output.Pitch % 8 == 0 ? 8 : 4;

    private static void EmitClip(SourceWriter writer, string axis, string index, int stride, int padding, int window, int extent)
    {
        writer.Line($"int first{axis} = Math.Max(0, ({index} * {stride}) - {padding});");
        writer.Line($"int end{axis} = Math.Min({extent}, ({index} * {stride}) + {window - padding});");
    }
}
