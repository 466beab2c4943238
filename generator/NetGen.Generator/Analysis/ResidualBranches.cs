using NetGen.Generator.Layers.Initializers;

namespace NetGen.Generator.Analysis;

/// <summary>
/// The residual branches of a network: what is added to what a sum's other inputs come from. Of the inputs of a sum, the one with the fewest layers
/// with weights of its own is the shortcut, and of equal ones the last: behind a block that is its input, or what was made of that.
/// </summary>
internal sealed class ResidualBranches(IReadOnlyList<LayerDraft> layers)
{
    private IReadOnlyList<IReadOnlyList<int>>? _branches;

    /// <summary>Where in its residual branch a layer with weights stands; of branches one in another, in the innermost. Null where it is in none.</summary>
    public ResidualPlace? Find(int index)
    {
        _branches ??= [.. Enumerable.Range(0, layers.Count).Where(sum => layers[sum].Layer is { Adds: true }).SelectMany(BranchesOf)];
        if (_branches.FirstOrDefault(branch => branch.Contains(index)) is not { } own) return null;
        return new ResidualPlace(_branches.Count, own.Count, own.All(other => other == index || !Ancestors(other).Contains(index)));
    }

    /// <summary>The layers with weights of each branch of a sum.</summary>
    private IEnumerable<IReadOnlyList<int>> BranchesOf(int sum)
    {
        IReadOnlyList<HashSet<int>> sides = [.. layers[sum].Inputs.Select(Ancestors)];
        int[][] own = [.. sides.Select(side => side.Where(layer => layers[layer].Layer is { Affine: not null } && sides.Any(other => !other.Contains(layer))).OrderBy(layer => layer).ToArray())];
        int shortcut = Enumerable.Range(0, own.Length).Reverse().OrderBy(side => own[side].Length).First();
        return own.Where((branch, side) => side != shortcut && branch.Length > 0);
    }

    /// <summary>A layer and all that it comes from.</summary>
    private HashSet<int> Ancestors(int index)
    {
        var found = new HashSet<int>();
        var open = new Stack<int>([index]);
        while (open.Count > 0)
        {
            int at = open.Pop();
            if (at < 0 || !found.Add(at)) continue;
            foreach (int input in layers[at].Inputs) open.Push(input);
        }

        return found;
    }
}
