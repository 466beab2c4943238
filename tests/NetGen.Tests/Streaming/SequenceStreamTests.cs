using System.Text;

using NetGen.Files;

using Xunit;

namespace NetGen.Tests.Streaming;

/// <summary>
/// How long streams may be, what they give where a network has one answer, and what they refuse. That each step has the bits of the whole sequence is checked of all
/// layers by the tests of kernels.
/// </summary>
public sealed class SequenceStreamTests
{
    [Fact]
    public void A_stream_goes_on_beyond_the_declared_steps()
    {
        const int Steps = 60;
        float[] input = Normal(Steps * 2);
        var expected = new float[Steps * 2];
        new LongNet(seed: 3).Predict(input, expected);
        SequenceStream stream = new ShortNet(seed: 3).CreateStream();
        var output = new float[Steps * 2];
        for (int step = 0; step < Steps; step++) stream.Step(input.AsSpan(step * 2, 2), output.AsSpan(step * 2, 2));
        Assert.Null(stream.MaximumSteps);
        Assert.Equal(Steps, stream.Position);
        Assert.Equal(Bits(expected), Bits(output));
    }

    [Fact]
    public void A_step_gives_what_the_network_would_give_if_the_sequence_ended_there()
    {
        float[] input = Normal(7 * 3);
        SevenStepNet network = new(seed: 4);
        SequenceStream stream = network.CreateStream();
        var output = new float[70];
        for (int step = 0; step < 3; step++) stream.Step(input.AsSpan(step * 3, 3), output);
        var expected = new float[70];
        new ThreeStepNet(seed: 4).Predict(input.AsSpan(0, 9), expected);
        Assert.Equal(Bits(expected), Bits(output));
        for (int step = 3; step < 7; step++) stream.Step(input.AsSpan(step * 3, 3), output);
        network.Predict(input, expected);
        Assert.Equal(Bits(expected), Bits(output));
    }

    /// <summary>A network whose samples have lengths is asked for each: its stream needs none.</summary>
    [Fact]
    public void A_step_gives_what_a_sequence_of_that_length_has()
    {
        float[] input = Normal(7 * 3);
        OwnLengthNet network = new(seed: 4);
        SequenceStream stream = network.CreateStream();
        var (output, expected) = (new float[4], new float[4]);
        for (int length = 1; length <= 7; length++)
        {
            stream.Step(input.AsSpan((length - 1) * 3, 3), output);
            network.Predict(input, [length], expected);
            Assert.Equal(Bits(expected), Bits(output));
        }
    }

    [Fact]
    public void Output_may_lie_where_the_input_does()
    {
        float[] input = Normal(8);
        SequenceStream apart = new ShortNet(seed: 1).CreateStream();
        SequenceStream inPlace = new ShortNet(seed: 1).CreateStream();
        var output = new float[8];
        for (int step = 0; step < 4; step++) apart.Step(input.AsSpan(step * 2, 2), output.AsSpan(step * 2, 2));
        for (int step = 0; step < 4; step++) inPlace.Step(input.AsSpan(step * 2, 2), input.AsSpan(step * 2, 2));
        Assert.Equal(output, input);
    }

    [Fact]
    public void Behind_training_a_stream_has_the_new_weights()
    {
        ShortNet network = new(seed: 2);
        SequenceStream stream = network.CreateStream();
        float[] input = Normal(9 * 2);
        var output = new float[9 * 2];
        Run();
        float[] before = [.. output];
        using (Trainer<ShortNet> trainer = network.CreateTrainer(new Sgd(0.1f))) trainer.Step(input, Normal(9 * 2));
        stream.Reset();
        Run();
        var expected = new float[9 * 2];
        network.Predict(input, expected);
        Assert.Equal(Bits(expected), Bits(output));
        Assert.NotEqual(before, output);

        void Run()
        {
            for (int step = 0; step < 9; step++) stream.Step(input.AsSpan(step * 2, 2), output.AsSpan(step * 2, 2));
        }
    }

    [Fact]
    public void A_file_on_disk_goes_on_where_the_stream_was()
    {
        string path = Path.Combine(Path.GetTempPath(), $"netgen-stream-{Guid.NewGuid():N}.safetensors");
        try
        {
            float[] input = Normal(20);
            ShortNet network = new(seed: 5);
            SequenceStream stream = network.CreateStream();
            var (output, again) = (new float[2], new float[2]);
            for (int step = 0; step < 5; step++) stream.Step(input.AsSpan(step * 2, 2), output);
            stream.Save(path);
            SequenceStream read = network.CreateStream();
            read.Load(path);
            Assert.Equal(5, read.Position);
            for (int step = 5; step < 10; step++)
            {
                stream.Step(input.AsSpan(step * 2, 2), output);
                read.Step(input.AsSpan(step * 2, 2), again);
                Assert.Equal(output, again);
            }
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void A_file_of_another_network_or_a_damaged_one_changes_nothing()
    {
        using var foreign = new MemoryStream();
        new SevenStepNet().CreateStream().Save(foreign);
        foreign.Position = 0;
        using var damaged = new MemoryStream();
        SequenceStream stream = new ShortNet(seed: 1).CreateStream();
        stream.Step(Normal(2), new float[2]);
        stream.Save(damaged);
        damaged.GetBuffer()[damaged.Length - 1] ^= 1;
        damaged.Position = 0;
        SequenceStream other = stream.Copy();
        Assert.Contains("ShortNet", Assert.Throws<NetworkFileException>(() => stream.Load(foreign)).Message, StringComparison.Ordinal);
        Assert.Equal(NetworkFileError.ChecksumMismatch, Assert.Throws<NetworkFileException>(() => stream.Load(damaged)).Error);
        using var text = new MemoryStream(Encoding.UTF8.GetBytes("no such file"));
        Assert.Throws<NetworkFileException>(() => stream.Load(text));
        Assert.Equal(1, stream.Position);
        var (output, expected) = (new float[2], new float[2]);
        stream.Step([1, 2], output);
        other.Step([1, 2], expected);
        Assert.Equal(expected, output);
    }

    [Fact]
    public void A_stream_of_another_class_is_no_source()
        => Assert.Contains("SevenStepNet", Assert.Throws<ArgumentException>(() => new ShortNet().CreateStream().CopyFrom(new SevenStepNet().CreateStream())).Message, StringComparison.Ordinal);

    [Fact]
    public void Refusals_say_what_was_given_and_what_was_expected()
    {
        SequenceStream stream = new ShortNet().CreateStream();
        Assert.StartsWith("The input has 3 values; a step has 2.", Assert.Throws<ArgumentException>(() => stream.Step(new float[3], new float[2])).Message, StringComparison.Ordinal);
        Assert.StartsWith("The output has room for 1 value; a step has 2.", Assert.Throws<ArgumentException>(() => stream.Step(new float[2], new float[1])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Many_streams_of_one_network_run_at_once()
    {
        ShortNet network = new(seed: 6);
        float[][] inputs = [.. Enumerable.Range(0, 4).Select(index => Normal(400, (ulong)index))];
        float[][] expected = [.. inputs.Select(Run)];
        var found = new float[4][];
        Parallel.For(0, 4, index => found[index] = Run(inputs[index]));
        for (int i = 0; i < 4; i++) Assert.Equal(Bits(expected[i]), Bits(found[i]));

        float[] Run(float[] input)
        {
            SequenceStream stream = network.CreateStream();
            var output = new float[input.Length];
            for (int step = 0; step < input.Length / 2; step++) stream.Step(input.AsSpan(step * 2, 2), output.AsSpan(step * 2, 2));
            return output;
        }
    }

    private static int[] Bits(float[] values) => [.. values.Select(BitConverter.SingleToInt32Bits)];

    private static float[] Normal(int count, ulong seed = 1)
    {
        var random = new SeededRandom(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (float)((2 * random.NextDouble()) - 1))];
    }
}
