namespace NetGen.Kernels.Tests.Reference;

/// <summary>Group normalisation (Wu and He 2018): over all positions and a group's channels of each sample.</summary>
internal class GroupNorm : SingleInputLayer
{
    private readonly int _groups;
    private readonly double _epsilon;
    private readonly ReferenceParameter _weight; // [c]; ones where there is none
    private readonly ReferenceParameter _bias;   // [c]; zeros where there is none

    public GroupNorm(int channels, int groups, double epsilon = 1e-5, bool scale = true, bool bias = true)
    {
        _groups = groups;
        _epsilon = epsilon;
        _weight = new ReferenceParameter("weight", new Tensor(channels));
        _bias = new ReferenceParameter("bias", new Tensor(channels));
        Array.Fill(_weight.Value.Values, 1);
        Parameters = [.. scale ? [_weight] : Array.Empty<ReferenceParameter>(), .. bias ? [_bias] : Array.Empty<ReferenceParameter>()];
    }

    protected override Tensor Forward(Tensor input, bool training)
    {
        // output[n, y, x, c] = (input[n, y, x, c] - mean) / sqrt(variance + epsilon) * weight[c] + bias[c], mean and variance over y, x and the group of c
        Tensor output = input.ZerosLike();
        for (int n = 0; n < input.Samples; n++)
            for (int group = 0; group < _groups; group++)
            {
                (double mean, double deviation) = Statistics(input, n, group);
                foreach ((int y, int x, int c) in Places(input, group))
                {
                    double normalised = (input[n, y, x, c] - mean) / deviation;
                    output[n, y, x, c] = Rounding(normalised * _weight.Value[c]) + _bias.Value[c];
                }
            }

        return output;
    }

    protected override Tensor Backward(Tensor input, Tensor output, Tensor doutput)
    {
        // With z the normalised input, g = doutput * weight and means over the group's values:
        // dinput = (g - mean(g) - z * mean(g * z)) / deviation, because mean and variance depend on every value.
        Tensor dinput = input.ZerosLike();
        for (int n = 0; n < input.Samples; n++)
            for (int group = 0; group < _groups; group++)
            {
                (double mean, double deviation) = Statistics(input, n, group);
                double sum = 0;
                double productSum = 0;
                foreach ((int y, int x, int c) in Places(input, group))
                {
                    double normalised = (input[n, y, x, c] - mean) / deviation;
                    double d = doutput[n, y, x, c];
                    sum += d * _weight.Value[c];
                    productSum += d * _weight.Value[c] * normalised;
                    _weight.Gradient[c] += d * normalised;
                    _bias.Gradient[c] += d;
                }

                // Rounded once for a group: what is off by it is off for all of its values alike.
                double values = Places(input, group).Count();
                double offset = Rounding(sum / values);
                double slope = Rounding(productSum / values);
                foreach ((int y, int x, int c) in Places(input, group))
                {
                    double normalised = (input[n, y, x, c] - mean) / deviation;
                    dinput[n, y, x, c] = (Rounding(doutput[n, y, x, c] * _weight.Value[c]) - offset - Rounding(normalised * slope)) / deviation;
                }
            }

        return dinput;
    }

    /// <summary>Positions and channels of a group.</summary>
    private IEnumerable<(int Y, int X, int C)> Places(Tensor input, int group)
    {
        int size = input.Channels / _groups;
        for (int y = 0; y < input.Height; y++)
            for (int x = 0; x < input.Width; x++)
                for (int c = group * size; c < (group + 1) * size; c++) yield return (y, x, c);
    }

    /// <summary>Mean of a group, and the root of its biased variance and epsilon.</summary>
    private (double Mean, double Deviation) Statistics(Tensor input, int n, int group)
    {
        double mean = Rounding(Places(input, group).Average(place => input[n, place.Y, place.X, place.C]));
        double variance = Places(input, group).Average(place => (input[n, place.Y, place.X, place.C] - mean) * (input[n, place.Y, place.X, place.C] - mean));
        return (mean, Math.Sqrt(Rounding(variance) + _epsilon));
    }
}

/// <summary>Instance normalisation (Ulyanov, Vedaldi and Lempitsky 2016): each channel is a group.</summary>
internal sealed class InstanceNorm(int channels, double epsilon = 1e-5, bool scale = false, bool bias = false) : GroupNorm(channels, channels, epsilon, scale, bias);
