using NetGen.Benchmarks.Checking;
using NetGen.Benchmarks.Peers;
using NetGen.Benchmarks.Works;

using Xunit;

namespace NetGen.Benchmarks.Tests;

public sealed class AgreementTests
{
    [Fact]
    public void OutputsMayDifferByRounding() => Assert.Null(Agreement.FindOutputProblem([100.009f, 0.009f], [100, 0]));

    [Theory]
    [InlineData(100.011f, 0f)]
    [InlineData(100f, 0.011f)]
    [InlineData(float.NaN, 0f)]
    public void OutputsMayNotDifferByMore(float first, float second) => Assert.NotNull(Agreement.FindOutputProblem([first, second], [100, 0]));

    [Fact]
    public void OutputsOfAnotherLengthAreWrong() => Assert.NotNull(Agreement.FindOutputProblem([1], [1, 2]));

    [Fact]
    public void TrainingAgreesWithItself() => Assert.Null(Agreement.FindTrainingProblem(Result(0.5f, 0.9f), Result(0.5f, 0.9f), isRough: false));

    [Theory]
    [InlineData(0.50001f, 0.9f, "loss")]
    [InlineData(float.NaN, 0.9f, "loss")]
    [InlineData(0.5f, 0.902f, "w[0]")] // 2 % of the change from 1 to 0.9
    [InlineData(0.5f, 1f, "w[0]")]
    public void AWrongLossOrParameterIsNamed(float loss, float after, string name) =>
        Assert.StartsWith(name, Agreement.FindTrainingProblem(Result(loss, after), Result(0.5f, 0.9f), isRough: false), StringComparison.Ordinal);

    [Fact]
    public void ATrainingThatChangesNothingProvesNothing() => Assert.NotNull(Agreement.FindTrainingProblem(Result(0.5f, 1), Result(0.5f, 1), isRough: false));

    /// <summary>A tensor of 4 that has changed by 0.1 as a whole: 0.01 may be missing, wherever it is.</summary>
    [Theory]
    [InlineData(0.5f, 0.9095f, null)]
    [InlineData(0.5f, 0.9105f, "w: differs")]
    [InlineData(0.50004f, 0.9f, null)]
    [InlineData(0.50006f, 0.9f, "loss")]
    [InlineData(0.5f, float.NaN, "w: differs")]
    public void ARoughNetworksTensorsAreComparedAsWholes(float loss, float after, string? problem)
    {
        string? found = Agreement.FindTrainingProblem(Result(loss, after), Result(0.5f, 0.9f), isRough: true);
        if (problem is null) Assert.Null(found);
        else Assert.StartsWith(problem, found, StringComparison.Ordinal);
    }

    [Fact]
    public void ATensorWithoutAGradientMayStayAsItIs()
    {
        TrainingResult result = Result(0.5f, 0.9f);
        ((Dictionary<string, float[]>)result.Before).Add("scale", [1]);
        ((Dictionary<string, float[]>)result.After).Add("scale", [1]);
        Assert.Null(Agreement.FindTrainingProblem(result, result, isRough: false));
        var other = new TrainingResult(result.Losses, result.Before, new Dictionary<string, float[]>(result.After) { ["scale"] = [1.001f] });
        Assert.StartsWith("scale[0]", Agreement.FindTrainingProblem(other, result, isRough: false), StringComparison.Ordinal);
    }

    [Fact]
    public void ImagesAreReorderedSampleBySample()
    {
        // Two samples of 1 x 2 pixels with 3 channels.
        float[] values = [1, 2, 3, 4, 5, 6, 11, 12, 13, 14, 15, 16];
        Assert.Equal([1, 4, 2, 5, 3, 6, 11, 14, 12, 15, 13, 16], ImageOrder.ToChannelsFirst(values, [3, 1, 2]).ToArray());
        Assert.Equal([1, 2], ImageOrder.ToChannelsFirst([1, 2], [2]).ToArray());
    }

    private static TrainingResult Result(float loss, float after)
    {
        Dictionary<string, float[]> before = new(StringComparer.Ordinal) { ["w"] = [1, 0] };
        return new TrainingResult([loss], before, new Dictionary<string, float[]>(StringComparer.Ordinal) { ["w"] = [after, 0] });
    }
}
