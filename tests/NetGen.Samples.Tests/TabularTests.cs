using TabularSample;

using Xunit;

namespace NetGen.Samples.Tests;

public sealed class TabularTests
{
    /// <summary>On a table of a size that trains in a second, the network is well above logistic regression, and nobody is above the truth.</summary>
    [Fact]
    public void TheNetworkIsBetterThanLogisticRegression()
    {
        using var directory = new TemporaryDirectory();
        string path = directory.Combine("customers.csv");
        double best = Customers.Write(path, rows: 10_000, seed: 7);
        var output = new StringWriter();
        (double logistic, double network) = Churn.Train(path, epochs: 12, output);
        Assert.InRange(logistic, 0.65, 0.77);
        Assert.InRange(network, logistic + 0.06, best + 0.02);
        Assert.Contains("bill is missing", output.ToString(), StringComparison.Ordinal);
    }
}
