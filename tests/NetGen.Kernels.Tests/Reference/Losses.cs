namespace NetGen.Kernels.Tests.Reference;

/// <summary>What ends a network: a number per sample; the loss is their mean.</summary>
internal abstract class ReferenceLoss
{
    /// <summary>The loss of each sample.</summary>
    /// <param name="output">[n, 1, 1, c] or an image.</param>
    /// <param name="targets">Of the output's shape; for classes one where the label is and zero elsewhere.</param>
    public abstract double[] SampleLosses(Tensor output, Tensor targets);

    /// <summary>The gradient of the mean of <see cref="SampleLosses"/>.</summary>
    public abstract Tensor Backward(Tensor output, Tensor targets);

    /// <summary>What Predict makes of the last layer's output.</summary>
    public abstract Tensor Link(Tensor output);

    public double Loss(Tensor output, Tensor targets) => SampleLosses(output, targets).Average();
}

/// <summary>-log(softmax(output))[label].</summary>
internal sealed class SoftmaxCrossEntropy : ReferenceLoss
{
    public override double[] SampleLosses(Tensor output, Tensor targets)
    {
        // -log softmax(output)[label] = log(sum of exp(output)) - output[label], with the largest taken off against overflow
        var losses = new double[output.Samples];
        for (int n = 0; n < output.Samples; n++)
        {
            double largest = double.NegativeInfinity;
            for (int c = 0; c < output.Channels; c++) largest = Math.Max(largest, output[n, 0, 0, c]);
            double sum = 0;
            for (int c = 0; c < output.Channels; c++) sum += Math.Exp(output[n, 0, 0, c] - largest);
            double logSum = Math.Log(sum) + largest;
            for (int c = 0; c < output.Channels; c++) losses[n] += targets[n, 0, 0, c] * (logSum - output[n, 0, 0, c]);
        }

        return losses;
    }

    public override Tensor Backward(Tensor output, Tensor targets)
    {
        Tensor doutput = Link(output);
        for (int i = 0; i < doutput.Values.Length; i++) doutput.Values[i] = (doutput.Values[i] - targets.Values[i]) / output.Samples;
        return doutput;
    }

    public override Tensor Link(Tensor output) => new Softmax().Forward([output], training: false);
}

/// <summary>The mean over the values of a sample of (output - target)^2.</summary>
internal sealed class MeanSquaredError : ReferenceLoss
{
    public override double[] SampleLosses(Tensor output, Tensor targets)
    {
        int size = output.Values.Length / output.Samples;
        var losses = new double[output.Samples];
        for (int i = 0; i < output.Values.Length; i++)
        {
            double difference = output.Values[i] - targets.Values[i];
            losses[i / size] += difference * difference / size;
        }

        return losses;
    }

    public override Tensor Backward(Tensor output, Tensor targets)
    {
        Tensor doutput = output.ZerosLike();
        for (int i = 0; i < output.Values.Length; i++)
            doutput.Values[i] = 2 * (output.Values[i] - targets.Values[i]) / output.Values.Length;
        return doutput;
    }

    public override Tensor Link(Tensor output) => output.Clone();
}
