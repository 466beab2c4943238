using NetGen.Data;
using NetGen.Runtime;
using NetGen.Tests.Files;

using Xunit;

namespace NetGen.Tests.Threading;

/// <summary>Wide enough for a call to take a while, and of parameters that are replaced at one stroke.</summary>
[Network(256)]
[Dense(512, UseBias = false)]
[He]
[Tanh]
[Dense(1)]
[MeanSquaredError]
public sealed partial class SharedNet;

/// <summary>A sequence step by step.</summary>
[Network(8, 2, Stream = true)]
[LSTM(4)]
[Dense(1)]
[MeanSquaredError]
public sealed partial class SharedStreamNet;

/// <summary>One network that several threads use: many may read, who changes it is alone, and what has overlapped is said.</summary>
public sealed class SharedNetworkTests : IDisposable
{
    private const string Message = "was changed by one thread while another used it";

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Whatever_reads_is_refused_while_parameters_change()
    {
        SharedNet network = new(seed: 1);
        (float[] one, float[] many, float[] outputs, float[] weights) = (new float[256], new float[8 * 256], new float[8], new float[512 * 256]);
        using (Parameters(network).BeginChange())
        {
            AssertRefused(() => network.Forward(one, outputs.AsSpan(0, 1)));
            AssertRefused(() => network.Predict(one, outputs.AsSpan(0, 1)));
            AssertRefused(() => network.Forward(many, outputs));
            AssertRefused(() => network.CopyParameter("dense1.weight", weights));
            AssertRefused(() => network.Clone());
        }

        network.Forward(one, outputs.AsSpan(0, 1));
        network.Forward(many, outputs);
        network.CopyParameter("dense1.weight", weights);
    }

    [Fact]
    public void A_stream_is_refused_while_parameters_change_and_goes_on_behind()
    {
        SharedStreamNet network = new(seed: 1);
        SequenceStream stream = network.CreateStream();
        float[] output = new float[1];
        using (Parameters(network).BeginChange()) AssertRefused(() => stream.Step([1, 2], output));
        stream.Step([1, 2], output);
        float[] expected = new float[1];
        network.CreateStream().Step([1, 2], expected);
        Assert.Equal(expected, output);
    }

    [Fact]
    public void Whoever_changes_parameters_is_refused_while_another_does_and_changes_nothing()
    {
        SharedNet network = new(seed: 1);
        using Trainer<SharedNet> trainer = network.CreateTrainer(new Sgd(0.1));
        float[] before = Weights(network);
        float[] samples = [.. Enumerable.Range(0, 8 * 256).Select(static i => MathF.Sin(i))];
        using (Parameters(network).BeginChange())
        {
            AssertRefused(() => network.SetParameter("dense1.weight", new float[512 * 256]));
            AssertRefused(() => trainer.Step(new float[256], new float[1]));
            AssertRefused(() => network.InitializeFrom(samples, new Lsuv()));
            AssertRefused(() => network.Minimize(new Dataset(samples, 256, new float[8], 1)));
        }

        Assert.Equal(before, Weights(network));
        Assert.Equal(0, trainer.StepCount);
        trainer.Step(new float[256], new float[1]);
        Assert.Equal(1, trainer.StepCount);
    }

    /// <summary>A change that began behind the first read and ended before the last.</summary>
    [Fact]
    public void A_change_between_two_reads_is_noticed()
    {
        SharedNet network = new(seed: 1);
        int version = Parameters(network).BeginRead();
        Parameters(network).EndRead(version);
        network.SetParameter("dense2.bias", [1]);
        AssertRefused(() => Parameters(network).EndRead(version));
    }

    [Fact]
    public void A_file_of_a_network_that_changes_is_not_written()
    {
        SharedNet network = new(seed: 1);
        string path = _directory.Combine("weights.safetensors");
        network.Save(path);
        byte[] before = File.ReadAllBytes(path);
        network.SetParameter("dense2.bias", [1]);
        using (Parameters(network).BeginChange()) AssertRefused(() => network.Save(path));
        Assert.Equal(before, File.ReadAllBytes(path));
        Assert.Equal(["weights.safetensors"], _directory.Names);
    }

    /// <summary>
    /// Two sets of weights by turns, while others predict: an output is of the one or of the other, or it is said that it is of neither. On one core nothing
    /// may ever overlap, so that nothing is asked of how often.
    /// </summary>
    [Fact]
    public void No_output_is_of_weights_that_were_half_replaced()
    {
        SharedNet network = new(seed: 1) { Threads = 1 };
        float[][] sets = [Weights(network), Weights(new SharedNet(seed: 2))];
        float[] input = [.. Enumerable.Range(0, 256).Select(static i => MathF.Sin(i))];
        float[] outputs = new float[1];
        HashSet<float> known = [];
        foreach (float[] set in sets)
        {
            network.SetParameter("dense1.weight", set);
            network.Forward(input, outputs);
            known.Add(outputs[0]);
        }

        bool isDone = false;
        List<float> seen = [];
        var reader = new Thread(() =>
        {
            float[] output = new float[1];
            while (!Volatile.Read(ref isDone))
            {
                try
                {
                    network.Forward(input, output);
                    seen.Add(output[0]);
                }
                catch (InvalidOperationException exception) when (exception.Message.Contains(Message, StringComparison.Ordinal))
                {
                    Thread.Yield();
                }
            }
        });
        reader.Start();
        for (int turn = 0; turn < 400; turn++)
        {
            network.SetParameter("dense1.weight", sets[turn % 2]);
            Thread.Sleep(turn % 4 == 0 ? 1 : 0);
        }

        Volatile.Write(ref isDone, true);
        reader.Join();
        Assert.NotEmpty(seen);
        Assert.Subset(known, seen.ToHashSet());
    }

    private static ParameterBlock Parameters<TNetwork>(TNetwork network)
        where TNetwork : class, INetwork<TNetwork> => network.Parameters;

    private static float[] Weights(SharedNet network)
    {
        float[] weights = new float[512 * 256];
        network.CopyParameter("dense1.weight", weights);
        return weights;
    }

    private static void AssertRefused(Action call)
        => Assert.Contains(Message, Assert.Throws<InvalidOperationException>(call).Message, StringComparison.Ordinal);
}
