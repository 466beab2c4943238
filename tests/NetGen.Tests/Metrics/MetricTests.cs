using NetGen.Metrics;

using Xunit;

namespace NetGen.Tests.Metrics;

/// <summary>Metrics against their definitions, written out naively over random predictions with ties.</summary>
public sealed class MetricTests
{
    private const int Samples = 301;
    private const int Classes = 4;
    private readonly float[][] _scores;
    private readonly int[] _labels;
    private readonly float[] _values;
    private readonly float[] _truth;

    public MetricTests()
    {
        var random = new SeededRandom(5);

        // Of few values, so that many are equal.
        _scores = [.. Enumerable.Range(0, Samples).Select(_ => Enumerable.Range(0, Classes).Select(_ => random.Next(9) / 8f).ToArray())];
        _labels = [.. Enumerable.Range(0, Samples).Select(_ => random.Next(Classes))];
        _values = [.. Enumerable.Range(0, Samples).Select(_ => random.Next(17) / 16f)];
        _truth = [.. _values.Select(value => random.NextDouble() < value ? 1f : 0f)];
    }

    public static TheoryData<string> Averages => new(Enum.GetNames<Averaging>());

    [Fact]
    public void AccuracyCountsRightDecisions()
    {
        Assert.Equal(_labels.Where((label, i) => Array.IndexOf(_scores[i], _scores[i].Max()) == label).Count() / (double)Samples, OfLabels(new Accuracy()), 12);
        Assert.Equal(_truth.Where((truth, i) => (_values[i] >= 0.5) == (truth == 1)).Count() / (double)Samples, OfValues(new Accuracy()), 12);
        Assert.Equal(_truth.Where((truth, i) => (_values[i] >= 0.75) == (truth == 1)).Count() / (double)Samples, OfValues(new Accuracy { Threshold = 0.75 }), 12);
    }

    [Fact]
    public void TheFirstKCountInTopK()
    {
        for (int k = 1; k <= Classes; k++)
        {
            int right = _labels.Where((label, i) => _scores[i].Select((score, c) => (score, c)).OrderByDescending(pair => pair.score).ThenBy(pair => pair.c).Take(k).Any(pair => pair.c == label)).Count();
            Assert.Equal(right / (double)Samples, OfLabels(new TopKAccuracy(k)), 12);
        }

        Assert.Equal(OfLabels(new Accuracy()), OfLabels(new TopKAccuracy(1)));
        Assert.Throws<ArgumentOutOfRangeException>("k", () => new TopKAccuracy(0));
    }

    [Theory]
    [MemberData(nameof(Averages))]
    public void DecisionsOfClassesAreAveraged(string averaging)
    {
        Averaging way = Enum.Parse<Averaging>(averaging);
        int[] decisions = [.. _scores.Select(score => Array.IndexOf(score, score.Max()))];
        double[] Each(Func<double, double, double, double> of, bool pooled)
        {
            (double Right, double Wrong, double Missed)[] counts =
            [
                .. Enumerable.Range(0, Classes).Select(c => (
                    (double)Enumerable.Range(0, Samples).Count(i => decisions[i] == c && _labels[i] == c),
                    (double)Enumerable.Range(0, Samples).Count(i => decisions[i] == c && _labels[i] != c),
                    (double)Enumerable.Range(0, Samples).Count(i => decisions[i] != c && _labels[i] == c))),
            ];
            return pooled ? [of(counts.Sum(c => c.Right), counts.Sum(c => c.Wrong), counts.Sum(c => c.Missed))] : [.. counts.Select(c => of(c.Right, c.Wrong, c.Missed))];
        }

        double Expected(Func<double, double, double, double> of)
        {
            double[] values = Each(of, way == Averaging.Micro);
            return way == Averaging.Weighted ? values.Select((value, c) => value * _labels.Count(label => label == c)).Sum() / Samples : values.Average();
        }

        Assert.Equal(Expected((right, wrong, _) => right / (right + wrong)), OfLabels(new Precision { Averaging = way }), 12);
        Assert.Equal(Expected((right, _, missed) => right / (right + missed)), OfLabels(new Recall { Averaging = way }), 12);
        Assert.Equal(Expected((right, wrong, missed) => 2 * right / ((2 * right) + wrong + missed)), OfLabels(new FScore { Averaging = way }), 12);
        Assert.Equal(Expected((right, wrong, missed) => 5 * right / ((5 * right) + wrong + (4 * missed))), OfLabels(new FScore(2) { Averaging = way }), 12);
        Assert.Equal(Expected((right, wrong, missed) => right / (right + wrong + missed)), OfLabels(new IoU { Averaging = way }), 12);
        Assert.Equal(Each((right, wrong, _) => right / (right + wrong), pooled: false)[2], OfLabels(new Precision { Class = 2 }), 12);
    }

    [Fact]
    public void DecisionsOfOneOutputHaveAThreshold()
    {
        double Count(Func<bool, bool, bool> which) => Enumerable.Range(0, Samples).Count(i => which(_values[i] >= 0.25, _truth[i] == 1));
        double right = Count((yes, truth) => yes && truth);
        Assert.Equal(right / Count((yes, _) => yes), OfValues(new Precision { Threshold = 0.25 }), 12);
        Assert.Equal(right / Count((_, truth) => truth), OfValues(new Recall { Threshold = 0.25 }), 12);
        Assert.Equal(Count((yes, truth) => !yes && !truth) / Count((_, truth) => !truth), OfValues(new Specificity { Threshold = 0.25 }), 12);
    }

    /// <summary>The probability that a positive is above a negative, over all pairs.</summary>
    [Fact]
    public void TheRocAreaIsAProbability()
    {
        Assert.Equal(Pairs(_values, _truth), OfValues(new RocAuc()), 12);
        double[] each = [.. Enumerable.Range(0, Classes).Select(c => Pairs([.. _scores.Select(score => score[c])], [.. _labels.Select(label => label == c ? 1f : 0f)]))];
        Assert.Equal(each.Average(), OfLabels(new RocAuc()), 12);

        var two = new RocAuc();
        for (int i = 0; i < Samples; i++) two.Add([1 - _values[i], _values[i]], (int)_truth[i]);
        Assert.Equal(OfValues(new RocAuc()), two.Value, 12);

        static double Pairs(float[] scores, float[] truth)
        {
            double sum = 0, count = 0;
            for (int i = 0; i < scores.Length; i++)
            {
                for (int j = 0; j < scores.Length; j++)
                {
                    if (truth[i] != 1 || truth[j] != 0) continue;
                    count++;
                    sum += scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0;
                }
            }

            return sum / count;
        }
    }

    /// <summary>scikit-learn's average_precision_score([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8]) is 0.83; and the sum over thresholds, written out.</summary>
    [Fact]
    public void ThePrAreaIsTheAveragePrecision()
    {
        var known = new PrAuc();
        (float Score, float Truth)[] published = [(0.1f, 0), (0.4f, 0), (0.35f, 1), (0.8f, 1)];
        foreach ((float score, float truth) in published) known.Add([score], [truth]);
        Assert.Equal(5.0 / 6, known.Value, 12);

        double expected = 0, lastRecall = 0;
        foreach (float threshold in _values.Distinct().OrderDescending())
        {
            double taken = _values.Count(value => value >= threshold);
            double right = Enumerable.Range(0, Samples).Count(i => _values[i] >= threshold && _truth[i] == 1);
            double recall = right / _truth.Sum();
            expected += (recall - lastRecall) * right / taken;
            lastRecall = recall;
        }

        Assert.Equal(expected, OfValues(new PrAuc()), 12);
    }

    [Fact]
    public void ErrorsOfValuesAreMeans()
    {
        double[] errors = [.. _values.Zip(_truth, (value, truth) => (double)value - truth)];
        Assert.Equal(errors.Average(Math.Abs), OfValues(new MeanAbsoluteError()), 12);
        Assert.Equal(errors.Average(error => error * error), OfValues(new MeanSquaredError()), 12);
        Assert.Equal(Math.Sqrt(errors.Average(error => error * error)), OfValues(new RootMeanSquaredError()), 12);
        double mean = _truth.Average();
        Assert.Equal(1 - (errors.Sum(error => error * error) / _truth.Sum(truth => (truth - mean) * (truth - mean))), OfValues(new R2Score()), 10);
        Assert.Equal(_values.Zip(_truth).Where(pair => pair.Second == 1).Average(pair => 1.0 - pair.First), OfValues(new MeanAbsolutePercentageError()), 6);
        Assert.Equal(errors.Select((_, i) => -Math.Log(Math.Clamp(_truth[i] == 1 ? _values[i] : 1 - _values[i], 1e-15, 1))).Average(), OfValues(new LogLoss()), 6);
        Assert.Equal(_labels.Select((label, i) => -Math.Log(Math.Clamp(_scores[i][label], 1e-15, 1))).Average(), OfLabels(new LogLoss()), 6);
    }

    /// <summary>Two outputs: the mean of the scores of both, and a target that never varies says nothing.</summary>
    [Fact]
    public void R2OfSeveralOutputsIsTheirMean()
    {
        var both = new R2Score();
        (R2Score first, R2Score second) = (new(), new());
        for (int i = 0; i < Samples; i++)
        {
            both.Add([_values[i], 1_000_000 + _scores[i][0]], [_truth[i], 1_000_000 + _scores[i][1]]);
            first.Add([_values[i]], [_truth[i]]);
            second.Add([1_000_000 + _scores[i][0]], [1_000_000 + _scores[i][1]]);
        }

        Assert.Equal((first.Value + second.Value) / 2, both.Value, 12);
        var constant = new R2Score();
        constant.Add([1f], [2f]);
        constant.Add([3f], [2f]);
        Assert.True(double.IsNaN(constant.Value));
    }

    [Fact]
    public void WithoutSamplesThereIsNoValueAndResettingForgets()
    {
        Metric[] all = [new Accuracy(), new TopKAccuracy(2), new Precision(), new Recall(), new Specificity(), new FScore(), new IoU(), new RocAuc(), new PrAuc(), new LogLoss(), new MeanAbsoluteError(), new MeanSquaredError(), new RootMeanSquaredError(), new MeanAbsolutePercentageError(), new R2Score()];
        Assert.Equal(all.Length, all.Select(static metric => metric.Name).Distinct(StringComparer.Ordinal).Count());
        foreach (Metric metric in all)
        {
            Assert.True(double.IsNaN(metric.Value), metric.Name);
            bool takesLabels = metric is not (MeanAbsoluteError or MeanSquaredError or RootMeanSquaredError or MeanAbsolutePercentageError or R2Score);
            double before = takesLabels ? OfLabels(metric) : OfValues(metric);
            Assert.False(double.IsNaN(before), metric.Name);
            metric.Reset();
            Assert.True(double.IsNaN(metric.Value), metric.Name);
            Assert.Equal(before, takesLabels ? OfLabels(metric) : OfValues(metric));
        }
    }

    [Fact]
    public void WhatAMetricCannotMeasureIsRefused()
    {
        Assert.Contains("MeanSquaredError compares values with values", Assert.Throws<NotSupportedException>(() => new MeanSquaredError().Add([1f, 2f], 1)).Message, StringComparison.Ordinal);
        Assert.Contains("TopKAccuracy compares classes with labels", Assert.Throws<NotSupportedException>(() => new TopKAccuracy(1).Add([1f], [1f])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>("label", () => new Accuracy().Add([1f, 2f], 2));
        Assert.Contains("1 prediction and 2 targets", Assert.Throws<ArgumentException>(() => new Accuracy().Add([1f], [1f, 2f])).Message, StringComparison.Ordinal);
    }

    private double OfLabels(Metric metric)
    {
        for (int i = 0; i < Samples; i++) metric.Add(_scores[i], _labels[i]);
        return metric.Value;
    }

    private double OfValues(Metric metric)
    {
        for (int i = 0; i < Samples; i++) metric.Add([_values[i]], [_truth[i]]);
        return metric.Value;
    }
}
