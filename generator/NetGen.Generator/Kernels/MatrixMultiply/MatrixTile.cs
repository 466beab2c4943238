using NetGen.Generator.Emit;

namespace NetGen.Generator.Kernels;

/// <summary>A register tile of a matrix multiply: rows of the input by vectors of outputs, over the whole depth.</summary>
/// <param name="Rows">Rows of the input.</param>
/// <param name="Vectors">Vectors of outputs.</param>
/// <param name="Panel">Outputs per panel of the packed weights: [panel][depth][lane].</param>
/// <param name="Depth">Products that each output sums.</param>
/// <param name="InputRowStride">Floats from one row of the input to the next.</param>
/// <param name="OutputRowStride">Floats from one row of the output to the next.</param>
internal sealed record MatrixTile(int Rows, int Vectors, int Panel, int Depth, int InputRowStride, int OutputRowStride)
{
    /// <summary>Prints it as a method.</summary>
    /// <param name="hasBias">Whether the sums start with a bias, the method's third argument.</param>
    /// <param name="finish">Wraps the text of a sum before it is stored.</param>
    public void Emit(SourceWriter writer, string name, bool hasBias, Func<string, string> finish)
    {
        RegisterTile tile = new(Rows, Vectors, Panel, Depth * Panel);
        string bias = hasBias ? "ref float bias, " : "";
        using SourceWriter.BlockScope method = KernelDispatch.Method(writer, name, $"ref float input, ref float weights, {bias}ref float output");
        tile.DeclareVectorPositions(writer);
        tile.DeclareSums(writer, (row, v) => !hasBias ? "TVector.Zero" : row == 0 ? $"TVector.Load({RegisterTile.At("bias", 0, v)})" : $"sum0_{v}");
        tile.DeclareWeights(writer);
        using (writer.Block($"for (int k = 0; k < {Depth}; k++)"))
        {
            tile.LoadPacked(writer, "weights", 0);
            for (int row = 0; row < Rows; row++) tile.MultiplyAdd(writer, row, "input", row * InputRowStride);
            writer.Line("input = ref Unsafe.Add(ref input, 1);");
            writer.Line($"weights = ref Unsafe.Add(ref weights, {Panel});");
        }

        writer.Line();
        tile.Store(writer, (row, v) => RegisterTile.At("output", row * OutputRowStride, v), finish);
    }
}
