namespace NetGen.Onnx.Reading.Values;

/// <summary>A factor of an axis. Two axes that have it count the same; what a reshape takes apart is replaced by two. There are none of extent 1.</summary>
/// <param name="extent">How far it counts; of samples 0 where it is not known.</param>
internal sealed class Atom(long extent)
{
    public long Extent => extent;

    /// <summary>Whether it counts samples.</summary>
    public bool IsSamples { get; init; }

    /// <summary>An axis that nothing else counts yet.</summary>
    public static Atom[] Axis(long extent) => extent == 1 ? [] : [new Atom(extent)];

    public static long Product(IEnumerable<Atom> atoms) => atoms.Aggregate(1L, (product, atom) => product * atom.Extent);
}
