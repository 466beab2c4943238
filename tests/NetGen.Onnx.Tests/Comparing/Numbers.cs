using System.Globalization;

namespace NetGen.Onnx.Tests;

/// <summary>Compares a model's values with a network's.</summary>
internal static class Numbers
{
    /// <summary>Of the largest value. Both sides round every value that they hand on, and add up in orders of their own.</summary>
    private const double Tolerance = 1e-5;

    public static void AssertClose(float[] network, float[] model)
    {
        double largest = network.Max(Math.Abs);
        Assert.True(double.IsFinite(largest) && largest > 0, "The network gives nothing that could differ.");
        Assert.Equal(network.Length, model.Length);
        for (int i = 0; i < network.Length; i++)
        {
            string message = string.Create(CultureInfo.InvariantCulture, $"Value {i} of {network.Length} is {model[i]:G9} in the model and {network[i]:G9} in the network; the largest is {largest:G3}.");
            Assert.True(Math.Abs(network[i] - model[i]) <= Tolerance * largest, message);
        }
    }
}
