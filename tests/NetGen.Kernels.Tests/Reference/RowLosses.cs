namespace NetGen.Kernels.Tests.Reference;

/// <summary>A loss of rows of outputs, whose gradient is that of its definition.</summary>
/// <param name="function">The loss of a row, and its derivative by each of the row's outputs.</param>
/// <param name="isWhole">Whether a row is all of a sample's outputs; else the channels of a position, over which the mean is taken.</param>
/// <param name="link">What Predict makes of an output; null for nothing.</param>
internal sealed class RowLoss(RowFunction function, bool isWhole = false, Func<double, double>? link = null, bool linksSoftmax = false) : ReferenceLoss
{
    public override bool IsMeanOfPositions => !isWhole;

    public override double[] SampleLosses(Tensor output, Tensor targets)
    {
        var losses = new double[output.Samples];
        ForEachRow(output, targets, (sample, y, t, share) => losses[sample] += share * function(y, t, output.Channels, new double[y.Length]));
        return losses;
    }

    public override Tensor Backward(Tensor output, Tensor targets)
    {
        Tensor doutput = output.ZerosLike();
        int place = 0;
        ForEachRow(output, targets, (_, y, t, share) =>
        {
            var slopes = new double[y.Length];
            function(y, t, output.Channels, slopes);
            foreach (double slope in slopes) doutput.Values[place++] = share * slope / output.Samples;
        });
        return doutput;
    }

    public override Tensor Link(Tensor output)
    {
        if (linksSoftmax) return new Softmax().Forward([output], training: false);
        Tensor linked = output.Clone();
        if (link is not null) for (int i = 0; i < linked.Values.Length; i++) linked.Values[i] = link(linked.Values[i]);
        return linked;
    }

    private void ForEachRow(Tensor output, Tensor targets, Action<int, double[], double[], double> visit)
    {
        int size = output.Values.Length / output.Samples;
        int rows = isWhole ? 1 : size / output.Channels;
        int length = size / rows;
        int targetLength = targets.Values.Length / output.Samples / rows;
        for (int row = 0; row < output.Samples * rows; row++)
        {
            visit(row / rows, output.Values[(row * length)..((row + 1) * length)], targets.Values[(row * targetLength)..((row + 1) * targetLength)], 1.0 / rows);
        }
    }
}

/// <summary>The loss of a row, and its derivative by each output.</summary>
internal delegate double RowFunction(double[] output, double[] target, int channels, double[] slopes);

/// <summary>Losses of rows as their definitions say it: by their attributes. Labels are rows with a one at their place.</summary>
internal static class RowLosses
{
    public static RowLoss KLDivergence() => new(
        (y, t, _, slopes) =>
        {
            double[] p = Softmax(y);
            for (int i = 0; i < y.Length; i++) slopes[i] = (p[i] * t.Sum()) - t[i];
            return y.Select((_, i) => t[i] == 0 ? 0 : t[i] * Math.Log(t[i] / p[i])).Sum();
        },
        linksSoftmax: true);

    public static RowLoss CategoricalFocal(double gamma, double alpha) => new(
        (y, t, _, slopes) =>
        {
            double[] p = Softmax(y);
            int label = Label(t);
            double q = p[label];
            double byQ = alpha * ((gamma * Math.Pow(1 - q, gamma - 1) * Math.Log(q)) - (Math.Pow(1 - q, gamma) / q));
            for (int i = 0; i < y.Length; i++) slopes[i] = byQ * q * ((i == label ? 1 : 0) - p[i]);
            return -alpha * Math.Pow(1 - q, gamma) * Math.Log(q);
        },
        linksSoftmax: true);

    public static RowLoss MultiMargin(double margin, int power) => new((y, t, _, slopes) =>
    {
        int label = Label(t);
        double loss = 0;
        for (int i = 0; i < y.Length; i++)
        {
            double lack = i == label ? 0 : Math.Max(0, margin - y[label] + y[i]);
            loss += (power == 2 ? lack * lack : lack) / y.Length;
            if (lack == 0) continue;
            double slope = (power == 2 ? 2 * lack : 1) / y.Length;
            slopes[i] += slope;
            slopes[label] -= slope;
        }

        return loss;
    });

    public static RowLoss CategoricalHinge() => new((y, t, _, slopes) =>
    {
        int label = Label(t);
        int other = Enumerable.Range(0, y.Length).Where(i => i != label && y[i] > 0).OrderByDescending(i => y[i]).FirstOrDefault(-1);
        double loss = 1 - y[label] + (other < 0 ? 0 : y[other]);
        if (loss <= 0) return 0;
        slopes[label] = -1;
        if (other >= 0) slopes[other] = 1;
        return loss;
    });

    public static RowLoss GaussianNLL() => new((y, t, _, slopes) =>
    {
        double loss = 0;
        for (int i = 0; i < t.Length; i++)
        {
            double variance = Math.Exp(y[t.Length + i]);
            loss += 0.5 * (Math.Log(variance) + (Math.Pow(y[i] - t[i], 2) / variance)) / t.Length;
            slopes[i] = (y[i] - t[i]) / variance / t.Length;
            slopes[t.Length + i] = 0.5 * (1 - (Math.Pow(y[i] - t[i], 2) / variance)) / t.Length;
        }

        return loss;
    });

    public static RowLoss CosineDistance() => new((y, t, _, slopes) =>
    {
        double product = y.Zip(t, (a, b) => a * b).Sum();
        double outputs = Length(y);
        double targets = Length(t);
        for (int i = 0; i < y.Length; i++) slopes[i] = (product * y[i] / (Math.Pow(outputs, 3) * targets)) - (t[i] / (outputs * targets));
        return 1 - (product / (outputs * targets));
    });

    /// <summary>A sequence of three steps, and the margin as its target.</summary>
    public static RowLoss TripletMargin() => new(
        (y, t, channels, slopes) =>
        {
            double[] positive = [.. Enumerable.Range(0, channels).Select(i => y[i] - y[channels + i] + 1e-6)];
            double[] negative = [.. Enumerable.Range(0, channels).Select(i => y[i] - y[(2 * channels) + i] + 1e-6)];
            (double near, double far) = (Math.Sqrt(positive.Sum(d => d * d)), Math.Sqrt(negative.Sum(d => d * d)));
            if (near - far + t[0] <= 0) return 0;
            for (int i = 0; i < channels; i++)
            {
                slopes[i] = (positive[i] / near) - (negative[i] / far);
                slopes[channels + i] = -positive[i] / near;
                slopes[(2 * channels) + i] = negative[i] / far;
            }

            return near - far + t[0];
        },
        isWhole: true);

    public static RowLoss Dice(double smoothing) => new(
        (y, t, _, slopes) =>
        {
            double[] p = [.. y.Select(Sigmoid)];
            double both = (2 * p.Zip(t, (a, b) => a * b).Sum()) + smoothing;
            double all = p.Sum() + t.Sum() + smoothing;
            for (int i = 0; i < y.Length; i++) slopes[i] = ((both / (all * all)) - (2 * t[i] / all)) * p[i] * (1 - p[i]);
            return 1 - (both / all);
        },
        isWhole: true,
        Sigmoid);

    public static RowLoss Tversky(double falsePositives, double falseNegatives, double smoothing) => new(
        (y, t, _, slopes) =>
        {
            double[] p = [.. y.Select(Sigmoid)];
            double hits = p.Zip(t, (a, b) => a * b).Sum();
            double all = hits + (falsePositives * p.Zip(t, (a, b) => a * (1 - b)).Sum()) + (falseNegatives * p.Zip(t, (a, b) => (1 - a) * b).Sum()) + smoothing;
            for (int i = 0; i < y.Length; i++)
            {
                double change = t[i] + (falsePositives * (1 - t[i])) - (falseNegatives * t[i]);
                slopes[i] = (((hits + smoothing) * change / (all * all)) - (t[i] / all)) * p[i] * (1 - p[i]);
            }

            return 1 - ((hits + smoothing) / all);
        },
        isWhole: true,
        Sigmoid);

    /// <summary>
    /// Every way through the steps, one by one: steps whose classes, repeats made one and blanks left out, are the labels. The gradient follows from
    /// the derivative of each way's product.
    /// </summary>
    public static RowLoss CTC(int blank) => new(
        (y, t, channels, slopes) =>
        {
            int steps = y.Length / channels;
            double[][] p = [.. Enumerable.Range(0, steps).Select(step => Softmax(y[(step * channels)..((step + 1) * channels)]))];
            int[] labels = [.. t.TakeWhile(label => (int)label != blank).Select(label => (int)label)];
            double total = 0;
            var shares = new double[y.Length];
            foreach (int[] way in Ways(steps, channels).Where(way => Spell(way, blank).SequenceEqual(labels)))
            {
                double product = 1;
                for (int step = 0; step < steps; step++) product *= p[step][way[step]];
                total += product;
                for (int step = 0; step < steps; step++) shares[(step * channels) + way[step]] += product;
            }

            int count = Math.Max(1, labels.Length);
            if (total == 0) return double.PositiveInfinity;
            for (int i = 0; i < y.Length; i++) slopes[i] = (p[i / channels][i % channels] - (shares[i] / total)) / count;
            return -Math.Log(total) / count;
        },
        isWhole: true);

    private static IEnumerable<int[]> Ways(int steps, int channels)
    {
        var way = new int[steps];
        for (long number = 0; number < (long)Math.Pow(channels, steps); number++)
        {
            long rest = number;
            for (int step = 0; step < steps; step++, rest /= channels) way[step] = (int)(rest % channels);
            yield return way;
        }
    }

    private static IEnumerable<int> Spell(int[] way, int blank) => way.Where((label, step) => label != blank && (step == 0 || way[step - 1] != label));

    private static int Label(double[] target) => Array.IndexOf(target, 1);

    private static double[] Softmax(double[] y)
    {
        double largest = y.Max();
        double sum = y.Sum(a => Math.Exp(a - largest));
        return [.. y.Select(a => Math.Exp(a - largest) / sum)];
    }

    /// <summary>What PyTorch adds to squares is less than a float's digits, unless they are 0.</summary>
    private static double Length(double[] values) => Math.Sqrt(Math.Max(1e-12, values.Sum(value => value * value)));

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));
}
