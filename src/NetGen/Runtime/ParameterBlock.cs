using System.ComponentModel;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NetGen.Runtime;

/// <summary>
/// All parameters of a network in one aligned block, packed for the kernels: trained ones first, then state (running statistics). Padding
/// lanes are zero and stay zero. Behind them lies what is computed from them, for inference alone: transformed weights, and weights in fewer
/// bits.
/// </summary>
/// <remarks>
/// Of weights that inference has in fewer bits, the floats (the master weights) come first in the block. They are held from the moment on when somebody
/// asks for <see cref="Memory"/>: an initialiser, a trainer. A network that is only loaded and asked never does, and has the rest of the block alone.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ParameterBlock
{
#if NET9_0_OR_GREATER
    private readonly Lock _derivation = new();
#else
    private readonly object _derivation = new();
#endif
    private readonly int _derivedSize;
    private int _version = 1;
    private int _derivedVersion;

    // 1 while somebody changes the block.
    private int _isChanging;

    // All of the block; null as long as there are no master weights.
    private AlignedMemory? _memory;

    // What lies behind the master weights: a part of the block, or memory of its own.
    private AlignedMemory? _inference;

    /// <summary>A zeroed block with room for the parameters of <paramref name="info"/>.</summary>
    /// <param name="info">The network's description.</param>
    /// <param name="derivedSize">Floats behind the parameters for what is computed from them.</param>
    public ParameterBlock(NetworkInfo info, int derivedSize = 0)
    {
        ArgumentNullException.ThrowIfNull(info);
        Info = info;
        _derivedSize = derivedSize;
        if (info.MasterSize == 0) _inference = _memory = new AlignedMemory(info.PackedSize, derivedSize);
    }

    /// <summary>The network's description.</summary>
    public NetworkInfo Info { get; }

    /// <summary>The floats themselves, master weights and all: from here on they are held.</summary>
    public AlignedMemory Memory => Volatile.Read(ref _memory) ?? HoldMasters();

    /// <summary>The first float of the block, with the master weights.</summary>
    public ref float Start => ref Memory.Start;

    /// <summary>The first float that inference reads: that behind the master weights.</summary>
    public ref float InferenceStart => ref Inference.Start;

    /// <summary>Whether the parameters have changed since the floats behind them were computed from them.</summary>
    public bool IsDerivedStale => Volatile.Read(ref _derivedVersion) != Volatile.Read(ref _version);

    /// <summary>The part that training changes.</summary>
    public Span<float> Trained => Memory.Span[..Info.TrainedPackedSize];

    /// <summary>Floats of memory that are held.</summary>
    internal int HeldSize => (_memory ?? _inference)?.SpanWithReserve.Length ?? 0;

    /// <summary>Whether it has the floats of all weights.</summary>
    internal bool HoldsMasters => _memory is not null;

    private AlignedMemory Inference => Volatile.Read(ref _inference) ?? Hold();

    /// <summary>To be called before parameters are read, many of which belong together: any number of threads may.</summary>
    /// <returns>What <see cref="EndRead"/> has to be given.</returns>
    /// <exception cref="InvalidOperationException">Another thread is changing them.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int BeginRead()
    {
        int version = Volatile.Read(ref _version);
        if (Volatile.Read(ref _isChanging) != 0) ThrowUsedWhileChanging();
        return version;
    }

    /// <summary>To be called behind the last of these reads.</summary>
    /// <exception cref="InvalidOperationException">Another thread has begun to change them meanwhile.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void EndRead(int version)
    {
        if (Volatile.Read(ref _version) != version) ThrowUsedWhileChanging();
    }

    /// <summary>
    /// Begins a change of parameters, or of what lies behind them, which ends when what this gives is disposed of: nobody else may use them meanwhile, and what
    /// was computed from them is stale.
    /// </summary>
    /// <exception cref="InvalidOperationException">Another thread is changing them.</exception>
    internal Change BeginChange()
    {
        if (Interlocked.Exchange(ref _isChanging, 1) != 0) ThrowUsedWhileChanging();
        Interlocked.Increment(ref _version);
        return new Change(this);
    }

    /// <summary>Computes what lies behind the parameters, unless another caller has just done so.</summary>
    /// <param name="derivation">
    /// Computes what kernels do; it is given <see cref="InferenceStart"/>. Null where there is nothing but weights in fewer bits.
    /// </param>
    public void Derive(ParameterDerivation? derivation)
    {
        lock (_derivation)
        {
            int version = Volatile.Read(ref _version);
            if (_derivedVersion == version) return;
            AlignedMemory inference = Inference;
            if (Info.MasterSize > 0 && _memory is { } masters)
            {
                foreach (ParameterInfo parameter in Info.Parameters) NarrowWeights.FromMasters(parameter, masters.SpanWithReserve);
            }

            derivation?.Invoke(ref inference.Start);
            Volatile.Write(ref _derivedVersion, version);
        }
    }

    /// <summary>Copies a parameter in the file convention: the master weights where they are held, else what inference has.</summary>
    /// <exception cref="ArgumentException">No such parameter, or the length is not its element count.</exception>
    /// <exception cref="InvalidOperationException">Another thread changes the network meanwhile.</exception>
    public void CopyParameter(string name, Span<float> destination)
    {
        ParameterInfo parameter = Find(name);
        RequireLength(parameter, destination.Length, nameof(destination));
        int version = BeginRead();
        Unpack(parameter, destination);
        EndRead(version);
    }

    /// <summary>Replaces a parameter, given in the file convention.</summary>
    /// <exception cref="ArgumentException">No such parameter, or the length is not its element count.</exception>
    /// <exception cref="InvalidOperationException">Another thread changes the network meanwhile.</exception>
    public void SetParameter(string name, ReadOnlySpan<float> values)
    {
        ParameterInfo parameter = Find(name);
        RequireLength(parameter, values.Length, nameof(values));
        using Change change = BeginChange();
        if (_memory is { } memory) parameter.Layout.Pack(values, memory.Span);
        else Pack(parameter, values, Inference);
    }

    /// <summary>A parameter in the order of files.</summary>
    internal void Unpack(ParameterInfo parameter, Span<float> file)
    {
        if (_memory is { } memory)
        {
            parameter.Layout.Unpack(memory.Span, file);
        }
        else if (parameter.Precision == WeightPrecision.Float32)
        {
            InInference(parameter).Unpack(Inference.Span, file);
        }
        else
        {
            float[] packed = new float[parameter.Layout.PackedSize];
            NarrowWeights.Widen(parameter, Inference.SpanWithReserve, Info.MasterSize, packed);
            (parameter.Layout with { Offset = 0 }).Unpack(packed, file);
        }
    }

    /// <summary>Replaces all parameters, or, where one cannot be read, none. Master weights are replaced where they are held.</summary>
    /// <param name="read">Gives a parameter in the order of files.</param>
    internal void Replace(Func<ParameterInfo, float[]> read)
    {
        if (_memory is { } memory)
        {
            float[] packed = new float[Info.PackedSize];
            foreach (ParameterInfo parameter in Info.Parameters) parameter.Layout.Pack(read(parameter), packed);
            using Change change = BeginChange();
            packed.CopyTo(memory.Span);
        }
        else
        {
            AlignedMemory replaced = NewInference();
            foreach (ParameterInfo parameter in Info.Parameters) Pack(parameter, read(parameter), replaced);
            using Change change = BeginChange();
            Volatile.Write(ref _inference, replaced);
        }
    }

    /// <summary>Takes over the parameters of another block of the same network, and with them whether there are master weights.</summary>
    /// <exception cref="InvalidOperationException">Another thread changes the other meanwhile.</exception>
    internal void CopyFrom(ParameterBlock other)
    {
        int version = other.BeginRead();
        using Change change = BeginChange();
        if (other._memory is { } memory)
        {
            memory.Span.CopyTo(Memory.Span);
        }
        else
        {
            AlignedMemory copy = NewInference();
            other.Inference.SpanWithReserve.CopyTo(copy.SpanWithReserve);
            (_memory, _inference) = (null, copy);
        }

        other.EndRead(version);
    }

    /// <summary>Whether all parameters have the same bits as those of another block of the same network.</summary>
    internal bool HasSameBits(ParameterBlock other)
    {
        if (_memory is null && other._memory is null)
        {
            return Array.TrueForAll([.. Info.Parameters], parameter =>
            {
                float[] here = new float[parameter.Count];
                float[] there = new float[parameter.Count];
                Unpack(parameter, here);
                other.Unpack(parameter, there);
                return HaveSameBits(here, there);
            });
        }

        return HaveSameBits(Memory.Span, other.Memory.Span);
    }

    private void ThrowUsedWhileChanging() => throw new InvalidOperationException(
        $"{Info.Name} was changed by one thread while another used it: a step of a trainer and SetParameter have a network to themselves, for as long as they "
        + "take. Give whoever predicts meanwhile a network of its own, with the parameters as they were.");

    /// <summary>A change that is under way.</summary>
    internal readonly ref struct Change(ParameterBlock block)
    {
        public void Dispose()
        {
            Interlocked.Increment(ref block._version);
            Volatile.Write(ref block._isChanging, 0);
        }
    }

    private static bool HaveSameBits(ReadOnlySpan<float> left, ReadOnlySpan<float> right)
        => MemoryMarshal.AsBytes(left).SequenceEqual(MemoryMarshal.AsBytes(right));

    /// <summary>Where a parameter that stays a float lies in what inference reads.</summary>
    private ParameterLayout InInference(ParameterInfo parameter) => parameter.Layout with { Offset = parameter.Layout.Offset - Info.MasterSize };

    private void Pack(ParameterInfo parameter, ReadOnlySpan<float> file, AlignedMemory inference)
    {
        if (parameter.Precision == WeightPrecision.Float32)
        {
            InInference(parameter).Pack(file, inference.Span);
            return;
        }

        float[] packed = new float[parameter.Layout.PackedSize];
        (parameter.Layout with { Offset = 0 }).Pack(file, packed);
        NarrowWeights.Round(parameter, packed, inference.SpanWithReserve, Info.MasterSize);
    }

    private AlignedMemory NewInference() => new(Info.PackedSize - Info.MasterSize, _derivedSize);

    private AlignedMemory Hold()
    {
        lock (_derivation) return _inference ??= NewInference();
    }

    private AlignedMemory HoldMasters()
    {
        lock (_derivation)
        {
            if (_memory is { } known) return known;
            AlignedMemory whole = new(Info.PackedSize, _derivedSize);
            if (_inference is { } held)
            {
                held.SpanWithReserve.CopyTo(whole.SpanWithReserve[Info.MasterSize..]);
                foreach (ParameterInfo parameter in Info.Parameters) NarrowWeights.ToMasters(parameter, whole.SpanWithReserve);
            }

            Volatile.Write(ref _inference, whole.From(Info.MasterSize));
            Volatile.Write(ref _memory, whole);
            return whole;
        }
    }

    /// <summary>The parameter of this name.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    internal ParameterInfo Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        foreach (ParameterInfo parameter in Info.Parameters)
        {
            if (string.Equals(parameter.Name, name, StringComparison.Ordinal)) return parameter;
        }

        string known = string.Join(", ", Info.Parameters.Select(static parameter => parameter.Name));
        throw new ArgumentException($"{Info.Name} has no parameter '{name}'; it has {known}.", nameof(name));
    }

    /// <summary>Refuses a span that does not hold exactly a parameter's elements.</summary>
    internal static void RequireLength(ParameterInfo parameter, int length, string argument)
    {
        if (length == parameter.Count) return;
        string shape = string.Join(", ", parameter.Shape.Select(static extent => extent.ToString(CultureInfo.InvariantCulture)));
        throw new ArgumentException(
            string.Create(
                CultureInfo.InvariantCulture,
                $"Parameter '{parameter.Name}' has the shape [{shape}], {parameter.Count} values; the span has {length}."),
            argument);
    }
}

/// <summary>Computes what a network keeps behind its parameters, such as transformed weights.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public delegate void ParameterDerivation(ref float parameters);
