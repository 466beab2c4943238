using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

using NetGen.Kernels.Tests.Cases;
using NetGen.Kernels.Tests.Reference;
using NetGen.TestHelpers;

namespace NetGen.Kernels.Tests.Checks;

/// <summary>What holds of a network whose inference multiplies rows in 8 bits.</summary>
internal sealed class ByteChecks(NetworkCase item, ITestNetworks networks)
{
    private const ulong Seed = 1;

    // Root mean squares of the results' size. A value whose float and double lie on two sides of a rounding is one step off; that is rare.
    private const double RoundingOnTheOtherSide = 3e-3;

    // Where a product stands inside of a layer, and the comparison is with floats: a value of a row is off by at most 1 part in 126 of the largest,
    // a few layers behind one another, and these cancel.
    private const double RoundingOfRows = 0.05;

    /// <summary>
    /// Products are those of whole numbers, to the bit where nothing else is rounded; where other kernels stand between, but for their rounding; and where
    /// products stand inside of other layers, results are near those of floats.
    /// </summary>
    public void ProductsAreThoseOfBytes()
    {
        foreach (int samples in (int[])[1, 3, 15])
        {
            var data = new CaseData(item.Description, exact: false, Seed + (ulong)samples);
            ITestNetwork network = Create(item.Name, data);
            HashSet<string> bundled = [.. network.Info.Parameters.Where(parameter => parameter.IsBundled).Select(parameter => parameter.Name)];
            if (bundled.Count == 0) throw new NumericMismatchException("No product is of bytes.");
            Tensor input = data.NextInput(samples);
            float[] output = Forward(network, input);
            string what = FormattableString.Invariant($"{samples} samples");
            int replaced = 0;
            double[] expected = Walk(data.Reference, input, bundled, ref replaced);
            if (replaced < bundled.Count) RequireNear(what, output, Widen(Forward(Create(item.PlainTwin, data), input)), RoundingOfRows);
            else if (IsExact(network)) NumericAssert.BitEqual(what, output, Array.ConvertAll(expected, value => (float)value));
            else RequireNear(what, output, expected, RoundingOnTheOtherSide);
        }
    }

    /// <summary>Whether products of bytes and rectifiers are all that there is.</summary>
    private bool IsExact(ITestNetwork network)
        => item.Description.Kinds.All(kind => kind is "Dense" or "Conv2D" or "ReLU")
            && network.Info.Parameters.All(parameter => parameter.IsBundled || parameter.Shape.Count == 1);

    /// <summary>The reference, node by node, with products by their definition in whole numbers.</summary>
    private static double[] Walk(ReferenceNetwork reference, Tensor input, HashSet<string> bundled, ref int replaced)
    {
        List<Tensor> values = [];
        foreach (ReferenceNode node in reference.Nodes)
        {
            Tensor[] read = [.. node.Inputs.Select(index => index < 0 ? input : values[index])];
            bool isProduct = bundled.Contains(node.Name + ".weight");
            if (isProduct) replaced++;
            values.Add(isProduct ? Product(node.Layer, read[0]) : node.Layer.Forward(read, training: false));
        }

        return values[^1].Values;
    }

    private static Tensor Product(ReferenceLayer layer, Tensor input)
    {
        float[] weights = layer is Dense dense
            ? dense.WeightsInOrder(input.Channels)
            : CaseData.ToFloats(layer.Parameters.Single(parameter => parameter.Name == "weight").Value);
        float[]? bias = layer.Parameters.SingleOrDefault(parameter => parameter.Name == "bias") is { } own ? CaseData.ToFloats(own.Value) : null;
        var output = new Tensor(input.Samples, input.Height, input.Width, weights.Length / input.Channels);
        bool fuses = Fma.IsSupported || AdvSimd.IsSupported;
        int place = 0;
        foreach (float[] row in CaseData.ToFloats(input).Chunk(input.Channels))
        {
            foreach (float value in ByteProduct.Of(row, weights, bias, fuses)) output.Values[place++] = value;
        }

        return output;
    }

    private ITestNetwork Create(string name, CaseData data)
    {
        ITestNetwork network = networks.CreateNetwork(name, Seed);
        foreach ((string parameter, _) in data.Reference.Parameters) network.SetParameter(parameter, data.Parameter(parameter));
        return network;
    }

    private static double[] Widen(float[] values) => Array.ConvertAll(values, value => (double)value);

    private static float[] Forward(ITestNetwork network, Tensor input)
    {
        var output = new float[input.Samples * network.Info.OutputSize];
        network.Forward(CaseData.ToFloats(input), output);
        return output;
    }

    private static void RequireNear(string what, float[] output, double[] expected, double bound)
    {
        double size = Math.Sqrt(expected.Average(value => value * value));
        double error = Math.Sqrt(output.Zip(expected, (actual, value) => (actual - value) * (actual - value)).Average());
        if (error < bound * size) return;
        throw new NumericMismatchException(FormattableString.Invariant($"{what}: results of size {size} are off by {error}."));
    }
}
