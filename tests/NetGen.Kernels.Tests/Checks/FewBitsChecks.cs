using NetGen.Kernels.Tests.Cases;
using NetGen.Kernels.Tests.Reference;
using NetGen.TestHelpers;

namespace NetGen.Kernels.Tests.Checks;

/// <summary>What holds of a network whose inference has weights in fewer bits. Each check throws where it does not.</summary>
internal sealed class FewBitsChecks(NetworkCase item, ITestNetworks networks)
{
    private const ulong Seed = 1;

    // A few hundred roundings, which mostly cancel.
    private const double ScaledSums = 5e-6;

    /// <summary>The network in floats whose weights were rounded gives the same bits, alone and in batches.</summary>
    public void RoundedFloatsGiveTheSameBits()
    {
        ITestNetwork network = networks.CreateNetwork(item.Name, Seed);
        if (network.Info.Parameters.All(parameter => parameter.Precision == WeightPrecision.Float32))
            throw new NumericMismatchException("No weight has fewer bits.");
        ITestNetwork twin = RoundedTwin(network);
        foreach (int samples in (int[])[1, 3, 15])
        {
            float[] input = ForwardChecks.Inputs(network, samples);
            string what = FormattableString.Invariant($"{samples} samples");
            float[] output = ForwardChecks.Forward(network, input);
            float[] expected = ForwardChecks.Forward(twin, input);

            // A scale is multiplied with the sum, not with each weight.
            var tolerance = new Tolerance(ScaledSums, ScaledSums * expected.Max(MathF.Abs));
            if (item.Description.Bits == "Int8") NumericAssert.Close(what, output, Array.ConvertAll(expected, value => (double)value), _ => tolerance);
            else NumericAssert.BitEqual(what, output, expected);
        }
    }

    /// <summary>A loaded network gives the bits of the one that was saved, in less memory, and has the rounded weights.</summary>
    public void LoadedNetworkHoldsFewBits() => WithFile((path) =>
    {
        ITestNetwork network = networks.CreateNetwork(item.Name, Seed);
        network.Save(path);
        ITestNetwork loaded = networks.LoadNetwork(item.Name, path);
        float[] input = ForwardChecks.Inputs(network, 3);
        NumericAssert.BitEqual("loaded", ForwardChecks.Forward(loaded, input), ForwardChecks.Forward(network, input));
        IEnumerable<ParameterInfo> narrow = network.Info.Parameters.Where(parameter => parameter.Precision != WeightPrecision.Float32);
        long masters = 4L * narrow.Sum(parameter => parameter.Layout.PackedSize);
        if (loaded.ParameterMemory > network.ParameterMemory - masters)
            throw new NumericMismatchException("The loaded network holds floats of weights that it has in fewer bits.");
        ITestNetwork twin = RoundedTwin(network);
        foreach (ParameterInfo parameter in network.Info.Parameters)
            NumericAssert.BitEqual(parameter.Name, Copy(loaded, parameter), Copy(twin, parameter));
    });

    /// <summary>Parameters of a loaded network can be set.</summary>
    public void LoadedNetworkCanBeChanged() => WithFile(path =>
    {
        networks.CreateNetwork(item.Name, Seed).Save(path);
        ITestNetwork loaded = networks.LoadNetwork(item.Name, path);
        ITestNetwork other = networks.CreateNetwork(item.Name, Seed + 1);
        float[] input = ForwardChecks.Inputs(loaded, 2);
        _ = ForwardChecks.Forward(loaded, input);
        foreach (ParameterInfo parameter in other.Info.Parameters) loaded.SetParameter(parameter.Name, Copy(other, parameter));
        NumericAssert.BitEqual("changed", ForwardChecks.Forward(loaded, input), ForwardChecks.Forward(other, input));
    });

    /// <summary>A loaded network trains as the network in floats does that begins with the rounded weights.</summary>
    public void LoadedNetworkTrains() => WithFile(path =>
    {
        networks.CreateNetwork(item.Name, Seed).Save(path);
        ITestNetwork loaded = networks.LoadNetwork(item.Name, path);
        float[] asked = ForwardChecks.Inputs(loaded, 2);
        _ = ForwardChecks.Forward(loaded, asked);
        ITestNetwork twin = RoundedTwin(networks.CreateNetwork(item.Name, Seed));
        var data = new CaseData(item.Description, exact: false, seed: 5);
        Tensor input = data.NextInput(4);
        Tensor targets = data.NextTargets(input);
        foreach (ITestNetwork network in (ITestNetwork[])[loaded, twin])
        {
            using ITestTrainer trainer = network.CreateTrainer(new Sgd(0.01f));
            for (int step = 0; step < 2; step++)
            {
                if (item.Description.HasLabels) trainer.Step(CaseData.ToFloats(input), CaseData.ToLabels(targets));
                else trainer.Step(CaseData.ToFloats(input), CaseData.ToFloats(targets));
            }
        }

        foreach (ParameterInfo parameter in twin.Info.Parameters) NumericAssert.BitEqual(parameter.Name, Copy(loaded, parameter), Copy(twin, parameter));
        loaded.Save(path);
        NumericAssert.BitEqual("after training", ForwardChecks.Forward(networks.LoadNetwork(item.Name, path), asked), ForwardChecks.Forward(loaded, asked));
    });

    /// <summary>The network in floats, with the parameters of another one, of which those are rounded that it has in fewer bits.</summary>
    private ITestNetwork RoundedTwin(ITestNetwork network)
    {
        ITestNetwork twin = networks.CreateNetwork(item.PlainTwin, Seed);
        foreach (ParameterInfo parameter in network.Info.Parameters)
        {
            float[] values = Copy(network, parameter);
            twin.SetParameter(parameter.Name, Rounded(parameter, values));
        }

        return twin;
    }

    /// <summary>What few bits make of weights.</summary>
    private static float[] Rounded(ParameterInfo parameter, float[] values) => parameter.Precision switch
    {
        WeightPrecision.BFloat16 => Array.ConvertAll(values, value => (float)BFloat16.Round(value)),
        WeightPrecision.Int8 => Int8Rows.Round(values, parameter.Shape[0]),
        _ => values,
    };

    private static void WithFile(Action<string> action)
    {
        string path = Path.Combine(Path.GetTempPath(), $"netgen-bits-{Guid.NewGuid():N}.safetensors");
        try
        {
            action(path);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static float[] Copy(ITestNetwork network, ParameterInfo parameter)
    {
        var values = new float[parameter.Count];
        network.CopyParameter(parameter.Name, values);
        return values;
    }
}
