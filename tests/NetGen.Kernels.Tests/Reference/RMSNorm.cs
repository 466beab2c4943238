namespace NetGen.Kernels.Tests.Reference;

/// <summary>Root mean square normalisation (Zhang and Sennrich 2019) over the channels of each position of each sample.</summary>
internal sealed class RMSNorm : SingleInputLayer
{
    private readonly double _epsilon;
    private readonly FileOrder _order;
    private readonly ReferenceParameter _weight; // [c], in the order of files; ones where there is none

    public RMSNorm(int channels, double epsilon = 1e-5, FileOrder? order = null, bool scale = true)
    {
        _order = order ?? FileOrder.Same;
        _epsilon = epsilon;
        _weight = new ReferenceParameter("weight", new Tensor(channels));
        Array.Fill(_weight.Value.Values, 1);
        Parameters = scale ? [_weight] : [];
    }

    protected override Tensor Forward(Tensor input, bool training)
    {
        // output[n, y, x, c] = input[n, y, x, c] / sqrt(mean over c of input^2 + epsilon) * weight[c]
        Tensor output = input.ZerosLike();
        for (int n = 0; n < input.Samples; n++)
            for (int y = 0; y < input.Height; y++)
                for (int x = 0; x < input.Width; x++)
                {
                    double size = Size(input, n, y, x);
                    for (int c = 0; c < input.Channels; c++) output[n, y, x, c] = Rounding(input[n, y, x, c] / size * Weight(input, c));
                }

        return output;
    }

    protected override Tensor Backward(Tensor input, Tensor output, Tensor doutput)
    {
        // With z the normalised input and g = doutput * weight: dinput = (g - z * mean(g * z)) / size, because the size depends on every channel.
        Tensor dinput = input.ZerosLike();
        for (int n = 0; n < input.Samples; n++)
            for (int y = 0; y < input.Height; y++)
                for (int x = 0; x < input.Width; x++)
                {
                    double size = Size(input, n, y, x);
                    double productSum = 0;
                    for (int c = 0; c < input.Channels; c++)
                    {
                        double normalised = input[n, y, x, c] / size;
                        productSum += doutput[n, y, x, c] * Weight(input, c) * normalised;
                        _weight.Gradient[_order.Of(c, input.Channels)] += doutput[n, y, x, c] * normalised;
                    }

                    // Rounded once for a row: what is off by it is off for all of its values alike.
                    double slope = Rounding(productSum / input.Channels);
                    for (int c = 0; c < input.Channels; c++)
                    {
                        double normalised = input[n, y, x, c] / size;
                        dinput[n, y, x, c] = (Rounding(doutput[n, y, x, c] * Weight(input, c)) - Rounding(normalised * slope)) / size;
                    }
                }

        return dinput;
    }

    private double Weight(Tensor input, int channel) => _weight.Value[_order.Of(channel, input.Channels)];

    /// <summary>The root of a row's mean square and epsilon.</summary>
    private double Size(Tensor input, int n, int y, int x)
    {
        double square = 0;
        for (int c = 0; c < input.Channels; c++) square += input[n, y, x, c] * input[n, y, x, c] / input.Channels;
        return Math.Sqrt(Rounding(square) + _epsilon);
    }
}
