using NetGen.Generator.Machine;
using NetGen.Generator.Memory;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Kernels;

/// <summary>
/// output = (input - mean) / sqrt(variance + epsilon) * gamma + beta, with mean and variance over a row's channels. Training keeps both
/// numbers of each row, as mean and 1 / sqrt(variance + epsilon).
/// </summary>
/// <param name="gamma">Null for none.</param>
/// <param name="beta">Null for none.</param>
/// <param name="statistics">Where they are kept; null in inference.</param>
internal sealed class RowNormalizeKernel(
    string name, double epsilon, NormalizedRow row, MemoryOperand? gamma, MemoryOperand? beta, TensorOperand? statistics, TensorOperand output)
    : Kernel(name)
{
    public override string Formula
        => $"output[c] = {row.Formula}{(gamma is null ? "" : " * gamma[c]")}{(beta is null ? "" : " + beta[c]")}, {(row.IsCentered ? "mean and variance" : "mean")} over a row's channels";

    public override IReadOnlyList<Operand> Operands { get; } = [.. new Operand?[] { row.Input, gamma, beta, statistics, output }.OfType<Operand>()];

    public override long WorkPerSample => 4L * output.Tensor.Extent;

    public override string Title
        => $"{row.Title}Of{KernelTitle.Values(row.Input.Tensor.Shape)}{(gamma is null ? "Unscaled" : "")}{(beta is null && row.IsCentered ? "Unshifted" : "")}" + (statistics is null ? "" : "Kept");

    public override string DescribePlan()
        => row.IsCentered ? "row by row, three passes while the row is in cache: mean, variance, result" : "row by row, two passes while the row is in cache: mean of squares, result";

    public override void Emit(SourceWriter writer)
    {
        int channels = row.Input.Tensor.Shape.Channels;
        string share = Literals.Single(1.0 / channels);
        List<TensorOperand> walked = [row.Input, output];
        List<int> steps = [row.Input.Tensor.Pitch, output.Tensor.Pitch];
        if (statistics is not null)
        {
            walked.Add(statistics);
            steps.Add(row.Statistics);
        }

        RowLoops.Emit(writer, this, walked, steps, () =>
        {
            if (row.IsCentered) RowLoops.EmitSum(writer, "sum", channels, RowLoops.Vector(row.Input), RowLoops.Single(row.Input));
            row.EmitMean(writer, $"sum * {share}");
            RowLoops.EmitSum(writer, "squares", channels, $"{row.Vector} * {row.Vector}", $"{row.Single} * {row.Single}");
            writer.Line($"float scale = 1f / MathF.Sqrt((squares * {share}) + {Literals.Single(epsilon)});");
            if (statistics is not null) row.EmitKeep(writer, statistics);

            writer.Line("TVector scales = TVector.Broadcast(scale);");
            using SourceWriter.BlockScope result = writer.Block($"for (int i = 0; i < {output.Tensor.Pitch}; i += TVector.Count)");
            writer.Line($"TVector.Store({Result()}, ref Unsafe.Add(ref {RowLoops.Row(output)}, i));");
        });
    }

    private string Result()
    {
        static string Parameter(Operand parameter) => $"TVector.Load(ref Unsafe.Add(ref {parameter.Name}, i))";
        string normal = $"{row.Vector} * scales";
        return (gamma, beta) switch
        {
            (null, null) => normal,
            (null, _) => $"({normal}) + {Parameter(beta)}",
            (_, null) => $"{normal} * {Parameter(gamma)}",
            _ => $"TVector.MultiplyAdd({normal}, {Parameter(gamma)}, {Parameter(beta)})",
        };
    }
}

/// <summary>
/// dInput = (g - (sum of g + n * sum of g * n) / channels) / deviation, with g = dOutput * gamma and n the normalised input
/// (Ba, Kiros and Hinton 2016, with the sums collected). Where the mean stays, so does that of the gradient.
/// </summary>
/// <param name="gamma">Null for none.</param>
internal sealed class RowNormalizationInputGradientKernel(
    string name, NormalizedRow row, MemoryOperand? gamma, TensorOperand statistics, TensorOperand outputGradient, TensorOperand inputGradient) : Kernel(name)
{
    public override string Formula
        => $"inputGradient = (g{(row.IsCentered ? " - mean of g" : "")} - n * mean of (g * n)) / {(row.IsCentered ? "deviation" : "root mean square")}, "
            + $"with g = outputGradient{(gamma is null ? "" : " * gamma")} and n the normalised input";

    public override IReadOnlyList<Operand> Operands { get; } = [.. new Operand?[] { row.Input, gamma, statistics, outputGradient, inputGradient }.OfType<Operand>()];

    public override long WorkPerSample => 4L * row.Input.Tensor.Extent;

    public override string Title => $"{row.Title}InputGradientOf{KernelTitle.Values(row.Input.Tensor.Shape)}{(gamma is null ? "Unscaled" : "")}" + KernelTitle.Added(this);

    public override string DescribePlan() => (row.IsCentered ? "row by row, two sums and the result" : "row by row, a sum and the result") + (Accumulates ? "; adds to the gradient that another consumer wrote" : "");

    public override void Emit(SourceWriter writer)
    {
        int channels = row.Input.Tensor.Shape.Channels;
        string share = Literals.Single(1.0 / channels);
        List<TensorOperand> walked = [row.Input, statistics, outputGradient, inputGradient];
        RowLoops.Emit(writer, this, walked, [row.Input.Tensor.Pitch, row.Statistics, outputGradient.Tensor.Pitch, inputGradient.Tensor.Pitch], () =>
        {
            row.EmitKept(writer, statistics);
            writer.Line("TVector scales = TVector.Broadcast(scale);");
            string weighted = RowLoops.Vector(outputGradient) + (gamma is null ? "" : $" * TVector.Load(ref Unsafe.Add(ref {gamma.Name}, i))");
            string weightedSingle = RowLoops.Single(outputGradient) + (gamma is null ? "" : $" * Unsafe.Add(ref {gamma.Name}, i)");
            string normal = $"{row.Vector} * scales";
            string normalSingle = $"{row.Single} * scale";
            if (row.IsCentered) RowLoops.EmitSum(writer, "sum", channels, weighted, weightedSingle);
            RowLoops.EmitSum(writer, "products", channels, $"{weighted} * ({normal})", $"{weightedSingle} * ({normalSingle})");
            if (row.IsCentered) writer.Line($"float level = sum * {share};");
            writer.Line($"float slope = products * {share};");
            if (row.IsCentered) writer.Line("TVector levels = TVector.Broadcast(level);");
            writer.Line("TVector slopes = TVector.Broadcast(slope);");
            (string levels, string level) = row.IsCentered ? (" - levels", " - level") : ("", "");
            (string own, string ownSingle) = gamma is null ? (weighted, weightedSingle) : ($"({weighted})", $"({weightedSingle})");
            string target = $"Unsafe.Add(ref {RowLoops.Row(inputGradient)}, i)";
            string before = Accumulates ? $"TVector.Load(ref {target}) + " : "";
            writer.Line($"for (int i = 0; i <= {channels} - TVector.Count; i += TVector.Count)");
            using (writer.Indent()) writer.Line($"TVector.Store({before}(({own}{levels} - (({normal}) * slopes)) * scales), ref {target});");
            EmitRest(writer, channels, $"({ownSingle}{level} - (({normalSingle}) * slope)) * scale", target);
        });
    }

    /// <summary>The channels behind the last whole vector; the lanes behind them, which belong to none, stay zero.</summary>
    private void EmitRest(SourceWriter writer, int channels, string value, string target)
    {
        if (channels % Panels.Largest == 0) return;
        writer.Line($"int rest = {channels} / TVector.Count * TVector.Count;");
        writer.Line($"for (int i = rest; i < {channels}; i++) {target} {(Accumulates ? "+=" : "=")} {value};");
        RowLoops.EmitPadding(writer, this, inputGradient);
    }
}

/// <summary>dGamma[c] = sum of dOutput * normalised input, dBeta[c] = sum of dOutput: over the batch and all rows.</summary>
/// <param name="gammaGradient">Null where there is no gamma.</param>
/// <param name="betaGradient">Null where there is no beta.</param>
internal sealed class RowNormalizationGradientKernel(
    string name, NormalizedRow row, TensorOperand statistics, TensorOperand outputGradient, MemoryOperand? gammaGradient, MemoryOperand? betaGradient)
    : Kernel(name)
{
    private readonly TensorOperand _input = row.Input;

    public override string Formula => string.Join(
        ", ",
        new[]
        {
            gammaGradient is null ? null : "gammaGradient[c] = sum of outputGradient[c] * n[c]",
            betaGradient is null ? null : "betaGradient[c] = sum of outputGradient[c]",
            gammaGradient is null ? null : "with n the normalised input",
        }.OfType<string>());

    public override IReadOnlyList<Operand> Operands { get; }
        = [.. (gammaGradient is null ? new Operand?[] { outputGradient, betaGradient } : [row.Input, statistics, outputGradient, gammaGradient, betaGradient]).OfType<Operand>()];

    public override WorkAxis Axis => WorkAxis.Units;

    public override int Units => _input.Tensor.Pitch / ChannelLoops.Panel(_input.Tensor);

    public override long WorkPerSample => 2L * _input.Tensor.Extent;

    public override string Title => $"{row.Title}GradientOf{KernelTitle.Values(_input.Tensor.Shape)}{(gammaGradient is null ? "Unscaled" : "")}{(betaGradient is null && row.IsCentered ? "Unshifted" : "")}";

    public override string DescribePlan() => $"{Literals.Count(Units, "unit")} of {ChannelLoops.Panel(_input.Tensor)} channels over the whole batch";

    public override void Emit(SourceWriter writer)
    {
        using SourceWriter.BlockScope method = ChannelLoops.EmitUnits(writer, this, _input.Tensor, out SourceWriter.BlockScope channels);
        string[] sums = [.. gammaGradient is null ? Array.Empty<string>() : ["products"], .. betaGradient is null ? Array.Empty<string>() : ["sum"]];
        new ChannelSums(writer, gammaGradient is null ? [outputGradient] : [_input, outputGradient], sums).Emit(term =>
        {
            string gradient = term.Load(outputGradient);
            if (gammaGradient is null)
            {
                writer.Line($"{term.Sum("sum")} += {gradient};");
                return;
            }

            string place = Expressions.Plus($"sample * (nint){statistics.Tensor.Storage.SampleStride}", Expressions.Times(term.Pixel, row.Statistics));
            writer.Line($"ref float rowStatistics = ref Unsafe.Add(ref {statistics.Name}, {place});");
            writer.Line($"TVector gradient = {gradient};");
            writer.Line($"TVector distance = {term.Load(_input)}{(row.IsCentered ? " - TVector.Broadcast(rowStatistics)" : "")};");
            writer.Line($"TVector.AddProduct(ref {term.Sum("products")}, distance * TVector.Broadcast({row.Scale("rowStatistics")}), gradient);");
            if (betaGradient is not null) writer.Line($"{term.Sum("sum")} += gradient;");
        });
        if (gammaGradient is not null) writer.Line($"TVector.Store(products, ref Unsafe.Add(ref {gammaGradient.Name}, channel));");
        if (betaGradient is not null) writer.Line($"TVector.Store(sum, ref Unsafe.Add(ref {betaGradient.Name}, channel));");
        channels.Dispose();
    }
}
