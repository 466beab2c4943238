using NetGen.TestHelpers;

using Xunit;

namespace NetGen.Kernels.Tests;

/// <summary>
/// What works on a flattened image value by value. In memory and in a caller's arrays the values lie row, column, channel; parameters in
/// PyTorch's order channel, row, column.
/// </summary>
public sealed class FlattenedImageTests
{
    private const int Height = 2;
    private const int Width = 3;
    private const int Channels = 5;
    private const int Size = Height * Width * Channels;
    private const int Batch = 4;

    [Theory]
    [InlineData("[Network(2, 3, 5)] [Flatten] [Softmax]")]
    [InlineData("[Network(2, 3, 5)] [ReLU] [Flatten] [Softmax]")]
    public void Softmax_takes_all_values_as_one_row(string attributes)
    {
        using CompiledNetwork compiled = CompiledNetwork.Compile($"using NetGen;\n{attributes}\npublic sealed partial class Net;");
        float[] input = Inputs();
        float[] output = new float[input.Length];
        compiled.Create().Forward(input, output);
        for (int sample = 0; sample < Batch; sample++)
        {
            bool rectified = attributes.Contains("ReLU", StringComparison.Ordinal);
            double[] values = [.. input.Skip(sample * Size).Take(Size).Select(value => rectified ? Math.Max(0.0, value) : value)];
            double sum = values.Sum(Math.Exp);
            for (int i = 0; i < Size; i++) Assert.Equal(Math.Exp(values[i]) / sum, output[(sample * Size) + i], 1e-6);
        }
    }

    [Fact]
    public void BatchNorm_has_a_mean_a_variance_a_scale_and_a_shift_for_each_value()
    {
        using CompiledNetwork compiled = CompiledNetwork.Compile(
            "using NetGen;\n[Network(2, 3, 5)] [Flatten] [BatchNorm] [MeanSquaredError]\npublic sealed partial class Net;");
        ITestNetwork network = compiled.Create();
        float[] mean = Numbers(0.1f, -1f);
        float[] variance = Numbers(0.05f, 0.5f);
        float[] scale = Numbers(-0.03f, 1f);
        float[] shift = Numbers(0.07f, 0f);
        network.SetParameter("bn1.running_mean", mean);
        network.SetParameter("bn1.running_var", variance);
        network.SetParameter("bn1.weight", scale);
        network.SetParameter("bn1.bias", shift);
        float[] input = Inputs();
        float[] output = new float[input.Length];
        network.Forward(input, output);
        for (int i = 0; i < input.Length; i++)
        {
            int p = InFile(i % Size);
            double expected = ((input[i] - mean[p]) / Math.Sqrt(variance[p] + 1e-5) * scale[p]) + shift[p];
            Assert.Equal(expected, output[i], 1e-5);
        }
    }

    [Fact]
    public void BatchNorm_trains_each_value_with_its_own_statistics()
    {
        using CompiledNetwork compiled = CompiledNetwork.Compile(
            "using NetGen;\n[Network(2, 3, 5)] [Flatten] [BatchNorm] [MeanSquaredError]\npublic sealed partial class Net;");
        ITestNetwork network = compiled.Create();
        using ITestTrainer trainer = network.CreateTrainer(new Sgd(0f));
        float[] input = Inputs();
        float[] targets = [.. input.Select((value, index) => MathF.Sin(index))];
        trainer.Step(input, targets);
        float[] scaleGradient = new float[Size];
        float[] shiftGradient = new float[Size];
        float[] runningMean = new float[Size];
        trainer.CopyGradient("bn1.weight", scaleGradient);
        trainer.CopyGradient("bn1.bias", shiftGradient);
        network.CopyParameter("bn1.running_mean", runningMean);
        for (int i = 0; i < Size; i++)
        {
            double[] column = [.. Enumerable.Range(0, Batch).Select(sample => (double)input[(sample * Size) + i])];
            double mean = column.Average();
            double deviation = Math.Sqrt(column.Average(value => (value - mean) * (value - mean)) + 1e-5);
            double scale = 0;
            double shift = 0;
            for (int sample = 0; sample < Batch; sample++)
            {
                double normalised = (column[sample] - mean) / deviation;
                double gradient = 2.0 / (Size * Batch) * (normalised - targets[(sample * Size) + i]);
                scale += gradient * normalised;
                shift += gradient;
            }

            Assert.Equal(scale, scaleGradient[InFile(i)], 1e-6);
            Assert.Equal(shift, shiftGradient[InFile(i)], 1e-6);
            Assert.Equal(0.1 * mean, runningMean[InFile(i)], 1e-6);
        }
    }

    private static int InFile(int inMemory)
    {
        (int pixel, int channel) = Math.DivRem(inMemory, Channels);
        return (channel * Height * Width) + pixel;
    }

    private static float[] Numbers(float step, float start) => [.. Enumerable.Range(0, Size).Select(index => start + (step * index))];

    private static float[] Inputs() => [.. Enumerable.Range(0, Batch * Size).Select(index => MathF.Cos(index * 1.7f) + (0.01f * (index % 7)))];
}
