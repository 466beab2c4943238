using NetGen.Generator.Machine;
using NetGen.Generator.Memory;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Kernels;

/// <summary>The walk over windows that pooling kernels share. Channels lie side by side, so a vector is so many windows at once.</summary>
internal static class PoolingEmitter
{
    private const string Columns = "Column";

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
        void Open(SourceWriter.BlockScope? scope)
        {
            if (scope is { } block) opened.Add(block);
        }

        IReadOnlyList<TensorOperand> tensors = [.. kernel.Operands.OfType<TensorOperand>().Where(operand => operand != sizes.Lengths)];
        foreach (TensorOperand operand in tensors)
        {
            string local = "sample" + TileNames.Capitalised(operand.Name);
            writer.Line($"ref float {local} = ref Unsafe.Add(ref {operand.Name}, sample * (nint){operand.Tensor.Storage.SampleStride});");
            if (clears && operand.IsWritten) writer.Line($"MemoryMarshal.CreateSpan(ref {local}, {operand.Tensor.Extent}).Clear();");
        }

        if (sizes.Lengths is { } lengths)
        {
            writer.Line($"int length = {StepLengthText.Read(input.Shape.Width)};");
            writer.Line(StepLengthText.Next(lengths));
        }

        string row = "row";
        Open(kernel.TakesUnits ? writer.Block("for (int row = firstUnit; row < endUnit; row++)") : writer.Loop("row", output.Shape.Height, out row));
        string y = EmitFirst(writer, sizes, "Row", row, new(sizes.StrideRows, sizes.PaddingTop, sizes.WindowRows, input.Shape.Height, output.Shape.Height));
        Open(writer.Loop("column", output.Shape.Width, out string column));
        string x = EmitFirst(writer, sizes, Columns, column, new(sizes.StrideColumns, sizes.PaddingLeft, sizes.WindowColumns, input.Shape.Width, output.Shape.Width));
        string windowPosition = Expressions.Times(Expressions.Plus(Expressions.Times(y, input.Shape.Width), x), input.Pitch);
        string pixelPosition = Expressions.Times(Expressions.Plus(Expressions.Times(row, output.Shape.Width), column), output.Pitch);
        foreach (TensorOperand operand in tensors)
        {
            bool isWindow = ReferenceEquals(operand.Tensor, input);
            string local = (isWindow ? "window" : "pixel") + (operand.IsGradient ? "Gradient" : "");
            string sample = "sample" + TileNames.Capitalised(operand.Name);
            writer.Line($"ref float {local} = {RegisterTile.At(sample, isWindow ? windowPosition : pixelPosition)};");
        }

        Open(writer.Block($"for (int channel = 0; channel < {output.Pitch}; channel += TVector.Count)"));
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
            foreach (int pixel in Enumerable.Range(0, sizes.WindowRows * sizes.WindowColumns))
            {
                int offset = (pixel / sizes.WindowColumns * rowStride) + (pixel % sizes.WindowColumns * sizes.Input.Pitch);
                statement(Expressions.Plus("channel", Literals.Integer(offset)));
            }

            return;
        }

        string y = "y";
        string x = "x";
        using SourceWriter.BlockScope? rows = sizes.StaysInside
            ? writer.Loop("y", sizes.WindowRows, out y)
            : writer.Block("for (int y = 0; y < endRow - firstRow; y++)");
        using SourceWriter.BlockScope? columns = sizes.StaysInside
            ? writer.Loop("x", sizes.WindowColumns, out x)
            : writer.Block("for (int x = 0; x < endColumn - firstColumn; x++)");
        statement(Expressions.Plus("channel", Expressions.Times(y, rowStride), Expressions.Times(x, sizes.Input.Pitch)));
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

    /// <summary>The first row (or column) of a window; where windows may leave the input, declared with the end of what is inside.</summary>
    private static string EmitFirst(SourceWriter writer, PoolingSizes sizes, string axis, string index, PoolingAxis windows)
    {
        string start = Expressions.Times(index, windows.Stride);
        if (sizes.StaysInside) return start;
        if (sizes.HasUnequalBins)
        {
            // Bins are as long as they must be to cover the input, and overlap by a pixel where its pixels cannot be divided.
            writer.Line($"int first{axis} = {Expressions.Quotient(Expressions.Times(index, windows.Input), windows.Output)};");
            string behind = index == "0" ? Literals.Integer(windows.Input) : Expressions.Times($"({index} + 1)", windows.Input);
            writer.Line($"int end{axis} = {(index == "0" ? behind : Expressions.CeilingQuotient(behind, windows.Output))};");
            return "first" + axis;
        }

        if (sizes.Lengths is not null && axis == Columns)
        {
            writer.Line($"int first{axis} = 0;");
            writer.Line($"int end{axis} = length;");
            return "first" + axis;
        }

        string first = Expressions.Plus(start, Literals.Integer(-windows.Padding));
        string end = Expressions.Plus(start, Literals.Integer(windows.Window - windows.Padding));
        if (index == "0") (first, end) = ("0", Literals.Integer(Math.Min(windows.Input, windows.Window - windows.Padding)));
        else if (windows.Padding > 0) first = $"Math.Max(0, {first})";
        if (index != "0" && windows.EndOfLast > windows.Input) end = $"Math.Min({windows.Input}, {end})";
        writer.Line($"int first{axis} = {first};");
        writer.Line($"int end{axis} = {end};");
        return "first" + axis;
    }

    /// <summary>Windows along an axis.</summary>
    private readonly record struct PoolingAxis(int Stride, int Padding, int Window, int Input, int Output)
    {
        public int EndOfLast => ((Output - 1) * Stride) - Padding + Window;
    }
}
