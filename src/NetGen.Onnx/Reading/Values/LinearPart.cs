using NetGen.Onnx.Graphs;

namespace NetGen.Onnx.Reading.Values;

/// <summary>What a Dense layer of steps is made of: others may be made of it, of some of its rows or of several such layers.</summary>
/// <param name="Input">The steps that it reads.</param>
/// <param name="Weight">[out, in].</param>
/// <param name="Bias">[out], or null.</param>
internal sealed record LinearPart(ReadValue Input, Weights Weight, Weights? Bias)
{
    public LinearPart Rows(int start, int count) => this with
    {
        Weight = new Weights(Weight.Name, [count, Weight.Shape[1]], Weight.Values[(start * Weight.Shape[1])..((start + count) * Weight.Shape[1])]),
        Bias = Bias is null ? null : new Weights(Bias.Name, [count], Bias.Values[start..(start + count)]),
    };

    public LinearPart Times(double factor)
        => Math.Abs(factor - 1) < 1e-6 ? this : this with { Weight = Scaled(Weight, factor), Bias = Bias is null ? null : Scaled(Bias, factor) };

    /// <summary>Several, one below the other; a bias of zeros where others have one.</summary>
    public static (Weights Weight, Weights Bias) Stacked(params LinearPart[] parts)
    {
        int rows = parts.Sum(part => part.Weight.Shape[0]);
        float[] bias = [.. parts.SelectMany(part => part.Bias?.Values ?? new float[part.Weight.Shape[0]])];
        return (new Weights("weight", [rows, parts[0].Weight.Shape[1]], [.. parts.SelectMany(part => part.Weight.Values)]), new Weights("bias", [rows], bias));
    }

    private static Weights Scaled(Weights weights, double factor)
        => weights with { Values = Array.ConvertAll(weights.Values, value => (float)(value * factor)) };
}
