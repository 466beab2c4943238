namespace NetGen.Onnx.Reading.Values;

/// <summary>The axes of a tensor, outermost first: each the atoms that it counts, none where its extent is 1.</summary>
internal sealed class Axes(params Atom[][] axes)
{
    /// <summary>One axis of extent 1.</summary>
    public static Axes Unit { get; } = new(Array.Empty<Atom>());

    public static Axes Of(IEnumerable<Atom[]> axes) => new([.. axes]);

    public int Count => axes.Length;

    public Atom[] this[int axis] => axes[axis];

    public IEnumerable<Atom[]> All => axes;

    public IEnumerable<Atom> Flat => axes.SelectMany(axis => axis);

    public long Extent(int axis) => Atom.Product(axes[axis]);

    public IEnumerable<long> Extents => axes.Select(axis => Atom.Product(axis));

    public bool IsUnit(int axis) => axes[axis].Length == 0;

    public bool IsSamples(int axis) => axes[axis] is [{ IsSamples: true }];

    /// <summary>Which axis counts samples, and nothing else; -1 where none does.</summary>
    public int SamplesAxis => Array.FindIndex(axes, axis => axis is [{ IsSamples: true }]);

    public Axes With(int axis, Atom[] atoms)
    {
        Atom[][] changed = [.. axes];
        changed[axis] = atoms;
        return new Axes(changed);
    }

    public Axes Without(IReadOnlyCollection<int> removed) => Of(axes.Where((_, axis) => !removed.Contains(axis)));

    public Axes Permuted(IEnumerable<int> order) => Of(order.Select(axis => axes[axis]));

    /// <summary>The same with atoms replaced by those that they were taken apart into, or by others.</summary>
    public Axes Replaced(IReadOnlyDictionary<Atom, Atom[]> parts)
        => parts.Count == 0 ? this : Of(axes.Select(axis => axis.SelectMany(atom => Parts(atom, parts)).ToArray()));

    public bool IsSame(Axes other) => Count == other.Count && Enumerable.Range(0, Count).All(axis => axes[axis].SequenceEqual(other[axis]));

    private static IEnumerable<Atom> Parts(Atom atom, IReadOnlyDictionary<Atom, Atom[]> parts)
        => parts.TryGetValue(atom, out Atom[]? own) && own.Length > 1 ? own.SelectMany(part => Parts(part, parts)) : own ?? [atom];
}
