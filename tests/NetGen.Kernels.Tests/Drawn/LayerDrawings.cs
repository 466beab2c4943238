using NetGen.Kernels.Tests.Cases;
using NetGen.Kernels.Tests.Reference;

namespace NetGen.Kernels.Tests.Drawn;

/// <summary>How a kind of layer is drawn.</summary>
/// <param name="Accepts">Whether it may read a value.</param>
/// <param name="Append">Appends one with arguments drawn at random; false where the draw did not fit.</param>
/// <param name="Result">The form that its result has.</param>
internal sealed record LayerDrawing(
    Func<DescribedValue, bool> Accepts, Func<NetworkDrawing, bool> Append, Func<ValueForm, ValueForm> Result)
{
    /// <summary>Whether its result has the shape of what it reads.</summary>
    public bool KeepsShape { get; init; }
}

/// <summary>All kinds of layers by their attributes: one row each.</summary>
internal static class LayerDrawings
{
    // Around the lengths of vectors (4, 8, 16) and panels, and primes.
    private static readonly int[] s_extents = [1, 2, 3, 4, 5, 7, 8, 9, 13, 15, 16, 17, 19, 31, 33];

    private static readonly double[] s_rates = [0, 0.2, 0.5];

    private static readonly Dictionary<string, LayerDrawing> Rows = new(StringComparer.Ordinal)
    {
        ["Conv2D"] = new(IsImage, Convolution, _ => ValueForm.Image),
        ["DepthwiseConv2D"] = new(IsImage, DepthwiseConvolution, _ => ValueForm.Image),
        ["Conv2DTranspose"] = new(IsImage, TransposedConvolution, _ => ValueForm.Image),
        ["Embedding"] = new(IsIndices, Lookup, _ => ValueForm.Sequence),
        ["Dense"] = new(value => IsVector(value) || IsSequence(value), Dense, form => form == ValueForm.Sequence ? form : ValueForm.Vector),
        ["Conv1D"] = new(IsSequence, StepConvolution, _ => ValueForm.Sequence),
        ["DepthwiseConv1D"] = new(
            IsSequence,
            network => StepWindow(network, isPooling: false) is { } window && Done(network.Description.DepthwiseConv1D(window, network.Pick([1, 1, 2, 3]), bias: network.IsDrawn(0.8))),
            _ => ValueForm.Sequence),
        ["Conv1DTranspose"] = new(IsSequence, TransposedStepConvolution, _ => ValueForm.Sequence),
        ["Positions"] = new(IsSequence, network => Done(network.Description.Positions()), _ => ValueForm.Sequence),
        ["SinusoidalPositions"] = new(IsSequence, network => Done(network.Description.SinusoidalPositions()), _ => ValueForm.Sequence),
        ["MultiHeadAttention"] = new(IsSequence, Attention, _ => ValueForm.Sequence),
        ["MaxPool1D"] = new(IsSequence, network => StepWindow(network, isPooling: true) is { } window && Done(network.Description.MaxPool1D(window)), _ => ValueForm.Sequence),
        ["AveragePool1D"] = new(IsSequence, network => StepWindow(network, isPooling: true) is { } window && Done(network.Description.AveragePool1D(window)), _ => ValueForm.Sequence),
        ["GlobalMaxPool1D"] = new(IsSequence, network => Done(network.Description.GlobalMaxPool1D()), _ => ValueForm.Vector),
        ["GlobalAveragePool1D"] = new(IsSequence, network => Done(network.Description.GlobalAveragePool1D()), _ => ValueForm.Vector),
        ["AdaptiveMaxPool1D"] = new(IsSequence, network => Done(network.Description.AdaptiveMaxPool1D(network.Integer(1, 4))), _ => ValueForm.Sequence),
        ["AdaptiveAveragePool1D"] = new(IsSequence, network => Done(network.Description.AdaptiveAveragePool1D(network.Integer(1, 4))), _ => ValueForm.Sequence),
        ["ZeroPadding1D"] = new(IsSequence, network => Done(network.Description.ZeroPadding1D(network.Integer(0, 2), network.Integer(0, 2))), _ => ValueForm.Sequence),
        ["Cropping1D"] = new(IsSequence, CropSteps, _ => ValueForm.Sequence),
        ["UpSampling1D"] = new(IsSequence, network => Done(network.Description.UpSampling1D(network.Integer(1, 3))), _ => ValueForm.Sequence),
        ["Reverse"] = new(IsSequence, network => Done(network.Description.Reverse()), _ => ValueForm.Sequence),
        ["Last"] = new(IsSequence, network => Done(network.Description.Last()), _ => ValueForm.Vector),
        ["RepeatVector"] = new(value => IsVector(value) && !value.IsFlattenedImage, network => Done(network.Description.RepeatVector(network.Integer(1, 5))), _ => ValueForm.Sequence),
        ["SimpleRNN"] = new(IsSequence, network => Recurrence(network, (units, options) => network.Description.SimpleRNN(units, options)), _ => ValueForm.Sequence),
        ["LSTM"] = new(IsSequence, network => Recurrence(network, (units, options) => network.Description.LSTM(units, options)), _ => ValueForm.Sequence),
        ["GRU"] = new(IsSequence, network => Recurrence(network, (units, options) => network.Description.GRU(units, options with { ResetsEarly = network.IsDrawn(0.3) })), _ => ValueForm.Sequence),
        ["MaxPool2D"] = new(IsImage, network => Pool(network, network.Description.MaxPool2D), _ => ValueForm.Image),
        ["AveragePool2D"] = new(IsImage, network => Pool(network, network.Description.AveragePool2D), _ => ValueForm.Image),
        ["GlobalMaxPool2D"] = new(IsImage, network => Done(network.Description.GlobalMaxPool2D()), _ => ValueForm.Vector),
        ["GlobalAveragePool2D"] = new(IsImage, network => Done(network.Description.GlobalAveragePool2D()), _ => ValueForm.Vector),
        ["ZeroPadding2D"] = new(IsImage, network => Done(network.Description.ZeroPadding2D(network.Integer(0, 2), network.Integer(0, 2), network.Integer(0, 2), network.Integer(0, 2))), _ => ValueForm.Image),
        ["Cropping2D"] = new(IsImage, Crop, _ => ValueForm.Image),
        ["UpSampling2D"] = new(
            IsImage,
            network => Done(network.IsDrawn(0.5) ? network.Description.UpSampling2D(network.Integer(1, 3), network.Integer(1, 3)) : network.Description.BilinearUpSampling2D(network.Integer(1, 3), network.Integer(1, 3))),
            _ => ValueForm.Image),
        ["AdaptiveMaxPool2D"] = new(IsImage, network => Done(network.Description.AdaptiveMaxPool2D(network.Integer(1, 4), network.Integer(1, 4))), _ => ValueForm.Image),
        ["AdaptiveAveragePool2D"] = new(IsImage, network => Done(network.Description.AdaptiveAveragePool2D(network.Integer(1, 4), network.Integer(1, 4))), _ => ValueForm.Image),
        ["PixelShuffle"] = new(IsImage, Shuffle, _ => ValueForm.Image),
        ["Reshape"] = new(IsNumbers, Reshape, form => form == ValueForm.Vector ? ValueForm.Image : form),
        ["Permute"] = new(IsNumbers, Permute, form => form),
        ["Flatten"] = new(IsNumbers, network => Done(network.Description.Flatten()), _ => ValueForm.Vector),
        ["Dropout"] = Keeping(network => Done(network.Description.Dropout(network.Pick(s_rates)))),
        ["SpatialDropout2D"] = new(IsImage, network => Done(network.Description.SpatialDropout2D(network.Pick(s_rates))), _ => ValueForm.Image),
        ["SpatialDropout1D"] = new(IsSequence, network => Done(network.Description.SpatialDropout1D(network.Pick(s_rates))), _ => ValueForm.Sequence),
        ["StochasticDepth"] = Keeping(network => Done(network.Description.StochasticDepth(network.Pick(s_rates)))),
        ["AlphaDropout"] = Keeping(network => Done(network.Description.AlphaDropout(network.Pick(s_rates)))),
        ["GaussianDropout"] = Keeping(network => Done(network.Description.GaussianDropout(network.Pick(s_rates)))),
        ["GaussianNoise"] = Keeping(network => Done(network.Description.GaussianNoise(network.Pick(s_rates)))),
        ["BatchNorm"] = Keeping(network => Done(network.Description.BatchNorm(epsilon: network.Pick([1e-5, 1e-3])))),
        ["LayerNorm"] = Keeping(network => network.Current.Shape[2] > 1 && Done(network.Description.LayerNorm(epsilon: network.Pick([1e-5, 1e-3]), scale: network.IsDrawn(0.8), bias: network.IsDrawn(0.8)))),
        ["RMSNorm"] = Keeping(network => network.Current.Shape[2] > 1 && Done(network.Description.RMSNorm(epsilon: network.Pick([1e-5, 1e-3]), scale: network.IsDrawn(0.8)))),
        ["GroupNorm"] = new(value => IsNumbers(value) && !value.IsFlattenedImage, GroupNormalization, form => form) { KeepsShape = true },
        ["InstanceNorm"] = new(
            value => IsImage(value) || IsSequence(value),
            network => network.Current.Shape[0] * network.Current.Shape[1] > 2 && Done(network.Description.InstanceNorm(scale: network.IsDrawn(0.5), bias: network.IsDrawn(0.5))),
            form => form == ValueForm.Vector ? ValueForm.Image : form)
        { KeepsShape = true },
        ["PReLU"] = Keeping(network => Done(network.Description.PReLU(slope: network.Pick([0.25, 0.0]), shared: network.IsDrawn(0.4)))),
        ["Standardize"] = Keeping(network => Done(network.Description.Standardize())),
        ["Scale"] = Keeping(network => Done(network.Description.Scale(network.Pick([1.0, 0.5, -1.0]), shared: network.IsDrawn(0.4)))),
        ["GLU"] = Parts(2, network => Done(network.Description.GLU())),
        ["SwiGLU"] = Parts(2, network => Done(network.Description.SwiGLU())),
        ["GeGLU"] = Parts(2, network => Done(network.Description.GeGLU())),
        ["ReGLU"] = Parts(2, network => Done(network.Description.ReGLU())),
        ["Maxout"] = new(IsNumbers, LargestOfFew, form => form),
        ["Softmax"] = Keeping(network => Done(network.Description.Softmax())),
        ["LogSoftmax"] = Keeping(network => Done(network.Description.LogSoftmax())),
        ["Add"] = new(IsNumbers, network => network.Join(keepsShape: true, network.Description.Add), form => form),
        ["Subtract"] = new(IsNumbers, network => network.Join(keepsShape: true, network.Description.Subtract), form => form),
        ["Average"] = new(IsNumbers, network => network.Join(keepsShape: true, network.Description.Average), form => form),
        ["Maximum"] = new(IsNumbers, network => network.Join(keepsShape: true, network.Description.Maximum), form => form),
        ["Minimum"] = new(IsNumbers, network => network.Join(keepsShape: true, network.Description.Minimum), form => form),
        ["Multiply"] = new(IsNumbers, network => network.Join(keepsShape: true, network.Description.Multiply), form => form),
        ["Dot"] = new(IsNumbers, Product, form => form),
        ["Concat"] = new(IsNumbers, network => network.Join(keepsShape: false, network.Description.Concat), form => form),
    };

    static LayerDrawings()
    {
        foreach (string kind in ActivationCatalog.All.Select(row => row.Kind).Distinct())
        {
            double?[] arguments = [.. ActivationCatalog.All.Where(row => row.Kind == kind).Select(row => row.Argument)];
            Rows.Add(kind, Keeping(network => Done(network.Description.Activation(kind, network.Pick(arguments)))));
        }
    }

    public static IReadOnlyCollection<string> Kinds => Rows.Keys;

    /// <summary>Those whose result has the shape of what they read.</summary>
    public static IReadOnlyList<string> ShapeKeeping => [.. Kinds.Where(kind => Of(kind).KeepsShape)];

    public static LayerDrawing Of(string kind) => Rows[kind];

    /// <summary>An extent of a vector or of a pixel, at most <paramref name="largest"/>.</summary>
    public static int Extent(NetworkDrawing network, int largest = 33) => network.Pick([.. s_extents.Where(extent => extent <= largest)]);

    private static LayerDrawing Keeping(Func<NetworkDrawing, bool> append) => new(IsNumbers, append, form => form) { KeepsShape = true };

    /// <summary>What makes one channel of several, where they divide.</summary>
    private static LayerDrawing Parts(int parts, Func<NetworkDrawing, bool> append) => new(IsNumbers, network => PixelChannels(network) % parts == 0 && append(network), form => form);

    /// <summary>Of a flattened image, those of one of its pixels.</summary>
    private static int PixelChannels(NetworkDrawing network) => network.Current.Shape[2] / (network.Current.Order.Height * network.Current.Order.Width);

    private static bool LargestOfFew(NetworkDrawing network)
        => Done(network.Description.Maxout(network.Pick([.. Enumerable.Range(1, 5).Where(pieces => PixelChannels(network) % pieces == 0)])));

    private static bool IsImage(DescribedValue value) => value.Form == ValueForm.Image;

    private static bool IsSequence(DescribedValue value) => value.Form == ValueForm.Sequence;

    private static bool IsVector(DescribedValue value) => value.Form == ValueForm.Vector;

    private static bool IsIndices(DescribedValue value) => value.Form == ValueForm.Indices;

    private static bool IsNumbers(DescribedValue value) => !IsIndices(value);

    private static bool Lookup(NetworkDrawing network) => Done(network.Description.Embedding(Extent(network), mask: network.IsDrawn(0.3) ? 0 : null));

    private static bool Done(NetworkDescription description) => description is not null;

    /// <summary>Of some layers the weights are computed. Without iterations, with which finite differences would not be the gradient.</summary>
    private static bool Reparameterized(NetworkDrawing network, NetworkDescription description)
        => Done(!network.IsDrawn(0.3) ? description : network.IsDrawn(0.5) ? description.WeightNorm() : description.SpectralNorm(iterations: 0));

    private static bool Dense(NetworkDrawing network)
    {
        int units = network.KeepsChannels ? network.Current.Shape[2] : Extent(network);
        return Reparameterized(network, network.Description.Dense(units, bias: network.IsDrawn(0.8)));
    }

    private static bool Recurrence(NetworkDrawing network, Func<int, RecurrenceOptions, NetworkDescription> append)
    {
        // Two directions give twice as many channels, and a last state is no sequence.
        bool isBidirectional = !network.KeepsChannels && network.IsDrawn(0.25);
        int units = network.KeepsChannels ? network.Current.Shape[2] : Extent(network);
        bool isReversed = !isBidirectional && network.IsDrawn(0.4);
        return Done(append(units, new RecurrenceOptions(network.IsDrawn(0.8), isReversed, isBidirectional) { LearnsStart = network.IsDrawn(0.3) }));
    }

    private static bool Convolution(NetworkDrawing network)
    {
        int channels = network.Current.Shape[2];
        int groups = network.IsDrawn(0.3) ? network.Pick([.. Enumerable.Range(1, channels).Where(groups => channels % groups == 0)]) : 1;
        int filters = network.KeepsChannels ? channels : groups > 1 ? groups * network.Pick([1, 2, 3, 4, 5]) : Extent(network);
        if (Window(network, largest: 5, isPooling: false) is not { } window) return false;
        long work = (long)filters * channels / groups * window.Height * window.Width * network.Current.Shape[0] * network.Current.Shape[1];
        return work <= NetworkDrawing.MostMultiplyAdds && filters <= 64 && Reparameterized(network, network.Description.Conv2D(filters, window, groups, bias: network.IsDrawn(0.8)));
    }

    private static bool DepthwiseConvolution(NetworkDrawing network)
    {
        int[] shape = network.Current.Shape;
        int multiplier = network.Pick([1, 1, 2, 3]);
        if (Window(network, largest: 5, isPooling: false) is not { } window) return false;
        return (long)multiplier * shape[2] * window.Height * window.Width * shape[0] * shape[1] <= NetworkDrawing.MostMultiplyAdds
            && Reparameterized(network, network.Description.DepthwiseConv2D(window, multiplier, bias: network.IsDrawn(0.8)));
    }

    private static bool TransposedConvolution(NetworkDrawing network)
    {
        int[] shape = network.Current.Shape;
        int groups = network.IsDrawn(0.3) ? network.Pick([.. Enumerable.Range(1, shape[2]).Where(groups => shape[2] % groups == 0)]) : 1;
        int filters = groups > 1 ? groups * network.Pick([1, 2, 3]) : Extent(network, 17);
        bool same = network.IsDrawn(0.4);
        var window = new WindowSettings(network.Integer(1, 4), network.Integer(1, 4)) { Same = same, StrideHeight = network.Integer(1, 3), StrideWidth = network.Integer(1, 3), Dilation = network.IsDrawn(0.2) ? 2 : 1 };
        int padding = same ? 0 : network.Integer(0, Math.Min(window.Height, window.Width) - 1);
        int outputPadding = same ? 0 : network.Integer(0, Math.Max(window.Dilation, Math.Min(window.StrideHeight, window.StrideWidth)) - 1);
        int Output(int extent, int stride, int kernel) => ((extent - 1) * stride) - (2 * padding) + (window.Dilation * (kernel - 1)) + outputPadding + 1;
        if (!same && (Output(shape[0], window.StrideHeight, window.Height) < 1 || Output(shape[1], window.StrideWidth, window.Width) < 1)) return false;
        long work = (long)filters * network.Current.Size / groups * window.Height * window.Width;
        return work <= NetworkDrawing.MostMultiplyAdds
            && Reparameterized(network, network.Description.Conv2DTranspose(filters, window with { PaddingSize = padding }, outputPadding, groups, bias: network.IsDrawn(0.8)));
    }

    private static bool GroupNormalization(NetworkDrawing network)
    {
        int[] shape = network.Current.Shape;

        // Of two values all that is left is which is larger: a step, in which finite differences see nothing.
        int[] groups = [.. Enumerable.Range(1, shape[2]).Where(count => shape[2] % count == 0 && shape[0] * shape[1] * shape[2] / count > 2)];
        return groups.Length > 0 && Done(network.Description.GroupNorm(network.Pick(groups), scale: network.IsDrawn(0.8), bias: network.IsDrawn(0.8)));
    }

    private static bool Product(NetworkDrawing network)
    {
        bool normalize = network.IsDrawn(0.4);
        return network.Join(keepsShape: true, others => others.Length == 1 ? network.Description.Dot(others[0], normalize) : null);
    }

    private static bool Attention(NetworkDrawing network)
    {
        int features = network.Current.Shape[2];
        int heads = network.Pick([.. Enumerable.Range(1, Math.Min(4, features)).Where(heads => features % heads == 0)]);
        int keyHeads = network.IsDrawn(0.3) ? network.Pick([.. Enumerable.Range(1, heads).Where(shared => heads % shared == 0)]) : 0;
        AttentionOptions options = new(heads, keyHeads, network.IsDrawn(0.2) ? network.Integer(1, 9) : 0, network.IsDrawn(0.4), network.IsDrawn(0.8), network.IsDrawn(0.3) ? 0.3 : 0);
        int size = options.Size > 0 ? options.Size : features / heads;
        return Done(network.Description.MultiHeadAttention(size % 2 == 0 && network.IsDrawn(0.3) ? options with { RotaryBase = 10_000 } : options));
    }

    private static bool StepConvolution(NetworkDrawing network)
    {
        int features = network.Current.Shape[2];
        int groups = network.IsDrawn(0.3) ? network.Pick([.. Enumerable.Range(1, features).Where(groups => features % groups == 0)]) : 1;
        int filters = network.KeepsChannels ? features : groups > 1 ? groups * network.Pick([1, 2, 3]) : Extent(network);
        return StepWindow(network, isPooling: false) is { } window && Done(network.Description.Conv1D(filters, window, groups, bias: network.IsDrawn(0.8)));
    }

    private static bool TransposedStepConvolution(NetworkDrawing network)
    {
        bool same = network.IsDrawn(0.4);
        int size = network.Integer(1, 4);

        // Strides no larger than the window: between windows values are the bias alone, and a normalisation behind them magnifies roundings.
        StepWindow window = new(size) { Same = same, Stride = network.Integer(1, Math.Min(3, size)), Dilation = network.IsDrawn(0.2) ? 2 : 1 };
        int padding = same ? 0 : network.Integer(0, window.Size - 1);
        int outputPadding = same ? 0 : network.Integer(0, Math.Max(window.Dilation, window.Stride) - 1);
        int steps = ((network.Current.Shape[0] - 1) * window.Stride) - (2 * padding) + (window.Dilation * (window.Size - 1)) + outputPadding + 1;
        return (same || steps > 0) && Done(network.Description.Conv1DTranspose(Extent(network, 17), window with { PaddingSize = padding }, outputPadding, bias: network.IsDrawn(0.8)));
    }

    private static bool CropSteps(NetworkDrawing network)
    {
        int before = network.Integer(0, Math.Min(2, network.Current.Shape[0] - 1));
        return Done(network.Description.Cropping1D(before, network.Integer(0, Math.Min(2, network.Current.Shape[0] - 1 - before))));
    }

    /// <summary>A window that fits, and sees something wherever it lies; null where the draw did not.</summary>
    private static StepWindow? StepWindow(NetworkDrawing network, bool isPooling)
    {
        int steps = network.Current.Shape[0];
        int size = network.Integer(1, 5);
        int mode = network.Integer(0, 3);
        var window = new StepWindow(size)
        {
            Same = network.KeepsPixels || mode == 1,
            Causal = !network.KeepsPixels && mode == 2 && !isPooling,
            Stride = network.KeepsPixels ? 1 : network.IsDrawn(0.4) ? network.Integer(1, 3) : isPooling ? size : 0,
            Dilation = !isPooling && network.IsDrawn(0.3) ? network.Integer(2, 3) : 1,
        };
        int extent = ((size - 1) * window.Dilation) + 1;
        if (mode == 3 && !window.Same) window = window with { PaddingSize = network.Integer(0, isPooling ? size / 2 : extent - 1) };
        if (!window.Same && !window.Causal && extent > steps + (2 * window.PaddingSize)) return null;
        return SeesInput(window.ToReference(steps, isPooling), steps) ? window : null;
    }

    private static bool Crop(NetworkDrawing network)
    {
        int[] shape = network.Current.Shape;
        (int top, int left) = (network.Integer(0, Math.Min(2, shape[0] - 1)), network.Integer(0, Math.Min(2, shape[1] - 1)));
        return Done(network.Description.Cropping2D(top, network.Integer(0, Math.Min(2, shape[0] - 1 - top)), left, network.Integer(0, Math.Min(2, shape[1] - 1 - left))));
    }

    private static bool Shuffle(NetworkDrawing network)
    {
        int[] factors = [.. Enumerable.Range(1, 4).Where(factor => network.Current.Shape[2] % (factor * factor) == 0)];
        return Done(network.Description.PixelShuffle(network.Pick(factors)));
    }

    private static bool Reshape(NetworkDrawing network)
    {
        int size = network.Current.Size;
        int rows = network.Pick(Divisors(size));
        if (network.Current.Form == ValueForm.Sequence) return Done(network.Description.Reshape(rows, size / rows));
        int columns = network.Pick(Divisors(size / rows));
        return Done(network.Description.Reshape(rows, columns, size / rows / columns));

        static int[] Divisors(int number) => [.. Enumerable.Range(1, number).Where(divisor => number % divisor == 0)];
    }

    private static bool Permute(NetworkDrawing network) => Done(network.Description.Permute(network.Current.Form switch
    {
        ValueForm.Vector => [1],
        ValueForm.Sequence => network.Pick<int[]>([[1, 2], [2, 1]]),
        _ => network.Pick<int[]>([[1, 2, 3], [1, 3, 2], [2, 1, 3], [2, 3, 1], [3, 1, 2], [3, 2, 1]]),
    }));

    private static bool Pool(NetworkDrawing network, Func<WindowSettings, string?, NetworkDescription> append)
        => Window(network, largest: 3, isPooling: true) is { } window && Done(append(window, null));

    private static WindowSettings? Window(NetworkDrawing network, int largest, bool isPooling)
    {
        int width = network.Integer(1, largest);
        int height = network.IsDrawn(0.6) ? width : network.Integer(1, largest);
        bool keeps = network.KeepsPixels;
        int dilation = !isPooling && network.IsDrawn(0.2) ? 2 : 1;
        bool same = keeps || network.IsDrawn(0.4);
        var window = new WindowSettings(height, width)
        {
            Dilation = dilation,
            Same = same,
            StrideHeight = keeps ? 1 : network.Integer(0, 3),
            StrideWidth = keeps ? 1 : network.Integer(0, 3),
            // No window may see padding alone.
            PaddingSize = same ? 0 : network.Integer(0, isPooling ? Math.Min(height, width) / 2 : Math.Min(height, width) - 1),
        };
        int[] shape = network.Current.Shape;
        bool fits = same || (Fits(height, shape[0]) && Fits(width, shape[1]));
        if (!fits) return null;
        (Window rows, Window columns) = window.ToReference(shape, isPooling);
        return SeesInput(rows, shape[0]) && SeesInput(columns, shape[1]) ? window : null;

        bool Fits(int size, int extent) => ((size - 1) * dilation) + 1 <= extent + (2 * window.PaddingSize);
    }

    /// <summary>
    /// Whether any tap of any window lies inside. Else results are the same for all samples, and a normalisation behind them magnifies roundings.
    /// </summary>
    private static bool SeesInput(Window window, int extent)
        => Enumerable.Range(0, window.Outputs(extent)).Any(output => Enumerable.Range(0, window.Size).Any(tap => window.Input(output, tap) >= 0 && window.Input(output, tap) < extent));
}
