using NetGen.Generator.Memory;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Kernels;

/// <summary>
/// A row's values over their size, less their mean or not: what kernels of a row's normalisation say of it. Kept of each row are its mean, if that is
/// taken away, and one over its size.
/// </summary>
/// <param name="Input">What is normalised.</param>
/// <param name="IsCentered">Whether the mean is taken away: its size is then the root of the variance, else that of the mean square.</param>
internal sealed record NormalizedRow(TensorOperand Input, bool IsCentered)
{
    /// <summary>Numbers that are kept of each row.</summary>
    public int Statistics => IsCentered ? 2 : 1;

    /// <summary>What titles of kernels begin with.</summary>
    public string Title => IsCentered ? "RowNormalization" : "RowRootMeanSquareNormalization";

    /// <summary>Over what a row is divided, for formulas.</summary>
    public string Formula => IsCentered ? "(input[c] - mean) / sqrt(variance + epsilon)" : "input[c] / sqrt(mean of squares + epsilon)";

    /// <summary>A vector's distances from the mean, which is broadcast as <c>center</c>.</summary>
    public string Vector => IsCentered ? $"({RowLoops.Vector(Input)} - center)" : RowLoops.Vector(Input);

    /// <summary>A single value's, from <c>mean</c>.</summary>
    public string Single => IsCentered ? $"({RowLoops.Single(Input)} - mean)" : RowLoops.Single(Input);

    /// <summary>Declares the mean as <c>mean</c> and <c>center</c>, where there is one.</summary>
    /// <param name="mean">Its value.</param>
    public void EmitMean(SourceWriter writer, string mean)
    {
        if (!IsCentered) return;
        writer.Line($"float mean = {mean};");
        EmitCenter(writer);
    }

    /// <summary>Declares what was kept of a row, as <c>mean</c>, <c>center</c> and <c>scale</c>.</summary>
    public void EmitKept(SourceWriter writer, TensorOperand statistics)
    {
        if (IsCentered) writer.Line($"float mean = {RowLoops.Row(statistics)};");
        writer.Line($"float scale = {Scale(RowLoops.Row(statistics))};");
        if (IsCentered) EmitCenter(writer);
    }

    /// <summary>Keeps <c>mean</c> and <c>scale</c>.</summary>
    public void EmitKeep(SourceWriter writer, TensorOperand statistics)
    {
        if (IsCentered) writer.Line($"{RowLoops.Row(statistics)} = mean;");
        writer.Line($"{Scale(RowLoops.Row(statistics))} = scale;");
    }

    /// <summary>One over a row's size, of what was kept.</summary>
    public string Scale(string statistics) => IsCentered ? $"Unsafe.Add(ref {statistics}, 1)" : statistics;

    private static void EmitCenter(SourceWriter writer) => writer.Line("TVector center = TVector.Broadcast(mean);");
}
