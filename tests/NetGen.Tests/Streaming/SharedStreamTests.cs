using NetGen.Initialization;
using NetGen.Runtime;

using Xunit;

namespace NetGen.Tests.Streaming;

/// <summary>One stream that two threads use: whoever comes while the other is at work is told so, and nothing has changed.</summary>
public sealed class SharedStreamTests : IDisposable
{
    private static readonly Dictionary<string, Action<SequenceStream>> s_uses = new(StringComparer.Ordinal)
    {
        ["Step"] = static stream => stream.Step([1], new float[1]),
        ["StepForward"] = static stream => stream.StepForward([1], new float[1]),
        ["Reset"] = static stream => stream.Reset(),
        ["Copy"] = static stream => stream.Copy(),
        ["CopyFrom"] = static stream => stream.CopyFrom(new SequenceStream(new PausingNetwork())),
        ["CopyFrom of it"] = static stream => new SequenceStream(new PausingNetwork()).CopyFrom(stream),
        ["Save"] = static stream => stream.Save(new MemoryStream()),
        ["Load"] = static stream => stream.Load(Saved()),
    };

    private readonly PausingNetwork _network = new();
    private readonly SequenceStream _stream;

    public static TheoryData<string> Uses { get; } = [.. s_uses.Keys];

    public SharedStreamTests() => _stream = new(_network);

    public void Dispose() => _network.Dispose();

    [Theory]
    [MemberData(nameof(Uses))]
    public async Task While_a_step_is_taken_whatever_else_is_refused(string use)
    {
        s_uses["Step"](_stream);
        float[] output = new float[1];
        Task stepping = _network.WhilePausedAsync(() => _stream.Step([1], output));
        InvalidOperationException refusal = Assert.Throws<InvalidOperationException>(() => s_uses[use](_stream));
        Assert.Equal("The stream through ShortNet is at work on another thread; it is used by one at a time.", refusal.Message);
        Assert.Equal(1, _stream.Position);
        _network.GoOn();
        await stepping;
        Assert.Equal(2, _stream.Position);
        Assert.Equal(2, output[0]);
        s_uses[use](_stream);
    }

    /// <summary>Two that begin within the same nanoseconds may both be let in; whatever comes of it, the stream goes on, and nothing else is thrown.</summary>
    [Fact]
    public async Task Whatever_several_threads_do_at_once_the_stream_goes_on()
    {
        const int Calls = 20_000;
        ShortNet network = new(seed: 1);
        (SequenceStream stream, SequenceStream other) = (network.CreateStream(), network.CreateStream());
        using var file = new MemoryStream();
        stream.Save(file);
        byte[] saved = file.ToArray();
        Action<SequenceStream>[] uses =
        [
            static shared => shared.Step([1, 2], new float[2]),
            static shared => shared.Reset(),
            static shared => shared.Copy(),
            shared => shared.CopyFrom(other),
            shared => other.CopyFrom(shared),
            static shared => shared.Save(new MemoryStream()),
            shared => shared.Load(new MemoryStream(saved)),
        ];
        int[] refused = await Task.WhenAll(Enumerable.Range(0, 4).Select(thread => Task.Run(() => Use((uint)thread))));
        Assert.All(refused, count => Assert.InRange(count, 0, Calls - 1));
        long position = stream.Position;
        stream.Step([1, 2], new float[2]);
        Assert.Equal(position + 1, stream.Position);

        int Use(uint thread)
        {
            int refusals = 0;
            for (uint call = 0; call < Calls; call++)
            {
                uint word = Philox.Generate(1, call, thread, 0, 0).Word0;

                // Most are steps: those that take the longest are rare.
                Action<SequenceStream> use = uses[word % 64 < 50 ? 0 : (int)(word % 64) % uses.Length];
                try
                {
                    use(stream);
                }
                catch (InvalidOperationException)
                {
                    refusals++;
                }
            }

            return refusals;
        }
    }

    /// <summary>What goes wrong in a step is no reason to refuse the next.</summary>
    [Fact]
    public void A_step_that_fails_leaves_the_stream_where_it_was()
    {
        s_uses["Step"](_stream);
        _network.Fails = true;
        Assert.Throws<InvalidDataException>(() => s_uses["Step"](_stream));
        Assert.Equal(1, _stream.Position);
        _network.Fails = false;
        s_uses["Step"](_stream);
        Assert.Equal(2, _stream.Position);
    }

    [Fact]
    public void A_stream_may_be_copied_to_itself()
    {
        s_uses["Step"](_stream);
        _stream.CopyFrom(_stream);
        Assert.Equal(1, _stream.Position);
        s_uses["Step"](_stream);
    }

    private static MemoryStream Saved()
    {
        var file = new MemoryStream();
        new SequenceStream(new PausingNetwork()).Save(file);
        file.Position = 0;
        return file;
    }

    /// <summary>Adds what it is given to its state; a step can be made to wait in the middle, or to fail.</summary>
    private sealed class PausingNetwork : IStepNetwork, IDisposable
    {
        private static readonly StepProgram s_program = new(
            ShortNet.Info, inputSize: 1, outputSize: 1, vocabulary: 0, stateSize: 1, memorySize: 16, steps: 0, boundedBy: null, givesProbabilities: false);

        private readonly SemaphoreSlim _isInStep = new(0);
        private readonly SemaphoreSlim _mayEnd = new(0);
        private bool _pauses;

        public bool Fails { get; set; }

        public StepProgram Steps => s_program;

        public void Step(ref float source, ref float target, ref float memory, long step)
        {
            if (Fails) throw new InvalidDataException();
            if (_pauses)
            {
                _pauses = false;
                _isInStep.Release();
                _mayEnd.Wait();
            }

            memory += source;
            target = memory;
        }

        public void Link(ref float output)
        {
        }

        /// <summary>Takes a step on another thread, and returns while it waits in the middle.</summary>
        public Task WhilePausedAsync(Action step)
        {
            _pauses = true;
            Task stepping = Task.Run(step);
            _isInStep.Wait();
            return stepping;
        }

        public void GoOn() => _mayEnd.Release();

        public void Dispose()
        {
            _isInStep.Dispose();
            _mayEnd.Dispose();
        }
    }
}
