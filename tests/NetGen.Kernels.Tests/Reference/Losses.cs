namespace NetGen.Kernels.Tests.Reference;

/// <summary>What ends a network: a number per sample; the loss is their mean.</summary>
internal abstract class ReferenceLoss
{
    /// <summary>The loss of each sample.</summary>
    /// <param name="output">[n, 1, 1, c] or an image.</param>
    /// <param name="targets">Of the output's shape; for classes one where the label is and zero elsewhere.</param>
    public abstract double[] SampleLosses(Tensor output, Tensor targets);

    /// <summary>The gradient of <see cref="Loss"/>.</summary>
    public abstract Tensor Backward(Tensor output, Tensor targets);

    /// <summary>What Predict makes of the last layer's output.</summary>
    public abstract Tensor Link(Tensor output);

    /// <summary>Whether a sample's loss is the mean over its positions.</summary>
    public virtual bool IsMeanOfPositions => false;

    /// <summary>What a sample counts in the mean over the positions of a batch, by its targets: as many as it has.</summary>
    public virtual double Counted(Tensor targets) => targets.Height * targets.Width;

    /// <summary>That of the batch: their mean, unless samples count differently.</summary>
    public virtual double Loss(Tensor output, Tensor targets) => SampleLosses(output, targets).Average();
}

/// <summary>-log(softmax(output))[label], or the sum over classes of weight x share x -log(softmax(output)); of a sequence the mean over steps, each with a label.</summary>
/// <param name="smoothing">What all classes share of a target.</param>
/// <param name="weights">What each class counts; null where all count 1.</param>
/// <param name="ignored">The label of samples, or steps, that do not count.</param>
/// <param name="takesShares">Whether targets are shares, over whose number and not weights the mean is taken.</param>
internal sealed class SoftmaxCrossEntropy(double smoothing = 0, double[]? weights = null, int? ignored = null, bool takesShares = false) : ReferenceLoss
{
    public override bool IsMeanOfPositions => true;

    public override double Counted(Tensor targets) => Count(targets);

    public override double[] SampleLosses(Tensor output, Tensor targets)
    {
        // -log softmax(output)[c] = log(sum of exp(output)) - output[c], with the largest taken off against overflow
        int positions = Rows(output) / output.Samples;
        var losses = new double[output.Samples];
        for (int row = 0; row < Rows(output); row++)
        {
            double largest = double.NegativeInfinity;
            for (int c = 0; c < output.Channels; c++) largest = Math.Max(largest, At(output, row, c));
            double sum = 0;
            for (int c = 0; c < output.Channels; c++) sum += Math.Exp(At(output, row, c) - largest);
            double logSum = Math.Log(sum) + largest;
            for (int c = 0; c < output.Channels; c++) losses[row / positions] += Share(targets, row, c) * (logSum - At(output, row, c)) / positions;
        }

        return losses;
    }

    public override double Loss(Tensor output, Tensor targets) => SampleLosses(output, targets).Sum() * (Rows(output) / output.Samples) / Count(targets);

    public override Tensor Backward(Tensor output, Tensor targets)
    {
        // d/dz[c] of sum over k of share[k] * (log(sum of exp(z)) - z[k]) = p[c] * sum of shares - share[c]
        Tensor doutput = Link(output);
        for (int row = 0; row < Rows(output); row++)
        {
            double sum = 0;
            for (int c = 0; c < output.Channels; c++) sum += Share(targets, row, c);
            for (int c = 0; c < output.Channels; c++)
            {
                int at = (row * output.Channels) + c;
                doutput.Values[at] = ((doutput.Values[at] * sum) - Share(targets, row, c)) / Count(targets);
            }
        }

        return doutput;
    }

    public override Tensor Link(Tensor output) => new Softmax().Forward([output], training: false);

    private static int Rows(Tensor tensor) => tensor.Values.Length / tensor.Channels;

    private static double At(Tensor tensor, int row, int channel) => tensor.Values[(row * tensor.Channels) + channel];

    private bool IsIgnored(Tensor targets, int row) => ignored is { } label && At(targets, row, label) == 1;

    private double Share(Tensor targets, int row, int c)
        => IsIgnored(targets, row) ? 0 : (weights?[c] ?? 1) * (((1 - smoothing) * At(targets, row, c)) + (smoothing / targets.Channels));

    /// <summary>What all rows count together.</summary>
    private double Count(Tensor targets)
    {
        if (takesShares) return Rows(targets);
        double count = 0;
        for (int row = 0; row < Rows(targets); row++)
        {
            for (int c = 0; c < targets.Channels; c++) if (!IsIgnored(targets, row)) count += At(targets, row, c) * (weights?[c] ?? 1);
        }

        return count;
    }
}

/// <summary>The mean over the values of a sample of a function of output and target.</summary>
/// <param name="value">The function.</param>
/// <param name="derivative">Its derivative by the output.</param>
/// <param name="link">What Predict makes of an output; null for nothing.</param>
internal sealed class ElementLoss(Func<double, double, double> value, Func<double, double, double> derivative, Func<double, double>? link = null) : ReferenceLoss
{
    public override bool IsMeanOfPositions => true;

    public override double[] SampleLosses(Tensor output, Tensor targets)
    {
        int size = output.Values.Length / output.Samples;
        var losses = new double[output.Samples];
        for (int i = 0; i < output.Values.Length; i++) losses[i / size] += value(output.Values[i], targets.Values[i]) / size;
        return losses;
    }

    public override Tensor Backward(Tensor output, Tensor targets)
    {
        Tensor doutput = output.ZerosLike();
        for (int i = 0; i < output.Values.Length; i++) doutput.Values[i] = derivative(output.Values[i], targets.Values[i]) / output.Values.Length;
        return doutput;
    }

    public override Tensor Link(Tensor output)
    {
        Tensor linked = output.Clone();
        if (link is not null) for (int i = 0; i < linked.Values.Length; i++) linked.Values[i] = link(linked.Values[i]);
        return linked;
    }
}

/// <summary>Losses of single elements, as their definitions say it: by their attributes.</summary>
internal static class ElementLosses
{
    public static ElementLoss MeanSquaredError() => new((y, t) => (y - t) * (y - t), (y, t) => 2 * (y - t));

    public static ElementLoss BinaryCrossEntropy() => new(
        (y, t) => -(t * LogSigmoid(y)) - ((1 - t) * LogSigmoid(-y)), (y, t) => Sigmoid(y) - t, Sigmoid);

    public static ElementLoss MeanAbsoluteError() => new((y, t) => Math.Abs(y - t), (y, t) => Math.Sign(y - t));

    public static ElementLoss LogCosh() => new((y, t) => Math.Log(Math.Cosh(y - t)), (y, t) => Math.Tanh(y - t));

    public static ElementLoss Poisson() => new((y, t) => Math.Exp(y) - (t * y), (y, t) => Math.Exp(y) - t, Math.Exp);

    public static ElementLoss Huber(double delta) => new(
        (y, t) => Math.Abs(y - t) < delta ? 0.5 * (y - t) * (y - t) : delta * (Math.Abs(y - t) - (0.5 * delta)),
        (y, t) => Math.Abs(y - t) < delta ? y - t : delta * Math.Sign(y - t));

    public static ElementLoss Quantile(double level) => new(
        (y, t) => y < t ? level * (t - y) : (1 - level) * (y - t), (y, t) => y < t ? -level : y > t ? 1 - level : 0);

    public static ElementLoss BinaryCrossEntropy(double positiveWeight) => new(
        (y, t) => -(positiveWeight * t * LogSigmoid(y)) - ((1 - t) * LogSigmoid(-y)), (y, t) => ((1 - t) * Sigmoid(y)) - (positiveWeight * t * (1 - Sigmoid(y))), Sigmoid);

    public static ElementLoss Hinge() => new((y, t) => Math.Max(0, 1 - (Side(t) * y)), (y, t) => Side(t) * y < 1 ? -Side(t) : 0);

    public static ElementLoss SquaredHinge() => new(
        (y, t) => Math.Pow(Math.Max(0, 1 - (Side(t) * y)), 2), (y, t) => -2 * Side(t) * Math.Max(0, 1 - (Side(t) * y)));

    /// <summary>For targets of 0 and 1: -a (1 - q)^gamma ln q, whose slope by the output is that by q times q (1 - q), with the side's sign.</summary>
    public static ElementLoss BinaryFocal(double gamma, double alpha)
    {
        return new(
            (y, t) => -Share(t) * Math.Pow(Sigmoid(-Right(y, t)), gamma) * LogSigmoid(Right(y, t)),
            (y, t) =>
            {
                // With q = sigmoid(z): the derivative by q times q (1 - q), without dividing by what may be 0.
                double z = Right(y, t);
                (double q, double wrong) = (Sigmoid(z), Sigmoid(-z));
                return Share(t) * Math.Pow(wrong, gamma) * ((gamma * q * LogSigmoid(z)) - wrong) * Side(t);
            },
            Sigmoid);

        double Right(double y, double t) => t == 1 ? y : -y;

        double Share(double t) => t == 1 ? alpha : 1 - alpha;
    }

    public static ElementLoss MeanSquaredLogarithmicError() => new(
        (y, t) => Math.Pow(Distance(y, t), 2), (y, t) => y > 0 ? 2 * Distance(y, t) / (1 + y) : 0);

    public static ElementLoss MeanAbsolutePercentageError() => new(
        (y, t) => 100 * Math.Abs((y - t) / t), (y, t) => 100 * Math.Sign(y - t) / Math.Abs(t));

    private static double Distance(double y, double t) => Math.Log(1 + Math.Max(y, 0)) - Math.Log(1 + Math.Max(t, 0));

    private static double Side(double t) => t > 0 ? 1 : -1;

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    private static double LogSigmoid(double x) => Math.Min(x, 0) - Math.Log(1 + Math.Exp(-Math.Abs(x)));
}
