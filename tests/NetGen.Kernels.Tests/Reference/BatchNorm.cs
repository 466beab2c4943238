namespace NetGen.Kernels.Tests.Reference;

/// <summary>
/// Batch normalisation (Ioffe and Szegedy 2015) over samples, rows and columns of each channel, with PyTorch's running statistics:
/// running = (1 - momentum) * running + momentum * batch, where the variance that goes into running_var is the unbiased one.
/// </summary>
internal sealed class BatchNorm : SingleInputLayer
{
    private readonly double _epsilon;
    private readonly double _momentum;
    private readonly FileOrder _order;
    private readonly ReferenceParameter _weight;          // [c], as all four in the order of files
    private readonly ReferenceParameter _bias;            // [c]
    private readonly ReferenceParameter _runningMean;     // [c]
    private readonly ReferenceParameter _runningVariance; // [c]
    private (Tensor Mean, Tensor Variance) _batch; // of the last forward pass in training
    private Tensor? _newMean;
    private Tensor? _newVariance;

    public BatchNorm(int channels, double epsilon = 1e-5, double momentum = 0.1, FileOrder? order = null)
    {
        _order = order ?? FileOrder.Same;
        _epsilon = epsilon;
        _momentum = momentum;
        _weight = new ReferenceParameter("weight", new Tensor(channels));
        _bias = new ReferenceParameter("bias", new Tensor(channels));
        _runningMean = new ReferenceParameter("running_mean", new Tensor(channels), IsTrained: false);
        _runningVariance = new ReferenceParameter("running_var", new Tensor(channels), IsTrained: false);
        Array.Fill(_weight.Value.Values, 1);
        Array.Fill(_runningVariance.Value.Values, 1);
        Parameters = [_weight, _bias, _runningMean, _runningVariance];
    }

    protected override Tensor Forward(Tensor input, bool training)
    {
        // output[n, y, x, c] = (input[n, y, x, c] - mean[c]) / sqrt(variance[c] + epsilon) * weight[c] + bias[c]
        if (training) _batch = Statistics(input);
        (Tensor mean, Tensor variance) = training ? _batch : (FromFile(_runningMean.Value), FromFile(_runningVariance.Value));
        if (training) RememberStatistics(mean, variance, CountPerChannel(input));
        (Tensor weight, Tensor bias) = (FromFile(_weight.Value), FromFile(_bias.Value));
        Tensor output = input.ZerosLike();
        for (int n = 0; n < input.Samples; n++)
            for (int y = 0; y < input.Height; y++)
                for (int x = 0; x < input.Width; x++)
                    for (int c = 0; c < input.Channels; c++)
                    {
                        double normalised = (input[n, y, x, c] - mean[c]) / Math.Sqrt(variance[c] + _epsilon);
                        output[n, y, x, c] = Rounding(normalised * weight[c]) + bias[c];
                    }

        return output;
    }

    protected override Tensor Backward(Tensor input, Tensor output, Tensor doutput)
    {
        // With z the normalised input, s = sqrt(variance + epsilon) and means over the m values of a channel:
        // dinput = weight / s * (doutput - mean(doutput) - z * mean(doutput * z)), because mean and variance depend on every input.
        (Tensor mean, Tensor variance) = _batch;
        int count = CountPerChannel(input);
        Tensor sum = _bias.Value.ZerosLike();      // of doutput
        Tensor productSum = _bias.Value.ZerosLike(); // of doutput * z
        for (int n = 0; n < input.Samples; n++)
            for (int y = 0; y < input.Height; y++)
                for (int x = 0; x < input.Width; x++)
                    for (int c = 0; c < input.Channels; c++)
                    {
                        double normalised = (input[n, y, x, c] - mean[c]) / Math.Sqrt(variance[c] + _epsilon);
                        sum[c] += doutput[n, y, x, c];
                        productSum[c] += doutput[n, y, x, c] * normalised;
                    }

        Tensor weight = FromFile(_weight.Value);
        // Rounded once for a channel: what is off by it is off for all of its values alike.
        double[] offset = Array.ConvertAll(sum.Values, value => Rounding(value / count));
        double[] slope = Array.ConvertAll(productSum.Values, value => Rounding(value / count));
        Tensor dinput = input.ZerosLike();
        for (int n = 0; n < input.Samples; n++)
            for (int y = 0; y < input.Height; y++)
                for (int x = 0; x < input.Width; x++)
                    for (int c = 0; c < input.Channels; c++)
                    {
                        double deviation = Math.Sqrt(variance[c] + _epsilon);
                        double normalised = (input[n, y, x, c] - mean[c]) / deviation;
                        dinput[n, y, x, c] = weight[c] / deviation
                            * (doutput[n, y, x, c] - offset[c] - Rounding(normalised * slope[c]));
                    }

        for (int c = 0; c < input.Channels; c++)
        {
            _bias.Gradient[_order.Of(c, input.Channels)] += sum[c];
            _weight.Gradient[_order.Of(c, input.Channels)] += productSum[c];
        }

        return dinput;
    }

    public override void CommitState()
    {
        _newMean!.Values.CopyTo(_runningMean.Value.Values, 0);
        _newVariance!.Values.CopyTo(_runningVariance.Value.Values, 0);
    }

    /// <summary>A parameter in the order of the channels.</summary>
    private Tensor FromFile(Tensor parameter)
    {
        Tensor values = parameter.ZerosLike();
        for (int c = 0; c < values.Values.Length; c++) values[c] = parameter[_order.Of(c, values.Values.Length)];
        return values;
    }

    private static int CountPerChannel(Tensor input) => input.Samples * input.Height * input.Width;

    /// <summary>Mean and biased variance of each channel.</summary>
    private (Tensor Mean, Tensor Variance) Statistics(Tensor input)
    {
        int count = CountPerChannel(input);
        var mean = new Tensor(input.Channels);
        var variance = new Tensor(input.Channels);
        for (int n = 0; n < input.Samples; n++)
            for (int y = 0; y < input.Height; y++)
                for (int x = 0; x < input.Width; x++)
                    for (int c = 0; c < input.Channels; c++)
                        mean[c] += input[n, y, x, c] / count;
        for (int c = 0; c < input.Channels; c++) mean[c] = Rounding(mean[c]);
        for (int n = 0; n < input.Samples; n++)
            for (int y = 0; y < input.Height; y++)
                for (int x = 0; x < input.Width; x++)
                    for (int c = 0; c < input.Channels; c++)
                        variance[c] += (input[n, y, x, c] - mean[c]) * (input[n, y, x, c] - mean[c]) / count;
        for (int c = 0; c < input.Channels; c++) variance[c] = Rounding(variance[c]);
        return (mean, variance);
    }

    private void RememberStatistics(Tensor mean, Tensor variance, int count)
    {
        if (count < 2) throw new InvalidOperationException("Batch normalisation cannot train on one value per channel.");
        _newMean = mean.ZerosLike();
        _newVariance = mean.ZerosLike();
        for (int c = 0; c < mean.Values.Length; c++)
        {
            double unbiased = variance[c] * count / (count - 1);
            int place = _order.Of(c, mean.Values.Length);
            _newMean[place] = ((1 - _momentum) * _runningMean.Value[place]) + (_momentum * mean[c]);
            _newVariance[place] = ((1 - _momentum) * _runningVariance.Value[place]) + (_momentum * unbiased);
        }
    }
}
