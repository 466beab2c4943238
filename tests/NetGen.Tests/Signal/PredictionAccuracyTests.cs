using NetGen.SignalAccuracy;

using Xunit;

namespace NetGen.Tests.Signal;

/// <summary>Predictions against measurements, for a choice of the networks that docs/signal-accuracy.md lists in full.</summary>
public sealed class PredictionAccuracyTests
{
    /// <summary>At every layer the mean over 20 initialisations is within a tenth of the prediction, forward and backward.</summary>
    [Theory]
    [InlineData(nameof(LinearSmall))]
    [InlineData(nameof(LinearLarge))]
    [InlineData(nameof(ReluXavier))]
    [InlineData(nameof(ReluNormal))]
    [InlineData(nameof(TanhHe))]
    [InlineData(nameof(SeluLeCun))]
    [InlineData(nameof(GeluAuto))]
    [InlineData(nameof(ReluDropout))]
    [InlineData(nameof(BatchNormRelu))]
    [InlineData(nameof(ResidualRelu))]
    [InlineData(nameof(GateAndConcat))]
    [InlineData(nameof(ConvolutionsSameHe))]
    [InlineData(nameof(ConvolutionsMaxPoolHe))]
    [InlineData(nameof(StridedDilatedGrouped))]
    public void Measured_is_within_a_tenth_of_predicted(string name)
    {
        NetworkAccuracy result = AccuracyCatalog.Cases.Single(entry => entry.Name == name).Measure(20);
        Assert.NotEmpty(result.Layers);
        Assert.All(result.Layers, layer =>
        {
            Assert.InRange(layer.ForwardRatio, 1 - AccuracyReport.Tolerance, 1 + AccuracyReport.Tolerance);
            Assert.InRange(layer.BackwardRatio, 1 - AccuracyReport.Tolerance, 1 + AccuracyReport.Tolerance);
        });
        Assert.InRange(result.PredictedLoss / result.MeasuredLoss, 0.9, 1.1);
    }
}
