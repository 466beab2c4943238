using NetGen.Generator.Machine;
using NetGen.Generator.Memory;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Kernels;

/// <summary>
/// output = (input - mean) / sqrt(variance + epsilon) * gamma + beta, with mean and variance over a row's channels. Training keeps both
/// numbers of each row, as mean and 1 / sqrt(variance + epsilon).
/// </summary>
/// <param name="statistics">Where they are kept: two floats for each row; null in inference.</param>
internal sealed class RowNormalizeKernel(
    string name, double epsilon, TensorOperand input, MemoryOperand gamma, MemoryOperand beta, TensorOperand? statistics, TensorOperand output)
    : Kernel(name)
{
    public override string Formula => "output[c] = (input[c] - mean) / sqrt(variance + epsilon) * gamma[c] + beta[c], mean and variance over a row's channels";

    public override IReadOnlyList<Operand> Operands { get; } = statistics is null ? [input, gamma, beta, output] : [input, gamma, beta, statistics, output];

    public override long WorkPerSample => 4L * output.Tensor.Extent;

    public override string Title => $"RowNormalizationOf{KernelTitle.Values(input.Tensor.Shape)}" + (statistics is null ? "" : "Kept");

    public override string DescribePlan() => "row by row, three passes while the row is in cache: mean, variance, result";

    public override void Emit(SourceWriter writer)
    {
        int channels = input.Tensor.Shape.Channels;
        string share = Literals.Single(1.0 / channels);
        List<TensorOperand> walked = [input, output];
        List<int> steps = [input.Tensor.Pitch, output.Tensor.Pitch];
        if (statistics is not null)
        {
            walked.Add(statistics);
            steps.Add(2);
        }

        RowLoops.Emit(writer, this, walked, steps, () =>
        {
            RowLoops.EmitSum(writer, "sum", channels, RowLoops.Vector(input), RowLoops.Single(input));
            writer.Line($"float mean = sum * {share};");
            writer.Line("TVector center = TVector.Broadcast(mean);");
            string vector = $"{RowLoops.Vector(input)} - center";
            string single = $"{RowLoops.Single(input)} - mean";
            RowLoops.EmitSum(writer, "squares", channels, $"({vector}) * ({vector})", $"({single}) * ({single})");
            writer.Line($"float scale = 1f / MathF.Sqrt((squares * {share}) + {Literals.Single(epsilon)});");
            if (statistics is not null)
            {
                writer.Line($"{RowLoops.Row(statistics)} = mean;");
                writer.Line($"Unsafe.Add(ref {RowLoops.Row(statistics)}, 1) = scale;");
            }

            writer.Line("TVector scales = TVector.Broadcast(scale);");
            using SourceWriter.BlockScope result = writer.Block($"for (int i = 0; i < {output.Tensor.Pitch}; i += TVector.Count)");
            string Parameter(Operand parameter) => $"TVector.Load(ref Unsafe.Add(ref {parameter.Name}, i))";
            writer.Line(
                $"TVector.Store(TVector.MultiplyAdd(({vector}) * scales, {Parameter(gamma)}, {Parameter(beta)}), ref Unsafe.Add(ref {RowLoops.Row(output)}, i));");
        });
    }
}

/// <summary>
/// dInput = (g - (sum of g + n * sum of g * n) / channels) / deviation, with g = dOutput * gamma and n the normalised input
/// (Ba, Kiros and Hinton 2016, with the sums collected).
/// </summary>
internal sealed class RowNormalizationInputGradientKernel(
    string name, TensorOperand input, MemoryOperand gamma, TensorOperand statistics, TensorOperand outputGradient, TensorOperand inputGradient) : Kernel(name)
{
    public override string Formula => "inputGradient = (g - mean of g - n * mean of (g * n)) / deviation, with g = outputGradient * gamma and n the normalised input";

    public override IReadOnlyList<Operand> Operands { get; } = [input, gamma, statistics, outputGradient, inputGradient];

    public override long WorkPerSample => 4L * input.Tensor.Extent;

    public override string Title => $"RowNormalizationInputGradientOf{KernelTitle.Values(input.Tensor.Shape)}" + KernelTitle.Added(this);

    public override string DescribePlan() => "row by row, two sums and the result" + (Accumulates ? "; adds to the gradient that another consumer wrote" : "");

    public override void Emit(SourceWriter writer)
    {
        int channels = input.Tensor.Shape.Channels;
        string share = Literals.Single(1.0 / channels);
        RowLoops.Emit(writer, this, [input, statistics, outputGradient, inputGradient], [input.Tensor.Pitch, 2, outputGradient.Tensor.Pitch, inputGradient.Tensor.Pitch], () =>
        {
            writer.Line($"float mean = {RowLoops.Row(statistics)};");
            writer.Line($"float scale = Unsafe.Add(ref {RowLoops.Row(statistics)}, 1);");
            writer.Line("TVector center = TVector.Broadcast(mean);");
            writer.Line("TVector scales = TVector.Broadcast(scale);");
            string weighted = $"{RowLoops.Vector(outputGradient)} * TVector.Load(ref Unsafe.Add(ref {gamma.Name}, i))";
            string weightedSingle = $"{RowLoops.Single(outputGradient)} * Unsafe.Add(ref {gamma.Name}, i)";
            string normal = $"({RowLoops.Vector(input)} - center) * scales";
            string normalSingle = $"({RowLoops.Single(input)} - mean) * scale";
            RowLoops.EmitSum(writer, "sum", channels, weighted, weightedSingle);
            RowLoops.EmitSum(writer, "products", channels, $"{weighted} * ({normal})", $"{weightedSingle} * ({normalSingle})");
            writer.Line($"float level = sum * {share};");
            writer.Line($"float slope = products * {share};");
            writer.Line("TVector levels = TVector.Broadcast(level);");
            writer.Line("TVector slopes = TVector.Broadcast(slope);");
            string target = $"Unsafe.Add(ref {RowLoops.Row(inputGradient)}, i)";
            string before = Accumulates ? $"TVector.Load(ref {target}) + " : "";
            writer.Line($"for (int i = 0; i <= {channels} - TVector.Count; i += TVector.Count)");
            using (writer.Indent()) writer.Line($"TVector.Store({before}((({weighted}) - levels - (({normal}) * slopes)) * scales), ref {target});");
            EmitRest(writer, channels, $"(({weightedSingle}) - level - (({normalSingle}) * slope)) * scale", target);
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
internal sealed class RowNormalizationGradientKernel(
    string name, TensorOperand input, TensorOperand statistics, TensorOperand outputGradient, MemoryOperand gammaGradient, MemoryOperand betaGradient)
    : Kernel(name)
{
    public override string Formula => "gammaGradient[c] = sum of outputGradient[c] * n[c], betaGradient[c] = sum of outputGradient[c], with n the normalised input";

    public override IReadOnlyList<Operand> Operands { get; } = [input, statistics, outputGradient, gammaGradient, betaGradient];

    public override WorkAxis Axis => WorkAxis.Units;

    public override int Units => input.Tensor.Pitch / ChannelLoops.Panel(input.Tensor);

    public override long WorkPerSample => 2L * input.Tensor.Extent;

    public override string Title => $"RowNormalizationGradientOf{KernelTitle.Values(input.Tensor.Shape)}";

    public override string DescribePlan() => $"{Literals.Count(Units, "unit")} of {ChannelLoops.Panel(input.Tensor)} channels over the whole batch";

    public override void Emit(SourceWriter writer)
    {
        using SourceWriter.BlockScope method = ChannelLoops.EmitUnits(writer, this, input.Tensor, out SourceWriter.BlockScope channels);
        writer.Line("TVector products = TVector.Zero;");
        writer.Line("TVector sum = TVector.Zero;");
        ChannelLoops.EmitPixels(writer, [input, outputGradient], "batch", pixel =>
        {
            string row = Expressions.Plus($"sample * (nint){statistics.Tensor.Storage.SampleStride}", Expressions.Times(pixel, 2));
            writer.Line($"ref float rowStatistics = ref Unsafe.Add(ref {statistics.Name}, {row});");
            writer.Line($"TVector gradient = TVector.Load(ref {ChannelLoops.Pixel(outputGradient)});");
            writer.Line($"TVector distance = TVector.Load(ref {ChannelLoops.Pixel(input)}) - TVector.Broadcast(rowStatistics);");
            writer.Line("TVector.AddProduct(ref products, distance * TVector.Broadcast(Unsafe.Add(ref rowStatistics, 1)), gradient);");
            writer.Line("sum += gradient;");
        });
        writer.Line($"TVector.Store(products, ref Unsafe.Add(ref {gammaGradient.Name}, channel));");
        writer.Line($"TVector.Store(sum, ref Unsafe.Add(ref {betaGradient.Name}, channel));");
        channels.Dispose();
    }
}
