using NetGen.Generator.Machine;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Kernels;

/// <summary>A transform that depends on nothing but its matrix, so that all kernels of a network share one text of it.</summary>
/// <param name="Name">The method's name.</param>
internal sealed record SharedTransform(string Name, LinearTransform Transform)
{
    /// <summary>Of a tile of inputs: Bᵀ X B.</summary>
    public static SharedTransform Input(CookToom algorithm) => new($"TransformInput{Literals.Integer(algorithm.Size)}", new LinearTransform(algorithm.Input));

    /// <summary>Of a filter: G X Gᵀ.</summary>
    public static SharedTransform Filter(CookToom algorithm)
        => new($"TransformFilter{Literals.Integer(algorithm.Taps)}To{Literals.Integer(algorithm.Size)}", new LinearTransform(algorithm.Filter));

    /// <summary>Of a tile of products: Aᵀ X A.</summary>
    public static SharedTransform Output(CookToom algorithm)
        => new($"TransformOutput{Literals.Integer(algorithm.Size)}To{Literals.Integer(algorithm.Outputs)}", new LinearTransform(algorithm.Output));
}

/// <summary>
/// Prints a two-dimensional transform M X Mᵀ of a square of vectors: columns first, into scratch memory, then rows. One vector of channels
/// at a time.
/// </summary>
internal static class TransformEmitter
{
    private const string Parameters = "ref float source, nint sourceRow, nint sourceColumn, ref float target, nint targetRow, nint targetColumn, ref float scratch";

    /// <summary>Floats of scratch memory for a transform: columns of the source by rows of the result, a vector each.</summary>
    public static int ScratchSize(LinearTransform transform) => transform.Rows * transform.Columns * Panels.Largest;

    /// <summary>The transform as it is.</summary>
    public static void Emit(SourceWriter writer, string name, LinearTransform transform)
        => Emit(writer, name, transform, isClipped: false, "", result => result);

    /// <summary>A transform whose last rows and columns may lie outside the result, with what is done before the store.</summary>
    /// <param name="isClipped">Whether the method is told how many rows and columns there are.</param>
    /// <param name="first">Further parameters, with a comma behind, or nothing.</param>
    /// <param name="finish">Wraps the text of a result; its target is <c>to</c>.</param>
    public static void Emit(SourceWriter writer, string name, LinearTransform transform, bool isClipped, string first, Func<string, string> finish)
    {
        string bounds = isClipped ? ", int rows, int columns" : "";
        using SourceWriter.BlockScope method = KernelDispatch.Method(writer, name, first + Parameters + bounds);
        transform.DeclareConstants(writer);
        EmitColumns(writer, transform);
        writer.Line("ref float line = ref scratch;");
        using SourceWriter.BlockScope rows = writer.Block($"for (int y = 0; y < {(isClipped ? "rows" : Literals.Integer(transform.Rows))}; y++)");
        for (int x = 0; x < transform.Columns; x++) writer.Line($"TVector value{x} = TVector.Load({RegisterTile.At("line", 0, x)});");
        writer.Line($"line = ref Unsafe.Add(ref line, {transform.Columns} * TVector.Count);");
        transform.Emit(writer, "value", "result");
        writer.Line("ref float to = ref target;");
        for (int i = 0; i < transform.Rows; i++)
        {
            string condition = isClipped && i > 0 ? $"if (columns > {i}) " : "";
            writer.Line($"{condition}TVector.Store({finish($"result{i}")}, ref to);");
            if (i < transform.Rows - 1) writer.Line("to = ref Unsafe.Add(ref to, targetColumn);");
        }

        writer.Line("target = ref Unsafe.Add(ref target, targetRow);");
    }

    private static void EmitColumns(SourceWriter writer, LinearTransform transform)
    {
        writer.Line("ref float column = ref scratch;");
        using SourceWriter.BlockScope columns = writer.Block($"for (int x = 0; x < {transform.Columns}; x++)");
        writer.Line("ref float from = ref source;");
        for (int y = 0; y < transform.Columns; y++)
        {
            writer.Line($"TVector value{y} = TVector.Load(ref from);");
            if (y < transform.Columns - 1) writer.Line("from = ref Unsafe.Add(ref from, sourceRow);");
        }

        transform.Emit(writer, "value", "result");
        for (int i = 0; i < transform.Rows; i++) writer.Line($"TVector.Store(result{i}, {RegisterTile.At("column", 0, i * transform.Columns)});");
        writer.Line("source = ref Unsafe.Add(ref source, sourceColumn);");
        writer.Line("column = ref Unsafe.Add(ref column, TVector.Count);");
    }
}
