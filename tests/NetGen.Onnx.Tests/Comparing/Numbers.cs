using System.Globalization;

namespace NetGen.Onnx.Tests;

/// <summary>Compares a model's values with a network's.</summary>
internal static class Numbers
{
    /// <summary>Of the largest value. Both sides round every value that they hand on, and add up in orders of their own.</summary>
    private const double Tolerance = 1e-5;

    /// <summary>Fails where a value differs by more than rounding explains.</summary>
    /// <param name="network">What the network gives.</param>
    /// <param name="model">What the model gives.</param>
    /// <param name="mayBeZero">Whether zeros alone are nothing unusual; else they are taken for a comparison that proves nothing.</param>
    public static void AssertClose(float[] network, float[] model, bool mayBeZero = false)
    {
        double largest = network.Max(Math.Abs);
        Assert.True(double.IsFinite(largest) && (largest > 0 || mayBeZero), "The network gives nothing that could differ.");
        Assert.Equal(network.Length, model.Length);
        for (int i = 0; i < network.Length; i++)
        {
            string message = string.Create(CultureInfo.InvariantCulture, $"Value {i} of {network.Length} is {model[i]:G9} in the model and {network[i]:G9} in the network; the largest is {largest:G3}.");
            Assert.True(Math.Abs(network[i] - model[i]) <= Tolerance * largest, message);
        }
    }
}
