using NetGen.Generator.Memory;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Kernels;

/// <summary>A pooling window and what it moves over.</summary>
internal sealed record PoolingSizes(
    bool IsMaximum,
    int WindowRows,
    int WindowColumns,
    int StrideRows,
    int StrideColumns,
    int PaddingTop,
    int PaddingLeft,
    TensorValue Input,
    TensorValue Output)
{
    /// <summary>Windows of up to this many pixels are written out where none leaves the input.</summary>
    private const int MostUnrolled = 9;

    /// <summary>Whether windows are bins whose first and last pixels are worked out for each; the sizes are then those of one of them.</summary>
    public bool HasUnequalBins { get; init; }

    /// <summary>How many steps each sample has, which are then the only window; null where windows are the same for all samples.</summary>
    public TensorOperand? Lengths { get; init; }

    /// <summary>Whether every window is whole and lies inside the input.</summary>
    public bool StaysInside
        => Lengths is null && !HasUnequalBins && PaddingTop == 0 && PaddingLeft == 0
            && ((Output.Shape.Height - 1) * StrideRows) + WindowRows <= Input.Shape.Height
            && ((Output.Shape.Width - 1) * StrideColumns) + WindowColumns <= Input.Shape.Width;

    public bool IsUnrolled => StaysInside && WindowRows * WindowColumns <= MostUnrolled;

    /// <summary>Whether no two windows share a pixel.</summary>
    public bool AreDisjoint => !HasUnequalBins && StrideRows >= WindowRows && StrideColumns >= WindowColumns;

    /// <summary>Whether every input pixel is in a window.</summary>
    public bool CoverInput
        => StaysInside && StrideRows <= WindowRows && StrideColumns <= WindowColumns
            && ((Output.Shape.Height - 1) * StrideRows) + WindowRows == Input.Shape.Height
            && ((Output.Shape.Width - 1) * StrideColumns) + WindowColumns == Input.Shape.Width;

    public string Name => IsMaximum ? "maximum" : "average";

    /// <summary>MaximumPool2x2On28x28To14x14x32.</summary>
    public string Title => Lengths is not null ? $"{(IsMaximum ? "Maximum" : "Average")}OfOwnStepsOn{KernelTitle.Between(Input.Shape, Output.Shape)}x{Literals.Integer(Output.Shape.Channels)}"
        : HasUnequalBins ? $"Adaptive{(IsMaximum ? "Maximum" : "Average")}PoolOn{KernelTitle.Between(Input.Shape, Output.Shape)}x{Literals.Integer(Output.Shape.Channels)}"
        : $"{(IsMaximum ? "MaximumPool" : "AveragePool")}{Literals.Integer(WindowRows)}x{Literals.Integer(WindowColumns)}"
        + $"On{KernelTitle.Between(Input.Shape, Output.Shape)}x{Literals.Integer(Output.Shape.Channels)}";
}

/// <summary>The maximum or mean of each window; a mean counts the pixels inside the input only.</summary>
internal sealed class PoolingForwardKernel(string name, PoolingSizes sizes, TensorOperand input, TensorOperand output) : Kernel(name)
{
    public override string Formula => $"output[y, x, c] = {(sizes.IsMaximum ? "the largest" : "the mean")} of input[., ., c] in a window";

    public override IReadOnlyList<Operand> Operands { get; } = [.. new[] { input, sizes.Lengths, output }.OfType<Operand>()];

    public override Granularity Granularity => Granularity.Sample;

    public override long WorkPerSample => (long)sizes.Output.Extent * sizes.WindowRows * sizes.WindowColumns;

    public override int SampleUnits => sizes.Output.Shape.Height;

    public override string Title => sizes.Title;

    public override string DescribePlan()
        => sizes.IsUnrolled ? $"{sizes.Name} of {sizes.WindowRows}x{sizes.WindowColumns} unrolled" : $"{sizes.Name} by loops{(sizes.StaysInside ? "" : sizes.Lengths is not null ? ", over the steps that a sample has" : sizes.HasUnequalBins ? ", over bins of different sizes" : ", clipped to the input")}";

    public override void Emit(SourceWriter writer)
    {
        using SourceWriter.BlockScope walk = PoolingEmitter.EmitWalk(writer, this, sizes, out SourceWriter.BlockScope[] scopes);
        writer.Line(sizes.IsMaximum ? "TVector result = TVector.Broadcast(float.NegativeInfinity);" : "TVector result = TVector.Zero;");
        PoolingEmitter.EmitTaps(writer, sizes, offset =>
        {
            string value = $"TVector.Load({RegisterTile.At("window", offset)})";
            writer.Line(sizes.IsMaximum ? $"result = TVector.Max(result, {value});" : $"result += {value};");
        });
        string final = sizes.IsMaximum ? "result" : $"result * {PoolingEmitter.Share(sizes)}";
        writer.Line($"TVector.Store({final}, ref Unsafe.Add(ref pixel, channel));");
        PoolingEmitter.Close(scopes);
    }
}

/// <summary>Gives each window's gradient to its maximum (the first, where several are equal), or its share to each pixel.</summary>
internal sealed class PoolingGradientKernel(
    string name, PoolingSizes sizes, TensorOperand input, TensorOperand output, TensorOperand outputGradient, TensorOperand inputGradient)
    : Kernel(name)
{
    public override string Formula => sizes.IsMaximum ? "inputGradient[., ., c] = sum of outputGradient[y, x, c] over the windows whose largest value it is" : "inputGradient[., ., c] = sum of outputGradient[y, x, c] / values over the windows around it";

    public override IReadOnlyList<Operand> Operands { get; } =
        [.. new[] { sizes.IsMaximum ? input : null, sizes.IsMaximum ? output : null, sizes.Lengths, outputGradient, inputGradient }.OfType<Operand>()];

    public override Granularity Granularity => Granularity.Sample;

    public override long WorkPerSample => (long)sizes.Output.Extent * sizes.WindowRows * sizes.WindowColumns;

    public override string Title => sizes.Title + "Gradient" + KernelTitle.Added(this);

    public override string DescribePlan()
    {
        List<string> lines = [sizes.IsMaximum ? "to the first maximum of each window, found again by comparing" : "an equal share to each pixel of the window"];
        if (sizes.AreDisjoint) lines.Add("windows share no pixel: gradients are written, not added");
        if (Accumulates) lines.Add("adds to the gradient that another consumer wrote");
        return string.Join("\n", lines);
    }

    public override void Emit(SourceWriter writer)
    {
        bool adds = Accumulates || !sizes.AreDisjoint;
        bool clears = !Accumulates && !(sizes.AreDisjoint && sizes.CoverInput);
        using SourceWriter.BlockScope walk = PoolingEmitter.EmitWalk(writer, this, sizes, out SourceWriter.BlockScope[] scopes, clears);
        if (sizes.IsMaximum)
        {
            writer.Line("TVector maximum = TVector.Load(ref Unsafe.Add(ref pixel, channel));");
            writer.Line("TVector gradient = TVector.Load(ref Unsafe.Add(ref pixelGradient, channel));");
        }
        else
        {
            writer.Line($"TVector gradient = TVector.Load(ref Unsafe.Add(ref pixelGradient, channel)) * {PoolingEmitter.Share(sizes)};");
        }

        PoolingEmitter.EmitTaps(writer, sizes, offset =>
        {
            string target = RegisterTile.At("windowGradient", offset);
            string share = sizes.IsMaximum ? "taken" : "gradient";
            if (sizes.IsMaximum)
            {
                // What one pixel takes is no longer there for the next: of equal values the first gets it all.
                writer.Line($"hit = TVector.Equal(TVector.Load({RegisterTile.At("window", offset)}), maximum);");
                writer.Line("taken = TVector.Select(hit, gradient, TVector.Zero);");
                writer.Line("gradient = TVector.Select(hit, TVector.Zero, gradient);");
            }

            writer.Line(adds ? $"TVector.Store(TVector.Load({target}) + {share}, {target});" : $"TVector.Store({share}, {target});");
        }, sizes.IsMaximum ? "TVector hit, taken;" : "");
        PoolingEmitter.Close(scopes);
    }
}
