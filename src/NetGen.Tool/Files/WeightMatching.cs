using System.Globalization;

using NetGen.Files;

namespace NetGen.Tool.Files;

/// <summary>Finds which tensor of a file is which parameter, where names differ.</summary>
internal static class WeightMatching
{
    // layer.2 before layer.10
    private static readonly StringComparer s_order = StringComparer.Create(CultureInfo.InvariantCulture, CompareOptions.NumericOrdering);

    /// <summary>
    /// By name; then, of equal shape (but for extents of 1) and equal last name (<c>weight</c>, <c>bias</c>), as many as there are parameters, in the order of their
    /// names. A parameter that has no tensor then is left without.
    /// </summary>
    public static IReadOnlyList<WeightMatch> Propose(IReadOnlyList<FileTensor> parameters, IReadOnlyList<SafetensorsTensor> tensors)
    {
        var matches = new Dictionary<string, WeightMatch>(StringComparer.Ordinal);
        SafetensorsTensor[] usable = [.. tensors.Where(static tensor => tensor.IsReadableAsFloat)];
        foreach (FileTensor parameter in parameters)
        {
            if (usable.FirstOrDefault(tensor => tensor.Name == parameter.Name) is { } same && HasShapeOf(same, parameter)) matches.Add(parameter.Name, new(parameter, same, MatchReason.Name));
        }

        HashSet<string> taken = [.. matches.Values.Select(static match => match.Tensor!.Name)];
        ILookup<string, SafetensorsTensor> free = usable.Where(tensor => !taken.Contains(tensor.Name)).ToLookup(static tensor => KeyOf(tensor.Name, [.. tensor.Shape]));
        IEnumerable<IGrouping<string, FileTensor>> groups = parameters
            .Where(parameter => !matches.ContainsKey(parameter.Name))
            .GroupBy(static parameter => KeyOf(parameter.Name, [.. parameter.Shape.Select(static extent => (long)extent)]));
        foreach (IGrouping<string, FileTensor> group in groups)
        {
            FileTensor[] wanted = [.. group];
            SafetensorsTensor[] found = [.. free[group.Key].OrderBy(static tensor => tensor.Name, s_order)];
            MatchReason reason = wanted.Length != found.Length ? MatchReason.None : found.Length == 1 ? MatchReason.Shape : MatchReason.Order;
            for (int i = 0; i < wanted.Length; i++) matches.Add(wanted[i].Name, new(wanted[i], reason == MatchReason.None ? null : found[i], reason));
        }

        return [.. parameters.Select(parameter => matches[parameter.Name])];
    }

    /// <summary>Whether a tensor has a parameter's elements in the same order: the same shape, but for extents of 1.</summary>
    public static bool HasShapeOf(SafetensorsTensor tensor, FileTensor parameter)
        => tensor.Shape.Where(static extent => extent != 1).SequenceEqual(parameter.Shape.Where(static extent => extent != 1).Select(static extent => (long)extent));

    private static string KeyOf(string name, IReadOnlyList<long> shape) => $"{name[(name.LastIndexOf('.') + 1)..]} {string.Join(' ', shape.Where(static extent => extent != 1))}";
}

/// <summary>How a tensor was found.</summary>
internal enum MatchReason
{
    /// <summary>There is none, or it cannot be told which.</summary>
    None,

    /// <summary>It has the parameter's name.</summary>
    Name,

    /// <summary>It is the only one of this shape and last name.</summary>
    Shape,

    /// <summary>Of several it is the one in the same place.</summary>
    Order,

    /// <summary>The user says so.</summary>
    Map,
}

/// <summary>A parameter and where its values come from.</summary>
/// <param name="Parameter">The network's, as its files have it.</param>
/// <param name="Tensor">The file's; null for none.</param>
/// <param name="Reason">Why this.</param>
internal sealed record WeightMatch(FileTensor Parameter, SafetensorsTensor? Tensor, MatchReason Reason);
