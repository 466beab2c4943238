using System.ComponentModel;
using System.Globalization;

namespace NetGen.Runtime;

/// <summary>
/// All parameters of a network in one aligned block, packed for the kernels: trained ones first, then state (running statistics).
/// Padding lanes are zero and stay zero.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ParameterBlock
{
#if NET9_0_OR_GREATER
    private readonly Lock _derivation = new();
#else
    private readonly object _derivation = new();
#endif
    private int _version = 1;
    private int _derivedVersion;

    /// <summary>A zeroed block with room for the parameters of <paramref name="info"/>.</summary>
    /// <param name="info">The network's description.</param>
    /// <param name="derivedSize">Floats behind the parameters for what is computed from them.</param>
    public ParameterBlock(NetworkInfo info, int derivedSize = 0)
    {
        Info = info;
        Memory = new AlignedMemory(info.PackedSize, derivedSize);
    }

    /// <summary>The network's description.</summary>
    public NetworkInfo Info { get; }

    /// <summary>The floats themselves.</summary>
    public AlignedMemory Memory { get; }

    /// <summary>The first float of the block.</summary>
    public ref float Start => ref Memory.Start;

    /// <summary>Whether the parameters have changed since the floats behind them were computed from them.</summary>
    public bool IsDerivedStale => Volatile.Read(ref _derivedVersion) != Volatile.Read(ref _version);

    /// <summary>The part that training changes.</summary>
    public Span<float> Trained => Memory.Span[..Info.TrainedPackedSize];

    /// <summary>To be called by whoever has changed parameters: what was computed from them is stale.</summary>
    public void MarkChanged() => Interlocked.Increment(ref _version);

    /// <summary>Computes what lies behind the parameters, unless another caller has just done so.</summary>
    public void Derive(ParameterDerivation derivation)
    {
        ArgumentNullException.ThrowIfNull(derivation);
        lock (_derivation)
        {
            int version = Volatile.Read(ref _version);
            if (_derivedVersion == version) return;
            derivation(ref Start);
            Volatile.Write(ref _derivedVersion, version);
        }
    }

    /// <summary>Copies a parameter in the file convention.</summary>
    /// <exception cref="ArgumentException">No such parameter, or the length is not its element count.</exception>
    public void CopyParameter(string name, Span<float> destination)
    {
        ParameterInfo parameter = Find(name);
        RequireLength(parameter, destination.Length, nameof(destination));
        parameter.Layout.Unpack(Memory.Span, destination);
    }

    /// <summary>Replaces a parameter, given in the file convention.</summary>
    /// <exception cref="ArgumentException">No such parameter, or the length is not its element count.</exception>
    public void SetParameter(string name, ReadOnlySpan<float> values)
    {
        ParameterInfo parameter = Find(name);
        RequireLength(parameter, values.Length, nameof(values));
        parameter.Layout.Pack(values, Memory.Span);
        MarkChanged();
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
