using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

using NetGen.Kernels.Tests.Cases;
using NetGen.Kernels.Tests.Reference;
using NetGen.TestHelpers;

namespace NetGen.Kernels.Tests.Checks;

/// <summary>What holds of a network whose inference multiplies rows in 8 bits.</summary>
internal sealed class ByteChecks(NetworkCase item, CompiledAssembly assembly)
{
    private const ulong Seed = 1;

    // Root mean squares, a few layers behind one another: a value of a row is off by at most 1 part in 126 of the largest, and these cancel.
    private const double RoundingOfRows = 0.05;

    /// <summary>Products are those of whole numbers, to the bit; where other kernels stand between, results are near those of floats.</summary>
    public void ProductsAreThoseOfBytes()
    {
        ITestNetwork network = assembly.CreateNetwork(item.Name, Seed);
        ParameterInfo[] weights = [.. network.Info.Parameters.Where(parameter => parameter.IsBundled)];
        if (weights.Length == 0) throw new NumericMismatchException("No product is of bytes.");
        bool isChain = item.Description.Kinds.All(kind => kind is "Dense" or "Conv2D" or "ReLU")
            && network.Info.Parameters.All(parameter => parameter.IsBundled || parameter.Shape.Count == 1);
        foreach (int samples in (int[])[1, 3, 15])
        {
            float[] input = ForwardChecks.Inputs(network, samples);
            var output = new float[samples * network.Info.OutputSize];
            network.Forward(input, output);
            string what = FormattableString.Invariant($"{samples} samples");
            if (isChain) NumericAssert.BitEqual(what, output, Chain(network, input));
            else CompareWithFloats(what, input, output, network);
        }
    }

    /// <summary>Layer by layer, each by its definition.</summary>
    private float[] Chain(ITestNetwork network, float[] input)
    {
        float[] values = input;
        var parameters = new Queue<ParameterInfo>(network.Info.Parameters);
        foreach (string kind in item.Description.Kinds)
        {
            if (kind == "ReLU")
            {
                values = Array.ConvertAll(values, value => MathF.Max(0, value));
                continue;
            }

            ParameterInfo weight = parameters.Dequeue();
            float[] rounded = Int8Rows.Round(Copy(network, weight), weight.Shape[0]);
            float[]? bias = parameters.TryPeek(out ParameterInfo? next) && next.Shape.Count == 1 ? Copy(network, parameters.Dequeue()) : null;
            int depth = rounded.Length / weight.Shape[0];
            values = [.. values.Chunk(depth).SelectMany(row => ByteProduct.Of(row, rounded, bias, Fma.IsSupported || AdvSimd.IsSupported))];
        }

        return values;
    }

    private void CompareWithFloats(string what, float[] input, float[] output, ITestNetwork network)
    {
        ITestNetwork twin = assembly.CreateNetwork(item.PlainTwin, Seed);
        foreach (ParameterInfo parameter in network.Info.Parameters) twin.SetParameter(parameter.Name, Copy(network, parameter));
        var expected = new float[output.Length];
        twin.Forward(input, expected);
        double size = Math.Sqrt(expected.Average(value => (double)value * value));
        double error = Math.Sqrt(output.Zip(expected, (actual, value) => ((double)actual - value) * (actual - value)).Average());
        if (error < RoundingOfRows * size) return;
        throw new NumericMismatchException(FormattableString.Invariant($"{what}: results of size {size} are off by {error}."));
    }

    private static float[] Copy(ITestNetwork network, ParameterInfo parameter)
    {
        var values = new float[parameter.Count];
        network.CopyParameter(parameter.Name, values);
        return values;
    }
}
