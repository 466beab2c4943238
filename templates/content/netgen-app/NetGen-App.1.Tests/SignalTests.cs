using NetGen;
using NetGen.Data;
using Xunit;

namespace NetGen_App._1.Tests;

public sealed class SignalTests
{
    /// <summary>
    /// A network whose values grow or vanish from layer to layer does not train. How large they will be is predicted from the declaration: this
    /// fails where a change of the layers or of the data makes the prediction wrong, in either direction.
    /// </summary>
    [Fact]
    public void Values_and_gradients_begin_as_large_as_predicted()
    {
        Dataset digits = Samples.Test().Slice(0, 256);
        SignalMeasurement signal = new DigitNet(seed: 1).MeasureSignal(digits.Inputs, digits.Labels);
        foreach (LayerMeasurement layer in signal.Layers)
        {
            if (layer.Values is { } values) Assert.InRange(values.Std / layer.Predicted.Std, 0.5, 2);
            if (layer.Gradients is { } gradients) Assert.InRange(gradients.Rms / layer.Predicted.GradientStd, 0.5, 2);
        }
    }
}
