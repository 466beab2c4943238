using NetGen.Generator.Memory;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Kernels;

/// <summary>Mean and variance of each channel over the batch. A unit is a panel of channels; two passes, so nothing cancels.</summary>
internal sealed class BatchStatisticsKernel(string name, TensorOperand input, ScratchOperand mean, ScratchOperand variance) : Kernel(name)
{
    public override string Formula => "mean[c] = mean of input[c], variance[c] = mean of (input[c] - mean[c])^2, over samples and pixels";

    public override IReadOnlyList<Operand> Operands { get; } = [input, mean, variance];

    public override WorkAxis Axis => WorkAxis.Units;

    public override int Units => input.Tensor.Pitch / ChannelLoops.Panel(input.Tensor);

    public override long WorkPerSample => 2L * input.Tensor.Extent;

    public override string Title => $"BatchStatisticsOf{KernelTitle.Values(input.Tensor.Shape)}";

    public override string DescribePlan() => $"{Literals.Count(Units, "unit")} of {ChannelLoops.Panel(input.Tensor)} channels over the whole batch, two passes";

    public override void Emit(SourceWriter writer)
    {
        using SourceWriter.BlockScope method = ChannelLoops.EmitUnits(writer, this, input.Tensor, out SourceWriter.BlockScope channels);
        writer.Line($"TVector share = TVector.Broadcast({ChannelLoops.Share("batch", input.Tensor)});");
        new ChannelSums(writer, [input], "sum").Emit(term => writer.Line($"{term.Sum("sum")} += {term.Load(input)};"));
        writer.Line("TVector center = sum * share;");
        new ChannelSums(writer, [input], "squares").Emit(term =>
        {
            writer.Line($"TVector distance = {term.Load(input)} - center;");
            writer.Line($"TVector.AddProduct(ref {term.Sum("squares")}, distance, distance);");
        });
        writer.Line($"TVector.Store(center, ref Unsafe.Add(ref {mean.Name}, channel));");
        writer.Line($"TVector.Store(squares * share, ref Unsafe.Add(ref {variance.Name}, channel));");
        channels.Dispose();
    }
}

/// <summary>output = (input - mean) / sqrt(variance + epsilon) * gamma + beta, with the batch's statistics or the running ones.</summary>
/// <param name="rectify">Whether a ReLU is applied before the store.</param>
internal sealed class NormalizeKernel(
    string name,
    double epsilon,
    TensorOperand input,
    Operand mean,
    Operand variance,
    MemoryOperand gamma,
    MemoryOperand beta,
    TensorOperand output,
    bool rectify) : Kernel(name)
{
    public override string Formula => "output[c] = (input[c] - mean[c]) / sqrt(variance[c] + epsilon) * gamma[c] + beta[c]";

    public override IReadOnlyList<Operand> Operands { get; } = [input, mean, variance, gamma, beta, output];

    public override long WorkPerSample => output.Tensor.Extent;

    public override string Title => $"NormalizationOf{KernelTitle.Values(input.Tensor.Shape)}" + (rectify ? "ReLU" : "");

    public override string DescribePlan() => "channels outside, pixels inside: scale and shift stay in registers" + (rectify ? "\nReLU before the store" : "");

    public override void Emit(SourceWriter writer)
    {
        using SourceWriter.BlockScope method = ChannelLoops.EmitChannels(writer, this, input.Tensor, out SourceWriter.BlockScope channels);
        writer.Line($"TVector center = TVector.Load(ref Unsafe.Add(ref {mean.Name}, channel));");
        writer.Line($"TVector scale = TVector.Load(ref Unsafe.Add(ref {gamma.Name}, channel)) / {ChannelLoops.Deviation(variance, epsilon)};");
        writer.Line($"TVector shift = TVector.Load(ref Unsafe.Add(ref {beta.Name}, channel));");
        string normalized = $"TVector.MultiplyAdd(TVector.Load(ref {ChannelLoops.Pixel(input)}) - center, scale, shift)";
        string result = Expressions.Rectified(normalized, rectify);
        ChannelLoops.EmitPixels(writer, [input, output], "samples", _ => writer.Line($"TVector.Store({result}, ref {ChannelLoops.Pixel(output)});"));
        channels.Dispose();
    }
}

/// <summary>dGamma = sum of dOutput * normalised input, dBeta = sum of dOutput: over the batch, by channel.</summary>
internal sealed class NormalizationGradientKernel(
    string name, double epsilon, TensorOperand input, TensorOperand outputGradient, ScratchOperand mean, ScratchOperand variance, MemoryOperand gammaGradient, MemoryOperand betaGradient)
    : Kernel(name)
{
    public override string Formula => "gammaGradient[c] = sum of outputGradient[c] * n[c], betaGradient[c] = sum of outputGradient[c], with n the normalised input";

    public override IReadOnlyList<Operand> Operands { get; } = [input, outputGradient, mean, variance, gammaGradient, betaGradient];

    public override WorkAxis Axis => WorkAxis.Units;

    public override int Units => input.Tensor.Pitch / ChannelLoops.Panel(input.Tensor);

    public override long WorkPerSample => 2L * input.Tensor.Extent;

    public override string Title => $"NormalizationGradientOf{KernelTitle.Values(input.Tensor.Shape)}";

    public override string DescribePlan() => $"{Literals.Count(Units, "unit")} of {ChannelLoops.Panel(input.Tensor)} channels over the whole batch";

    public override void Emit(SourceWriter writer)
    {
        using SourceWriter.BlockScope method = ChannelLoops.EmitUnits(writer, this, input.Tensor, out SourceWriter.BlockScope channels);
        writer.Line($"TVector center = TVector.Load(ref Unsafe.Add(ref {mean.Name}, channel));");
        new ChannelSums(writer, [input, outputGradient], "products", "sum").Emit(term =>
        {
            writer.Line($"TVector gradient = {term.Load(outputGradient)};");
            writer.Line($"TVector.AddProduct(ref {term.Sum("products")}, {term.Load(input)} - center, gradient);");
            writer.Line($"{term.Sum("sum")} += gradient;");
        });
        writer.Line($"TVector.Store(products / {ChannelLoops.Deviation(variance, epsilon)}, ref Unsafe.Add(ref {gammaGradient.Name}, channel));");
        writer.Line($"TVector.Store(sum, ref Unsafe.Add(ref {betaGradient.Name}, channel));");
        channels.Dispose();
    }
}

/// <summary>
/// dInput = gamma / deviation * (dOutput - dBeta / n - normalised input * dGamma / n), n being batch x pixels
/// (Ioffe and Szegedy 2015, section 3, with the sums collected).
/// </summary>
internal sealed class NormalizationInputGradientKernel : Kernel
{
    private readonly double _epsilon;
    private readonly TensorOperand _input;
    private readonly TensorOperand _outputGradient;
    private readonly ScratchOperand _mean;
    private readonly ScratchOperand _variance;
    private readonly MemoryOperand _gamma;
    private readonly MemoryOperand _gammaGradient;
    private readonly MemoryOperand _betaGradient;
    private readonly TensorOperand _inputGradient;

    public NormalizationInputGradientKernel(
        string name,
        double epsilon,
        TensorOperand input,
        TensorOperand outputGradient,
        ScratchOperand mean,
        ScratchOperand variance,
        MemoryOperand gamma,
        MemoryOperand gammaGradient,
        MemoryOperand betaGradient,
        TensorOperand inputGradient)
        : base(name)
    {
        _epsilon = epsilon;
        _input = input;
        _outputGradient = outputGradient;
        _mean = mean;
        _variance = variance;
        _gamma = gamma;
        _gammaGradient = gammaGradient;
        _betaGradient = betaGradient;
        _inputGradient = inputGradient;
        ScalarOperand share = new("float", "share", ChannelLoops.Share("pass.Batch", input.Tensor));
        Operands = [input, outputGradient, mean, variance, gamma, gammaGradient, betaGradient, inputGradient, share];
    }

    public override string Formula => "inputGradient[c] = (outputGradient[c] - (betaGradient[c] + n[c] * gammaGradient[c]) / values) * gamma[c] / deviation[c], with n the normalised input";

    public override IReadOnlyList<Operand> Operands { get; }

    public override long WorkPerSample => 2L * _input.Tensor.Extent;

    public override string Title => $"NormalizationInputGradientOf{KernelTitle.Values(_input.Tensor.Shape)}" + KernelTitle.Added(this);

    public override string DescribePlan() => "channels outside, pixels inside: the channel's numbers stay in registers";

    public override void Emit(SourceWriter writer)
    {
        using SourceWriter.BlockScope method = ChannelLoops.EmitChannels(writer, this, _input.Tensor, out SourceWriter.BlockScope channels);
        writer.Line("TVector shares = TVector.Broadcast(share);");
        writer.Line($"TVector center = TVector.Load(ref Unsafe.Add(ref {_mean.Name}, channel));");
        writer.Line($"TVector deviation = {ChannelLoops.Deviation(_variance, _epsilon)};");
        writer.Line($"TVector scale = TVector.Load(ref Unsafe.Add(ref {_gamma.Name}, channel)) / deviation;");
        writer.Line($"TVector slope = TVector.Load(ref Unsafe.Add(ref {_gammaGradient.Name}, channel)) * shares / deviation;");
        writer.Line($"TVector offset = TVector.Load(ref Unsafe.Add(ref {_betaGradient.Name}, channel)) * shares;");
        ChannelLoops.EmitPixels(writer, [_input, _outputGradient, _inputGradient], "samples", _ =>
        {
            writer.Line($"TVector along = (TVector.Load(ref {ChannelLoops.Pixel(_input)}) - center) * slope;");
            writer.Line($"TVector result = (TVector.Load(ref {ChannelLoops.Pixel(_outputGradient)}) - offset - along) * scale;");
            if (Accumulates) writer.Line($"result += TVector.Load(ref {ChannelLoops.Pixel(_inputGradient)});");
            writer.Line($"TVector.Store(result, ref {ChannelLoops.Pixel(_inputGradient)});");
        });
        channels.Dispose();
    }
}

/// <summary>running += momentum * (batch - running); the variance as the unbiased estimate, as PyTorch keeps it.</summary>
internal sealed class RunningStatisticsKernel(
    string name, double momentum, TensorValue input, ScratchOperand mean, ScratchOperand variance, MemoryOperand runningMean, MemoryOperand runningVariance)
    : Kernel(name)
{
    public override string Formula => $"running = running + {Literals.Short(momentum)} * (batch - running), for mean and variance";

    public override IReadOnlyList<Operand> Operands { get; } = [mean, variance, runningMean, runningVariance];

    public override WorkAxis Axis => WorkAxis.Units;

    public override int Units => 1;

    public override long WorkPerSample => 0;

    public override string Title => $"RunningStatisticsOf{Literals.Integer(input.Shape.Channels)}";

    public override string DescribePlan() => "once an accepted step";

    public override void Emit(SourceWriter writer)
    {
        using SourceWriter.BlockScope method = writer.Block($"static void {Name}({Signature})");
        writer.Line(input.Shape.Positions == 1 ? "float count = batch;" : $"float count = (float)batch * {input.Shape.Positions};");
        writer.Line("float unbiased = count / (count - 1f);");
        using SourceWriter.BlockScope? loop = writer.Loop("channel", input.Shape.Channels, out string channel);
        string rate = Literals.Single(momentum);
        foreach ((MemoryOperand running, ScratchOperand batch, string factor) in new[] { (runningMean, mean, ""), (runningVariance, variance, " * unbiased") })
        {
            string place = channel == "0" ? running.Name : $"Unsafe.Add(ref {running.Name}, {channel})";
            string value = channel == "0" ? batch.Name : $"Unsafe.Add(ref {batch.Name}, {channel})";
            writer.Line($"{place} += {rate} * ({(factor.Length == 0 ? value : $"({value}{factor})")} - {place});");
        }
    }
}
