using NetGen;
using NetGen.Data;
using Xunit;

namespace NetGen_App._1.Tests;

public sealed class FileTests
{
    /// <summary>What is trained in one program answers the same in another.</summary>
    [Fact]
    public void A_network_from_a_file_predicts_what_the_one_that_was_saved_did()
    {
        var network = new DigitNet(seed: 1);
        using var file = new MemoryStream();
        network.Save(file);
        Dataset digits = Samples.Test().Slice(0, 10);
        float[] expected = new float[digits.Count * DigitNet.Info.OutputSize];
        float[] found = new float[expected.Length];
        network.Predict(digits.Inputs, expected);
        DigitNet.Load(file.ToArray()).Predict(digits.Inputs, found);
        Assert.Equal(expected, found);
    }
}
