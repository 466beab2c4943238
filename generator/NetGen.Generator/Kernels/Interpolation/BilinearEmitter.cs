using NetGen.Generator.Memory;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Kernels;

/// <summary>The walk over the pixels of an enlarged image, with the four pixels of the small one that each is made of.</summary>
internal static class BilinearEmitter
{
    public const int Corners = 4;

    private static readonly string[] Names = ["topLeft", "topRight", "bottomLeft", "bottomRight"];

    /// <summary>The channels of one of the four pixels, at the vector at hand.</summary>
    public static string Place(int corner) => $"ref Unsafe.Add(ref {Names[corner]}, channel)";

    /// <summary>That vector.</summary>
    public static string Load(int corner) => $"TVector.Load({Place(corner)})";

    /// <summary>What the pixel counts.</summary>
    public static string Share(int corner) => Names[corner] + "Share";

    /// <param name="small">The small image, or its gradient.</param>
    /// <param name="large">The large image, or its gradient.</param>
    /// <param name="clears">What begins as 0, or null.</param>
    /// <param name="statement">Prints the statements for one vector of a pixel.</param>
    public static void Emit(SourceWriter writer, Kernel kernel, BilinearSizes sizes, TensorOperand small, TensorOperand large, TensorOperand? clears, Action statement)
    {
        KernelDispatch.EmitCommon(writer, kernel, sizes.Panel);
        writer.Line();
        using SourceWriter.BlockScope method = KernelDispatch.Method(writer, kernel.Name + "Vectors", kernel.Signature);
        using SourceWriter.BlockScope samples = writer.Block("for (int sample = 0; sample < samples; sample++)");
        foreach (TensorOperand operand in new[] { small, large })
        {
            writer.Line($"ref float {Sample(operand)} = ref Unsafe.Add(ref {operand.Name}, sample * (nint){operand.Tensor.Storage.SampleStride});");
        }

        if (clears is not null) writer.Line($"MemoryMarshal.CreateSpan(ref {Sample(clears)}, {clears.Tensor.Extent}).Clear();");
        writer.Line("// Centres lie on a line: row y is at (y + 1/2) / factor - 1/2 of the small image, between two of its rows. Columns alike.");
        using SourceWriter.BlockScope? rows = writer.Loop("row", sizes.Large.Shape.Height, out string row);
        EmitAxis(writer, row, "Row", "top", "bottom", sizes.RowFactor, sizes.Small.Shape.Height);
        using SourceWriter.BlockScope? columns = writer.Loop("column", sizes.Large.Shape.Width, out string column);
        EmitAxis(writer, column, "Column", "left", "right", sizes.ColumnFactor, sizes.Small.Shape.Width);
        string[] places = [At("top", "left"), At("top", "right"), At("bottom", "left"), At("bottom", "right")];
        string[] shares = ["(1f - bottomShare) * (1f - rightShare)", "(1f - bottomShare) * rightShare", "bottomShare * (1f - rightShare)", "bottomShare * rightShare"];
        for (int corner = 0; corner < Corners; corner++)
        {
            writer.Line($"ref float {Names[corner]} = ref Unsafe.Add(ref {Sample(small)}, {places[corner]});");
            writer.Line($"TVector {Share(corner)} = TVector.Broadcast({shares[corner]});");
        }

        string pixel = Expressions.Times(Expressions.Plus(Expressions.Times(row, sizes.Large.Shape.Width), column), sizes.Large.Pitch);
        writer.Line($"ref float pixel = {RegisterTile.At(Sample(large), pixel)};");
        using SourceWriter.BlockScope channels = writer.Block($"for (int channel = 0; channel < {sizes.Large.Pitch}; channel += TVector.Count)");
        statement();

        string At(string y, string x) => Expressions.Times(Expressions.Plus(Expressions.Times(y, sizes.Small.Shape.Width), x), sizes.Small.Pitch);
    }

    /// <summary>Declares the two rows (or columns) around a pixel and what the second counts.</summary>
    private static void EmitAxis(SourceWriter writer, string index, string axis, string first, string last, int factor, int extent)
    {
        string centre = "centre" + axis;
        if (factor == 1 || extent == 1)
        {
            string only = extent == 1 ? "0" : index;
            writer.Line($"int {first} = {only};");
            writer.Line($"int {last} = {only};");
            writer.Line($"float {last}Share = 0f;");
            return;
        }

        writer.Line($"float {centre} = Math.Max(0f, (({index} + 0.5f) / {Literals.Single(factor)}) - 0.5f);");
        writer.Line($"int {first} = (int){centre};");
        writer.Line($"int {last} = Math.Min({first} + 1, {extent - 1});");
        writer.Line($"float {last}Share = {centre} - {first};");
    }

    private static string Sample(TensorOperand operand) => "sample" + TileNames.Capitalised(operand.Name);
}
