namespace NetGen.Kernels.Tests.Reference;

/// <summary>Layer normalisation (Ba, Kiros and Hinton 2016) over the channels of each position of each sample.</summary>
internal sealed class LayerNorm : SingleInputLayer
{
    private readonly double _epsilon;
    private readonly FileOrder _order;
    private readonly ReferenceParameter _weight; // [c], as the bias in the order of files; ones where there is none
    private readonly ReferenceParameter _bias;   // [c]; zeros where there is none

    public LayerNorm(int channels, double epsilon = 1e-5, FileOrder? order = null, bool scale = true, bool bias = true)
    {
        _order = order ?? FileOrder.Same;
        _epsilon = epsilon;
        _weight = new ReferenceParameter("weight", new Tensor(channels));
        _bias = new ReferenceParameter("bias", new Tensor(channels));
        Array.Fill(_weight.Value.Values, 1);
        Parameters = [.. scale ? [_weight] : Array.Empty<ReferenceParameter>(), .. bias ? [_bias] : Array.Empty<ReferenceParameter>()];
    }

    protected override Tensor Forward(Tensor input, bool training)
    {
        // output[n, y, x, c] = (input[n, y, x, c] - mean) / sqrt(variance + epsilon) * weight[c] + bias[c], mean and variance over c
        Tensor output = input.ZerosLike();
        for (int n = 0; n < input.Samples; n++)
            for (int y = 0; y < input.Height; y++)
                for (int x = 0; x < input.Width; x++)
                {
                    (double mean, double deviation) = Statistics(input, n, y, x);
                    for (int c = 0; c < input.Channels; c++)
                    {
                        double normalised = (input[n, y, x, c] - mean) / deviation;
                        output[n, y, x, c] = Rounding(normalised * Weight(input, c)) + _bias.Value[_order.Of(c, input.Channels)];
                    }
                }

        return output;
    }

    protected override Tensor Backward(Tensor input, Tensor output, Tensor doutput)
    {
        // With z the normalised input, g = doutput * weight and means over the channels:
        // dinput = (g - mean(g) - z * mean(g * z)) / deviation, because mean and variance depend on every channel.
        Tensor dinput = input.ZerosLike();
        for (int n = 0; n < input.Samples; n++)
            for (int y = 0; y < input.Height; y++)
                for (int x = 0; x < input.Width; x++)
                {
                    (double mean, double deviation) = Statistics(input, n, y, x);
                    double sum = 0;
                    double productSum = 0;
                    for (int c = 0; c < input.Channels; c++)
                    {
                        double normalised = (input[n, y, x, c] - mean) / deviation;
                        double d = doutput[n, y, x, c];
                        sum += d * Weight(input, c);
                        productSum += d * Weight(input, c) * normalised;
                        _weight.Gradient[_order.Of(c, input.Channels)] += d * normalised;
                        _bias.Gradient[_order.Of(c, input.Channels)] += d;
                    }

                    // Rounded once for a row: what is off by it is off for all of its values alike.
                    double offset = Rounding(sum / input.Channels);
                    double slope = Rounding(productSum / input.Channels);
                    for (int c = 0; c < input.Channels; c++)
                    {
                        double normalised = (input[n, y, x, c] - mean) / deviation;
                        dinput[n, y, x, c] = (Rounding(doutput[n, y, x, c] * Weight(input, c)) - offset - Rounding(normalised * slope)) / deviation;
                    }
                }

        return dinput;
    }

    private double Weight(Tensor input, int channel) => _weight.Value[_order.Of(channel, input.Channels)];

    /// <summary>Mean of a row, and the root of its biased variance and epsilon.</summary>
    private (double Mean, double Deviation) Statistics(Tensor input, int n, int y, int x)
    {
        double mean = 0;
        for (int c = 0; c < input.Channels; c++) mean += input[n, y, x, c] / input.Channels;
        mean = Rounding(mean);
        double variance = 0;
        for (int c = 0; c < input.Channels; c++) variance += (input[n, y, x, c] - mean) * (input[n, y, x, c] - mean) / input.Channels;
        return (mean, Math.Sqrt(Rounding(variance) + _epsilon));
    }
}
