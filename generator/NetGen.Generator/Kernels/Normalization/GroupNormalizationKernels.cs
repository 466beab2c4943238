using NetGen.Generator.Memory;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Kernels;

/// <summary>
/// Mean and 1 / sqrt(variance + epsilon) of each group, for each of its channels: two rows. Sums of channels go over positions in vectors and are then
/// added up by group; two passes, so nothing cancels.
/// </summary>
internal sealed class GroupStatisticsKernel(string name, double epsilon, ChannelGroups groups, TensorOperand input, TensorOperand statistics) : Kernel(name)
{
    public override string Formula => "mean = mean of input, scale = 1 / sqrt(mean of (input - mean)^2 + epsilon), over a sample's positions and the channels of a group";

    public override IReadOnlyList<Operand> Operands { get; } = [input, statistics];

    public override long WorkPerSample => 2L * input.Tensor.Extent;

    public override string Title => $"GroupStatisticsOf{KernelTitle.Values(input.Tensor.Shape)}{groups.Title}";

    public override string DescribePlan() => $"{Literals.Count(groups.Count, "group")} of {Literals.Count(groups.Size, "channel")}: sums by channel in vectors, added up by group; two passes";

    public override void Emit(SourceWriter writer) => GroupLoops.EmitSamples(writer, this, input.Tensor, [input, statistics], () =>
    {
        GroupLoops.EmitChannels(writer, input.Tensor, () =>
        {
            writer.Line("TVector sum = TVector.Zero;");
            GroupLoops.EmitPixels(writer, [input], () => writer.Line($"sum += {GroupLoops.Vector(input)};"));
            writer.Line($"TVector.Store(sum, ref {GroupLoops.Place(statistics, 0)});");
        });
        GroupLoops.EmitCombine(writer, "mean", groups, statistics, 0, sum => $"{sum} * {groups.Share}");
        GroupLoops.EmitChannels(writer, input.Tensor, () =>
        {
            writer.Line($"TVector center = {GroupLoops.Row(statistics, 0)};");
            writer.Line("TVector squares = TVector.Zero;");
            GroupLoops.EmitPixels(writer, [input], () =>
            {
                writer.Line($"TVector distance = {GroupLoops.Vector(input)} - center;");
                writer.Line("TVector.AddProduct(ref squares, distance, distance);");
            });
            writer.Line($"TVector.Store(squares, ref {GroupLoops.Place(statistics, 1)});");
        });
        GroupLoops.EmitCombine(writer, "scale", groups, statistics, 1, squares => $"1f / MathF.Sqrt(({squares} * {groups.Share}) + {Literals.Single(epsilon)})");
    });
}

/// <summary>output = (input - mean) * scale * gamma + beta, with what is known of each sample's channels.</summary>
/// <param name="gamma">Null for none.</param>
/// <param name="beta">Null for none.</param>
internal sealed class GroupNormalizeKernel(string name, TensorOperand input, TensorOperand statistics, MemoryOperand? gamma, MemoryOperand? beta, TensorOperand output) : Kernel(name)
{
    public override string Formula => $"output[c] = (input[c] - mean[c]) * scale[c]{(gamma is null ? "" : " * gamma[c]")}{(beta is null ? "" : " + beta[c]")}";

    public override IReadOnlyList<Operand> Operands { get; } = [.. new Operand?[] { input, statistics, gamma, beta, output }.OfType<Operand>()];

    public override long WorkPerSample => output.Tensor.Extent;

    public override string Title => $"GroupNormalizationOf{KernelTitle.Values(input.Tensor.Shape)}{(gamma is null ? "Unscaled" : "")}{(beta is null ? "Unshifted" : "")}";

    public override string DescribePlan() => "channels outside, positions inside: scale and shift stay in registers";

    public override void Emit(SourceWriter writer) => GroupLoops.EmitSamples(writer, this, input.Tensor, [input, statistics, output], () =>
        GroupLoops.EmitChannels(writer, input.Tensor, () =>
        {
            writer.Line($"TVector center = {GroupLoops.Row(statistics, 0)};");
            writer.Line($"TVector scale = {GroupLoops.Row(statistics, 1)}{(gamma is null ? "" : $" * {GroupLoops.Parameter(gamma)}")};");
            if (beta is not null) writer.Line($"TVector shift = {GroupLoops.Parameter(beta)};");
            GroupLoops.EmitPixels(writer, [input, output], () =>
            {
                string distance = $"{GroupLoops.Vector(input)} - center";
                writer.Line($"TVector.Store({(beta is null ? $"({distance}) * scale" : $"TVector.MultiplyAdd({distance}, scale, shift)")}, ref {ChannelLoops.Pixel(output)});");
            });
        }));
}

/// <summary>
/// Of each sample's channels, over its positions: the sum of dOutput and that of dOutput * n, n the normalised input, which are its parts of beta's and
/// gamma's gradients. Where the input's gradient is asked for, also the means of both, times gamma, over a group: four rows instead of two.
/// </summary>
/// <param name="gamma">Null for none.</param>
/// <param name="givesMeans">Whether the means are asked for.</param>
internal sealed class GroupSumsKernel(
    string name, ChannelGroups groups, TensorOperand input, TensorOperand statistics, TensorOperand outputGradient, MemoryOperand? gamma, bool givesMeans, TensorOperand sums)
    : Kernel(name)
{
    public override string Formula
        => "sum[c] = sum of outputGradient[c], products[c] = sum of outputGradient[c] * n[c], over a sample's positions, with n the normalised input"
            + (givesMeans ? $"; level and slope = means of both{(gamma is null ? "" : ", times gamma[c],")} over a group" : "");

    public override IReadOnlyList<Operand> Operands { get; }
        = [.. new Operand?[] { input, statistics, outputGradient, givesMeans ? gamma : null, sums }.OfType<Operand>()];

    public override long WorkPerSample => 2L * input.Tensor.Extent;

    public override string Title
        => $"GroupSumsOf{KernelTitle.Values(input.Tensor.Shape)}{(givesMeans ? groups.Title : "")}{(givesMeans && gamma is null ? "Unscaled" : "")}";

    public override string DescribePlan() => "channels outside, positions inside, in one pass" + (givesMeans ? $"; {Literals.Count(groups.Count, "group")} of {Literals.Count(groups.Size, "channel")}" : "");

    public override void Emit(SourceWriter writer) => GroupLoops.EmitSamples(writer, this, input.Tensor, [input, statistics, outputGradient, sums], () =>
    {
        GroupLoops.EmitChannels(writer, input.Tensor, () =>
        {
            writer.Line($"TVector center = {GroupLoops.Row(statistics, 0)};");
            writer.Line("TVector sum = TVector.Zero;");
            writer.Line("TVector products = TVector.Zero;");
            GroupLoops.EmitPixels(writer, [input, outputGradient], () =>
            {
                writer.Line($"TVector gradient = {GroupLoops.Vector(outputGradient)};");
                writer.Line($"TVector.AddProduct(ref products, {GroupLoops.Vector(input)} - center, gradient);");
                writer.Line("sum += gradient;");
            });
            writer.Line($"products = products * {GroupLoops.Row(statistics, 1)};");
            writer.Line($"TVector.Store(sum, ref {GroupLoops.Place(sums, 0)});");
            writer.Line($"TVector.Store(products, ref {GroupLoops.Place(sums, 1)});");
            if (!givesMeans) return;
            if (gamma is not null) writer.Line($"TVector weights = {GroupLoops.Parameter(gamma)};");
            string weighted = gamma is null ? "" : " * weights";
            writer.Line($"TVector.Store(sum{weighted}, ref {GroupLoops.Place(sums, 2)});");
            writer.Line($"TVector.Store(products{weighted}, ref {GroupLoops.Place(sums, 3)});");
        });
        if (!givesMeans) return;
        GroupLoops.EmitCombine(writer, "level", groups, sums, 2, sum => $"{sum} * {groups.Share}");
        GroupLoops.EmitCombine(writer, "slope", groups, sums, 3, sum => $"{sum} * {groups.Share}");
    });
}

/// <summary>dGamma[c] and dBeta[c]: what each sample's positions have given, over the batch.</summary>
/// <param name="gammaGradient">Null where there is no gamma.</param>
/// <param name="betaGradient">Null where there is no beta.</param>
internal sealed class GroupParameterGradientKernel(string name, TensorOperand sums, MemoryOperand? gammaGradient, MemoryOperand? betaGradient) : Kernel(name)
{
    public override string Formula => string.Join(
        ", ",
        new[] { gammaGradient is null ? null : "gammaGradient[c] = sum over samples of products[c]", betaGradient is null ? null : "betaGradient[c] = sum over samples of sum[c]" }.OfType<string>());

    public override IReadOnlyList<Operand> Operands { get; } = [.. new Operand?[] { sums, gammaGradient, betaGradient }.OfType<Operand>()];

    public override WorkAxis Axis => WorkAxis.Units;

    public override int Units => sums.Tensor.Pitch / ChannelLoops.Panel(sums.Tensor);

    public override long WorkPerSample => 2L * sums.Tensor.Pitch;

    public override string Title
        => $"GroupParameterGradientOf{Literals.Integer(sums.Tensor.Shape.Channels)}{(gammaGradient is null ? "Unscaled" : "")}{(betaGradient is null ? "Unshifted" : "")}";

    public override string DescribePlan() => $"{Literals.Count(Units, "unit")} of {ChannelLoops.Panel(sums.Tensor)} channels over the whole batch";

    public override void Emit(SourceWriter writer)
    {
        using SourceWriter.BlockScope method = ChannelLoops.EmitUnits(writer, this, sums.Tensor, out SourceWriter.BlockScope channels);
        (MemoryOperand Gradient, string Name, int Row)[] all
            = [.. new[] { (Gradient: gammaGradient, Name: "products", Row: 1), (Gradient: betaGradient, Name: "sum", Row: 0) }.Where(one => one.Gradient is not null).Select(one => (one.Gradient!, one.Name, one.Row))];
        foreach ((_, string total, _) in all) writer.Line($"TVector {total} = TVector.Zero;");
        using (writer.Block("for (int sample = 0; sample < batch; sample++)"))
        {
            writer.Line($"ref float own = ref Unsafe.Add(ref {sums.Name}, (sample * (nint){sums.Tensor.Storage.SampleStride}) + channel);");
            foreach ((_, string total, int row) in all) writer.Line($"{total} += TVector.Load(ref {(row == 0 ? "own" : $"Unsafe.Add(ref own, {row * sums.Tensor.Pitch})")});");
        }

        foreach ((MemoryOperand gradient, string total, _) in all) writer.Line($"TVector.Store({total}, ref Unsafe.Add(ref {gradient.Name}, channel));");
        channels.Dispose();
    }
}

/// <summary>dInput = (dOutput * gamma - level - n * slope) * scale, with n the normalised input, and level and slope a group's means of dOutput * gamma and of that times n.</summary>
/// <param name="gamma">Null for none.</param>
internal sealed class GroupInputGradientKernel(
    string name, TensorOperand input, TensorOperand statistics, TensorOperand sums, TensorOperand outputGradient, MemoryOperand? gamma, TensorOperand inputGradient)
    : Kernel(name)
{
    public override string Formula
        => $"inputGradient[c] = (outputGradient[c]{(gamma is null ? "" : " * gamma[c]")} - level[c] - n[c] * slope[c]) * scale[c], with n the normalised input";

    public override IReadOnlyList<Operand> Operands { get; } = [.. new Operand?[] { input, statistics, sums, outputGradient, gamma, inputGradient }.OfType<Operand>()];

    public override long WorkPerSample => 2L * input.Tensor.Extent;

    public override string Title => $"GroupNormalizationInputGradientOf{KernelTitle.Values(input.Tensor.Shape)}{(gamma is null ? "Unscaled" : "")}" + KernelTitle.Added(this);

    public override string DescribePlan() => "channels outside, positions inside" + (Accumulates ? "; adds to the gradient that another consumer wrote" : "");

    public override void Emit(SourceWriter writer) => GroupLoops.EmitSamples(writer, this, input.Tensor, [input, statistics, sums, outputGradient, inputGradient], () =>
        GroupLoops.EmitChannels(writer, input.Tensor, () =>
        {
            writer.Line($"TVector center = {GroupLoops.Row(statistics, 0)};");
            writer.Line($"TVector scale = {GroupLoops.Row(statistics, 1)};");
            writer.Line($"TVector level = {GroupLoops.Row(sums, 2)};");
            writer.Line($"TVector slope = {GroupLoops.Row(sums, 3)} * scale;");
            if (gamma is not null) writer.Line($"TVector weights = {GroupLoops.Parameter(gamma)};");
            GroupLoops.EmitPixels(writer, [input, outputGradient, inputGradient], () =>
            {
                string weighted = gamma is null ? GroupLoops.Vector(outputGradient) : $"({GroupLoops.Vector(outputGradient)} * weights)";
                string before = Accumulates ? $"{GroupLoops.Vector(inputGradient)} + " : "";
                string value = $"({weighted} - level - (({GroupLoops.Vector(input)} - center) * slope)) * scale";
                writer.Line($"TVector.Store({before}{(Accumulates ? $"({value})" : value)}, ref {ChannelLoops.Pixel(inputGradient)});");
            });
        }));
}
