namespace NetGen.Onnx.Reading.Values;

/// <summary>Takes atoms apart so that they fall on the borders of axes.</summary>
internal static class Regrouping
{
    /// <summary>The same atoms under other axes; null where the borders of both lie across one another.</summary>
    /// <param name="atoms">In order.</param>
    /// <param name="extents">Of the axes; their product is that of the atoms.</param>
    /// <param name="parts">Where what is taken apart is added.</param>
    public static Atom[][]? Group(IEnumerable<Atom> atoms, IEnumerable<long> extents, Dictionary<Atom, Atom[]> parts)
    {
        Stack<Atom> rest = new(atoms.Reverse());
        List<Atom[]> axes = [];
        foreach (long extent in extents)
        {
            List<Atom> axis = [];
            for (long left = extent; left > 1;)
            {
                if (!rest.TryPop(out Atom? next) || (left % next.Extent != 0 && next.Extent % left != 0)) return null;
                if (next.Extent > left) next = Split(next, left, rest, parts);
                axis.Add(next);
                left /= next.Extent;
            }

            axes.Add([.. axis]);
        }

        return rest.Count == 0 ? [.. axes] : null;
    }

    /// <summary>Two axes of equal extent, atom for atom alike.</summary>
    /// <param name="first">One of them.</param>
    /// <param name="second">The other; its atoms become those of the first.</param>
    /// <param name="ofFirst">Where what is taken apart of the first is added.</param>
    /// <param name="ofSecond">Where what is taken apart, or becomes another, of the second is added.</param>
    /// <returns>Whether it can be done.</returns>
    public static bool Unify(Atom[] first, Atom[] second, Dictionary<Atom, Atom[]> ofFirst, Dictionary<Atom, Atom[]> ofSecond)
    {
        (Stack<Atom> left, Stack<Atom> right) = (new(Enumerable.Reverse(first)), new(Enumerable.Reverse(second)));
        while (left.Count > 0 && right.Count > 0)
        {
            (Atom a, Atom b) = (left.Pop(), right.Pop());
            if (a.Extent % b.Extent != 0 && b.Extent % a.Extent != 0) return false;
            if (a.Extent > b.Extent) a = Split(a, b.Extent, left, ofFirst);
            else if (b.Extent > a.Extent) b = Split(b, a.Extent, right, ofSecond);
            if (!ReferenceEquals(a, b)) ofSecond[b] = [a];
        }

        return left.Count == right.Count;
    }

    private static Atom Split(Atom atom, long outer, Stack<Atom> rest, Dictionary<Atom, Atom[]> parts)
    {
        Atom[] both = [new Atom(outer), new Atom(atom.Extent / outer)];
        parts[atom] = both;
        rest.Push(both[1]);
        return both[0];
    }
}
