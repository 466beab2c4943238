using NetGen.SignalAccuracy;

using Xunit;

namespace NetGen.Tests.Signal;

/// <summary>Predictions against measurements, for a choice of the networks that docs/signal-accuracy.md lists in full.</summary>
public sealed class PredictionAccuracyTests(MeasuredNetworks networks) : IClassFixture<MeasuredNetworks>
{
    /// <summary>At every layer the mean over initialisations is within a tenth of the prediction, forward and backward.</summary>
    [Theory]
    [MemberData(nameof(MeasuredNetworks.Names), MemberType = typeof(MeasuredNetworks))]
    public void Measured_is_within_a_tenth_of_predicted(string name)
    {
        NetworkAccuracy result = networks[name];
        Assert.NotEmpty(result.Layers);
        Assert.All(result.Layers, layer =>
        {
            Assert.InRange(layer.ForwardRatio, 1 - AccuracyReport.Tolerance, 1 + AccuracyReport.Tolerance);
            Assert.InRange(layer.BackwardRatio, 1 - AccuracyReport.Tolerance, 1 + AccuracyReport.Tolerance);
        });
        Assert.InRange(result.PredictedLoss / result.MeasuredLoss, 0.9, 1.1);
        Assert.False(AccuracyReport.IsOutside(AccuracyCatalog.Cases.Single(entry => entry.Name == name), result));
    }

    /// <summary>
    /// Digits, discs as in photographs and blurred noise, of whose correlations nothing is declared. Were two pixels alike at any distance, means over
    /// the image would be predicted two to three times too large.
    /// </summary>
    /// <param name="factor">By what the size behind the last pooling may be larger or smaller than predicted.</param>
    [Theory]
    [InlineData("ResidualPooledOnDrawnDigits", 1.35)]
    [InlineData("ResidualPooledOnDiscs", 1.75)]
    [InlineData("StridedPooledOnDrawnDigits", 1.25)]
    [InlineData("StridedPooledOnBlurred", 1.5)]
    [InlineData("PlainPooledOnDiscs", 1.15)]
    [InlineData("LeNetOnDrawnDigits", 1.35)]
    public void Measured_on_images_is_near_predicted(string name, double factor)
    {
        NetworkAccuracy result = networks[name];
        AccuracyCase entry = AccuracyCatalog.Cases.Single(found => found.Name == name);
        Assert.True(entry.IsOnImages);
        Assert.False(AccuracyReport.IsOutside(entry, result), AccuracyReport.Details(result));
        LayerAccuracy pooled = result.Layers.Last(layer => layer.Name.StartsWith("pool", StringComparison.Ordinal));
        Assert.InRange(pooled.ForwardRatio, 1 / factor, factor);
    }

    /// <summary>The check itself: a network that is off by more than it may be is reported, and the whole run with it.</summary>
    [Fact]
    public void A_layer_that_is_off_makes_its_network_one_that_is_outside()
    {
        AccuracyCase wide = AccuracyCatalog.Cases.First(entry => !entry.IsNarrow);
        AccuracyCase narrow = AccuracyCatalog.Cases.First(entry => entry.IsNarrow);
        Assert.False(AccuracyReport.IsOutside(wide, Measured(1.09, 1)));
        Assert.True(AccuracyReport.IsOutside(wide, Measured(1.11, 1)));
        Assert.True(AccuracyReport.IsOutside(wide, Measured(1, 0.89)));
        Assert.False(AccuracyReport.IsOutside(narrow, Measured(1.49, 0.7)));
        Assert.True(AccuracyReport.IsOutside(narrow, Measured(1.51, 1)));
        Assert.True(AccuracyReport.IsOutside(narrow, Measured(1, 0.66)));
        AccuracyCase image = AccuracyCatalog.Cases.First(entry => entry.IsOnImages);
        Assert.False(AccuracyReport.IsOutside(image, Measured(1.7, 0.6)));
        Assert.True(AccuracyReport.IsOutside(image, Measured(1.8, 1)));
        Assert.True(AccuracyReport.IsOutside(image, Measured(1, 0.55)));
        Assert.Contains("Of 1 networks of width 64 and above, 0 are within", AccuracyReport.Verdict([(wide, Measured(1.11, 1))]), StringComparison.Ordinal);

        static NetworkAccuracy Measured(double forward, double backward)
            => new("Net", [new LayerAccuracy("dense1", 8, new PredictedSignal(0, 2, 1, 0, 3, 1.5), 2 * forward, 3 * backward, 1.5, 1)], 1, 1, 20);
    }
}
