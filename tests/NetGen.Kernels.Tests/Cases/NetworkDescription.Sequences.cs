using NetGen.Kernels.Tests.Reference;

namespace NetGen.Kernels.Tests.Cases;

/// <summary>Layers of sequences that see several steps, or move them. For the reference a sequence is an image one column wide.</summary>
internal sealed partial class NetworkDescription
{
    public NetworkDescription Conv1D(int filters, StepWindow window, int groups = 1, bool bias = true, string? name = null)
    {
        int[] input = NextInputShape();
        string arguments = $"{Number(filters)}, {Number(window.Size)}{window.ToArguments()}{Groups(groups)}{Bias(bias)}";
        Window steps = window.ToReference(input[0], isPooling: false);
        return Append("Conv1D", arguments, "conv", name, () => new Conv2D(input[2], filters, steps, StepWindow.Column, groups, bias));
    }

    public NetworkDescription DepthwiseConv1D(StepWindow window, int multiplier = 1, bool bias = true, string? name = null)
    {
        int[] input = NextInputShape();
        string arguments = $"{Number(window.Size)}{window.ToArguments()}{(multiplier > 1 ? $", Multiplier = {Number(multiplier)}" : "")}{Bias(bias)}";
        Window steps = window.ToReference(input[0], isPooling: false);
        return Append("DepthwiseConv1D", arguments, "depthwise", name, () => new DepthwiseConv2D(input[2], multiplier, steps, StepWindow.Column, bias));
    }

    /// <param name="outputPadding">Steps added at the end.</param>
    public NetworkDescription Conv1DTranspose(int filters, StepWindow window, int outputPadding = 0, int groups = 1, bool bias = true, string? name = null)
    {
        int[] input = NextInputShape();
        string added = outputPadding > 0 ? $", OutputPadding = {Number(outputPadding)}" : "";
        string arguments = $"{Number(filters)}, {Number(window.Size)}{window.ToArguments()}{added}{Groups(groups)}{Bias(bias)}";
        int stride = Math.Max(1, window.Stride);
        int length = window.Same ? input[0] * stride : ((input[0] - 1) * stride) - (2 * window.PaddingSize) + (window.Dilation * (window.Size - 1)) + outputPadding + 1;
        Window steps = window.ToReference(length, isPooling: false);
        return Append("Conv1DTranspose", arguments, "convtranspose", name, () => new Conv2DTranspose(input[2], filters, steps, StepWindow.Column, (length, 1), groups, bias));
    }

    public NetworkDescription MaxPool1D(StepWindow window, string? name = null)
    {
        Window steps = window.ToReference(NextInputShape()[0], isPooling: true);
        return Append("MaxPool1D", Number(window.Size) + window.ToArguments(), "maxpool", name, () => new MaxPool2D(steps, StepWindow.Column));
    }

    public NetworkDescription AveragePool1D(StepWindow window, string? name = null)
    {
        Window steps = window.ToReference(NextInputShape()[0], isPooling: true);
        return Append("AveragePool1D", Number(window.Size) + window.ToArguments(), "avgpool", name, () => new AveragePool2D(steps, StepWindow.Column));
    }

    public NetworkDescription GlobalAveragePool1D() => Append("GlobalAveragePool1D", "", "gap", null, () => new GlobalAveragePool2D());

    public NetworkDescription GlobalMaxPool1D() => Append("GlobalMaxPool1D", "", "gmp", null, () => new GlobalMaxPool2D());

    public NetworkDescription AdaptiveAveragePool1D(int steps) => Append("AdaptiveAveragePool1D", Number(steps), "avgpool", null, () => new AdaptiveAveragePool2D(steps, 1));

    public NetworkDescription AdaptiveMaxPool1D(int steps) => Append("AdaptiveMaxPool1D", Number(steps), "maxpool", null, () => new AdaptiveMaxPool2D(steps, 1));

    public NetworkDescription ZeroPadding1D(int before, int after) => Append("ZeroPadding1D", Ends(before, after), "zeropadding", null, () => new ZeroPadding2D(before, after, 0, 0));

    public NetworkDescription Cropping1D(int before, int after) => Append("Cropping1D", Ends(before, after), "cropping", null, () => new Cropping2D(before, after, 0, 0));

    public NetworkDescription UpSampling1D(int size) => Append("UpSampling1D", Number(size), "upsampling", null, () => new UpSampling2D(size, 1));

    /// <param name="memory">The layer whose steps are attended to; null for its own.</param>
    public NetworkDescription MultiHeadAttention(AttentionOptions options, string? memory = null)
    {
        int features = NextInputShape()[2];
        List<string> arguments = [Number(options.Heads)];
        if (options.KeyHeads > 0) arguments.Add($"KeyValueHeads = {Number(options.KeyHeads)}");
        if (options.Size > 0) arguments.Add($"HeadSize = {Number(options.Size)}");
        if (options.IsCausal) arguments.Add("Causal = true");
        if (!options.Bias) arguments.Add("UseBias = false");
        if (memory is null) return Append("MultiHeadAttention", string.Join(", ", arguments), "attention", null, () => new MultiHeadAttention(features, options));
        arguments.Add($"Memory = \"{memory}\"");
        int memoryFeatures = ValueOf(_indices[memory]).Shape[2];
        return Append("MultiHeadAttention", string.Join(", ", arguments), "attention", null, () => new MultiHeadAttention(features, options, memoryFeatures), memory);
    }

    public NetworkDescription Reverse() => Append("Reverse", "", "reverse", null, () => new Reverse());

    public NetworkDescription Last() => Append("Last", "", "last", null, () => new Last());

    public NetworkDescription RepeatVector(int steps) => Append("RepeatVector", Number(steps), "repeat", null, () => new RepeatVector(steps));

    private static string Groups(int groups) => groups > 1 ? $", Groups = {Number(groups)}" : "";

    private static string Bias(bool bias) => bias ? "" : ", UseBias = false";

    private static string Ends(int before, int after) => before == after ? Number(before) : $"Before = {Number(before)}, After = {Number(after)}";
}
