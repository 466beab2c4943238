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
        if (options.RotaryBase > 0) arguments.Add("Rotary = true" + (options.RotaryBase == 10_000 ? "" : $", RotaryBase = {Number(options.RotaryBase)}"));
        if (options.Dropout > 0)
        {
            arguments.Add($"Dropout = {Number(options.Dropout)}");
            var masks = new DropoutMasks(options.Dropout, _layers.Count);

            // A sample that has fewer steps has the numbers of those as they are declared.
            int steps = NextInputShape()[0];
            int keys = memory is null ? steps : ValueOf(_indices[memory]).Shape[0];
            options = options with { DrawMask = shape => masks.DrawWeights([shape[0], shape[1], steps, keys]) };
        }

        if (memory is null) return Append("MultiHeadAttention", string.Join(", ", arguments), "attention", null, () => new MultiHeadAttention(features, options));
        arguments.Add($"Memory = \"{memory}\"");
        int memoryFeatures = ValueOf(_indices[memory]).Shape[2];
        return Append("MultiHeadAttention", string.Join(", ", arguments), "attention", null, () => new MultiHeadAttention(features, options, memoryFeatures), memory);
    }

    public NetworkDescription Positions()
    {
        int[] input = NextInputShape();
        return Append("Positions", "", "positions", null, () => new Positions(input[0], input[2]));
    }

    public NetworkDescription SinusoidalPositions()
    {
        int[] input = NextInputShape();
        return Append("SinusoidalPositions", "", "positions", null, () => new SinusoidalPositions(input[0], input[2]));
    }

    /// <summary>Attention and two dense layers, each added to what they read: several layers by one attribute.</summary>
    public NetworkDescription TransformerBlock(int heads, string arguments = "", int hidden = 0, bool causal = false, bool post = false, string feedForward = "GELU", double dropout = 0, bool rotary = false)
    {
        string name = NextDefaultName("block");
        int features = NextInputShape()[2];
        int units = hidden > 0 ? hidden : 4 * features;
        string input = _next ?? (_layers.Count > 0 ? _layers[^1].Name : "input");
        string text = $"[TransformerBlock({Number(heads)}{(hidden > 0 ? $", Hidden = {Number(hidden)}" : "")}{(causal ? ", Causal = true" : "")}{(post ? ", PostNorm = true" : "")}"
            + $"{(feedForward == "GELU" ? "" : $", FeedForward = FeedForward.{feedForward}")}{(rotary ? ", Rotary = true" : "")}{(dropout > 0 ? $", Dropout = {Number(dropout)}" : "")}{arguments}, Name = \"{name}\"{(_next is null ? "" : $", Input = \"{_next}\"")})]";
        int first = _layers.Count;
        if (!post) LayerNorm(name + ".norm1");
        MultiHeadAttention(new AttentionOptions(heads, IsCausal: causal, Dropout: dropout, RotaryBase: rotary ? 10_000 : 0));
        Rename(name + ".self_attn");
        if (dropout > 0) Dropout(dropout, name + ".dropout1");
        Join("Add", [input], name + ".sum1", () => new Add());
        LayerNorm(name + (post ? ".norm1" : ".norm2"));
        Dense(feedForward == "SwiGLU" ? 2 * units : units, name: name + ".linear1");
        if (feedForward == "SwiGLU") SwiGLU(name + ".swiglu");
        else Activation(feedForward, name: name + ".activation");
        if (dropout > 0) Dropout(dropout, name + ".dropout");
        Dense(features, name: name + ".linear2");
        if (dropout > 0) Dropout(dropout, name + ".dropout2");
        Join("Add", [name + (post ? ".norm1" : ".sum1")], name + ".sum2", () => new Add());
        if (post) LayerNorm(name + ".norm2");
        for (int layer = first; layer < _layers.Count; layer++) _layers[layer] = _layers[layer] with { Text = layer == first ? text : "" };
        return this;
    }

    /// <summary>Gives the layer just appended the name that it has as a part of another.</summary>
    private void Rename(string name)
    {
        DescribedLayer last = _layers[^1];
        _indices.Remove(last.Name);
        _counts[last.Prefix]--;
        _layers[^1] = last with { Name = name, HasGivenName = true };
        _indices.Add(name, _layers.Count - 1);
    }

    public NetworkDescription Reverse() => Append("Reverse", "", "reverse", null, () => new Reverse());

    public NetworkDescription Last() => Append("Last", "", "last", null, () => new Last());

    public NetworkDescription RepeatVector(int steps) => Append("RepeatVector", Number(steps), "repeat", null, () => new RepeatVector(steps));

    private static string Groups(int groups) => groups > 1 ? $", Groups = {Number(groups)}" : "";

    private static string Bias(bool bias) => bias ? "" : ", UseBias = false";

    private static string Ends(int before, int after) => before == after ? Number(before) : $"Before = {Number(before)}, After = {Number(after)}";
}
