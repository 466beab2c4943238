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
        Task stepping = _network.WhilePausedAsync(() => s_uses["Step"](_stream));
        InvalidOperationException refusal = Assert.Throws<InvalidOperationException>(() => s_uses[use](_stream));
        Assert.Equal("The stream through ShortNet is at work on another thread; it is used by one at a time.", refusal.Message);
        Assert.Equal(1, _stream.Position);
        _network.GoOn();
        await stepping;
        Assert.Equal(2, _stream.Position);
        s_uses[use](_stream);
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
