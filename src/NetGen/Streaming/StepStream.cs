using System.Diagnostics.CodeAnalysis;
using System.Globalization;

using NetGen.Files;
using NetGen.Runtime;

namespace NetGen;

/// <summary>
/// What streams have in common: a sequence that is given step by step, and what the network remembers of it. Generated code makes streams:
/// <see cref="SequenceStream"/> of numbers, <see cref="TokenStream"/> of tokens.
/// </summary>
/// <remarks>
/// A stream is used by one thread at a time, and says so to another; several streams of one network may run at once, each with a sequence of its own. A step
/// reads the network's parameters as they are then. What it remembers of steps before a change (of a training step, or <c>SetParameter</c>) was computed with
/// the old ones: <see cref="Reset"/> begins anew with none of it. While another thread trains the network, no stream of it may take a step.
/// </remarks>
[SuppressMessage("Naming", "CA1711:Identifiers should not have incorrect suffix", Justification = "What a network is streamed through is called a stream in the field; it is no stream of bytes.")]
public abstract class StepStream
{
    private const string StateName = "state";
    private const string StepKey = "step";
    private const string NetworkKey = "network";

    private readonly IStepNetwork _network;
    private readonly AlignedMemory _memory;
    private readonly long _end;

    /// <summary>The number of the next step; while somebody is at work with the stream, its complement, which is negative.</summary>
    private long _step;

    private protected StepStream(IStepNetwork network)
    {
        ArgumentNullException.ThrowIfNull(network);
        _network = network;
        Program = network.Steps;
        _memory = new AlignedMemory(Program.MemorySize);
        _end = Program.Steps == 0 ? long.MaxValue : Program.Steps;
    }

    /// <summary>Steps taken since the sequence began: the number of the next one, from 0.</summary>
    public long Position => _step < 0 ? ~_step : _step;

    /// <summary>
    /// The most steps that a sequence may have: as many as the network is declared with, where it has positions or attention; null where there is no limit.
    /// </summary>
    public int? MaximumSteps => Program.Steps == 0 ? null : Program.Steps;

    /// <summary>Values that a step gives.</summary>
    public int OutputSize => Program.OutputSize;

    /// <summary>Bytes that the stream remembers from step to step.</summary>
    public long StateBytes => (long)Program.StateSize * sizeof(float);

    internal StepProgram Program { get; }

    private Span<float> State => _memory.Span[..Program.StateSize];

    /// <summary>Forgets everything: what comes next is the first step of a new sequence.</summary>
    /// <exception cref="InvalidOperationException">Another thread is at work with the stream.</exception>
    public void Reset()
    {
        Enter();
        State.Clear();
        Leave(0);
    }

    /// <summary>Writes what the stream remembers, as safetensors with a checksum, beside <paramref name="path"/> and then renamed onto it.</summary>
    /// <exception cref="IOException">The file cannot be written; the old file is untouched.</exception>
    /// <exception cref="InvalidOperationException">Another thread is at work with the stream.</exception>
    public void Save(string path) => Save((entries, metadata) => SafetensorsWriter.Write(path, entries, metadata, checksum: true));

    /// <summary>The same into a stream of bytes, from its position on.</summary>
    /// <exception cref="InvalidOperationException">Another thread is at work with the stream.</exception>
    public void Save(Stream stream) => Save((entries, metadata) => SafetensorsWriter.Write(stream, entries, metadata, checksum: true));

    /// <summary>
    /// Goes on where the stream was that wrote a file: to the bit, if the network has the parameters of then. Where the file does not fit, nothing has changed.
    /// </summary>
    /// <exception cref="NetworkFileException">The file is malformed or damaged, or is not of a stream through this network.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidOperationException">Another thread is at work with the stream.</exception>
    public void Load(string path)
    {
        using SafetensorsFile file = SafetensorsFile.Open(path);
        Load(file);
    }

    /// <summary>The same from a stream of bytes, from its position to its end.</summary>
    /// <exception cref="NetworkFileException">The content is malformed or damaged, or is not of a stream through this network.</exception>
    /// <exception cref="InvalidOperationException">Another thread is at work with the stream.</exception>
    public void Load(Stream stream)
    {
        using SafetensorsFile file = SafetensorsFile.Read(stream);
        Load(file);
    }

    /// <summary>The last layer's output for the next step.</summary>
    private protected void Advance(ref float source, ref float target)
    {
        // Whatever other threads do, memory is addressed with the step that was checked. One that is negative, as somebody is at work, is beyond any end.
        long step = Volatile.Read(ref _step);
        if ((ulong)step >= (ulong)_end) ThrowNoStep(step);
        _step = ~step;
        try
        {
            _network.Step(ref source, ref target, ref _memory.Start, step);
            step++;
        }
        finally
        {
            Leave(step);
        }
    }

    private protected void Link(ref float output) => _network.Link(ref output);

    /// <summary>Refuses an output that is not what a step gives.</summary>
    private protected void RequireOutput(int length)
    {
        if (length != Program.OutputSize) ThrowLength("output", "room for ", length, Program.OutputSize);
    }

    /// <summary>Refuses values that are no step.</summary>
    private protected void RequireInput(int length)
    {
        if (length != Program.InputSize) ThrowLength("input", "", length, Program.InputSize);
    }

    /// <summary>Remembers what another stream of the same network does.</summary>
    private protected void Take(StepStream other)
    {
        if (!ReferenceEquals(Program, other.Program))
            throw new ArgumentException($"The stream is one of {other.Program.Info.Name}; what it remembers means nothing to {Program.Info.Name}.", nameof(other));
        if (ReferenceEquals(this, other)) return;
        long step = other.Enter();
        try
        {
            Enter();
            other.State.CopyTo(State);
            Leave(step);
        }
        finally
        {
            other.Leave(step);
        }
    }

    /// <summary>The network that it runs through.</summary>
    private protected IStepNetwork Network => _network;

    /// <summary>Begins to work with the stream, until <see cref="Leave"/>; gives the number of the next step.</summary>
    private long Enter()
    {
        long step = Volatile.Read(ref _step);
        if (step < 0) throw AtWork();
        _step = ~step;
        return step;
    }

    private void Leave(long step) => Volatile.Write(ref _step, step);

    private InvalidOperationException AtWork() => CallGate.Refusal($"The stream through {Program.Info.Name}");

    private void Save(Action<SafetensorsEntry[], Dictionary<string, string>> write)
    {
        long step = Enter();
        try
        {
            write(Entries(), Metadata(step));
        }
        finally
        {
            Leave(step);
        }
    }

    private SafetensorsEntry[] Entries() => [new SafetensorsEntry(StateName, [Program.StateSize], destination => State.CopyTo(destination))];

    private Dictionary<string, string> Metadata(long step) => new(StringComparer.Ordinal)
    {
        [StepKey] = step.ToString(CultureInfo.InvariantCulture),
        [NetworkKey] = Program.Info.Name,
    };

    private void Load(SafetensorsFile file)
    {
        file.VerifyChecksum();
        string network = file.Metadata.GetValueOrDefault(NetworkKey, "");
        if (network != Program.Info.Name) throw file.Error(NetworkFileError.Unexpected, 0, $"The file is of a stream through {FileText.Quote(network)}, not {Program.Info.Name}.");
        if (!long.TryParse(file.Metadata.GetValueOrDefault(StepKey), NumberStyles.None, CultureInfo.InvariantCulture, out long step) || step > _end)
            throw file.Error(NetworkFileError.InvalidNumber, 0, $"The file's number of steps is none that a stream through {Program.Info.Name} can have.");
        float[] state = new float[Program.StateSize];
        file.Read(StateName, [Program.StateSize], state);
        Enter();
        state.CopyTo(State);
        Leave(step);
    }

    [DoesNotReturn]
    private static void ThrowLength(string argument, string room, int length, int expected) => throw new ArgumentException(
        string.Create(CultureInfo.InvariantCulture, $"The {argument} has {room}{Words.Count(length, "value")}; a step has {expected}."), argument);

    [DoesNotReturn]
    private void ThrowNoStep(long step) => throw (step < 0 ? AtWork() : new InvalidOperationException(string.Create(
        CultureInfo.InvariantCulture,
        $"The stream has taken the {Words.Count(Program.Steps, "step")} that {Program.Info.Name} is declared with, for which {Program.BoundedBy} has memory or "
        + $"parameters. Call Reset to begin a new sequence, or declare more steps in [Network].")));
}
