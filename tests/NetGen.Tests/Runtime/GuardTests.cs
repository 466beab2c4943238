using NetGen.Runtime;

using Xunit;

namespace NetGen.Tests.Runtime;

public class GuardTests
{
    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(784, 10, 1)]
    [InlineData(7840, 100, 10)]
    public void WholeSamplesAreCounted(int inputLength, int outputLength, int batch) =>
        Assert.Equal(batch, Guard.Batch(inputLength, 784, outputLength, 10));

    [Fact]
    public void InputOfHalfASampleIsRefused()
    {
        ArgumentException exception = Assert.Throws<ArgumentException>("input", () => Guard.Batch(800, 784, 10, 10));
        Assert.Contains("800 values", exception.Message, StringComparison.Ordinal);
        Assert.Contains("784 values each", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1568, 10)]
    [InlineData(1568, 21)]
    [InlineData(0, 10)]
    public void OutputOfAnotherBatchIsRefused(int inputLength, int outputLength)
    {
        ArgumentException exception = Assert.Throws<ArgumentException>("output", () => Guard.Batch(inputLength, 784, outputLength, 10));
        Assert.Contains($"room for {outputLength} values", exception.Message, StringComparison.Ordinal);
        Assert.Contains($"need {inputLength / 784 * 10}", exception.Message, StringComparison.Ordinal);
    }
}
