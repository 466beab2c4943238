using NetGen.Generator.Model;

namespace NetGen.Generator.Analysis;

/// <summary>
/// At most one word for one cause: what is predicted of a network and would go if a fault were mended follows from that fault, and is said with it. This is not
/// listed anywhere: the fault's own fix is made, and predicted again.
/// </summary>
/// <param name="loudness">How much a finding matters to who reads it: 0 nothing, 1 a hint, 2 information, 3 a warning, 4 an error. A loud one follows from
/// none that is less so.</param>
/// <param name="isBlock">Whether an attribute stands for a block of another project, whose layers' faults are mended there.</param>
/// <param name="predict">What is predicted when the fixes of some findings are made, at the attributes that stand in the declaration; null where they
/// cannot be made.</param>
internal sealed class Causes(Func<Finding, int> loudness, Func<int, bool> isBlock, Func<IReadOnlyList<Finding>, IReadOnlyList<Finding>?> predict)
{
    private const int Information = 2;
    private const int Warning = 3;

    private readonly Dictionary<Finding, List<Finding>> _consequences = [];
    private readonly HashSet<Finding> _attached = [];
    private readonly List<Finding> _mended = [];

    /// <summary>The findings that others may follow from, and whose fixes are certain.</summary>
    public IReadOnlyList<Finding> Mended => _mended;

    /// <summary>The same findings, in their order: those that follow from others are marked, and those others have them among their consequences.</summary>
    public IReadOnlyList<Finding> Attach(IReadOnlyList<Finding> findings)
    {
        Finding[] faults = [.. findings.Where(finding => finding.Effect is null && loudness(finding) >= Warning)];
        List<Finding> open = [.. findings.Where(finding => finding.Effect is not null && loudness(finding) >= Information)];
        if (faults.Length > 0) AttachToFaults(faults, open);
        AttachToPredictions(open);
        return [.. findings.Select(Complete)];
    }

    /// <summary>First the faults of one rule, as the same initialiser at several layers, then all of them together.</summary>
    private void AttachToFaults(Finding[] faults, List<Finding> open)
    {
        Finding[] mendable = [.. faults.Where(fault => fault.Fix is not null)];
        Finding[][] groups = [.. mendable.GroupBy(fault => fault.Rule).Select(group => group.ToArray())];
        if (groups.Length > 1) groups = [.. groups, mendable];
        foreach (Finding[] group in groups)
        {
            if (open.Count == 0) return;
            if (predict(group) is not { } left) continue;
            foreach (Finding prediction in open.Where(candidate => IsGone(candidate, open, left)).ToArray()) AttachToNearest(group, prediction, open);
        }

        _mended.AddRange(mendable);

        // What a block does cannot be tried from here. It is at least not said twice, at its own attribute and at others that are at fault with it.
        if (!faults.Any(fault => fault.Fix is null && isBlock(fault.AttributeIndex))) return;
        foreach (Finding prediction in open.ToArray())
        {
            Finding[] here = [.. faults.Where(fault => fault.AttributeIndex == prediction.AttributeIndex
                && (fault.Fix is not null || isBlock(fault.AttributeIndex)))];
            if (here.Length > 0) AttachToNearest(here, prediction, open);
        }
    }

    /// <summary>Where no fault is known, the first prediction stands for what goes together with it.</summary>
    private void AttachToPredictions(List<Finding> open)
    {
        List<Finding> rest = [.. open.Where(finding => loudness(finding) >= Warning).OrderByDescending(loudness),
            .. open.Where(finding => loudness(finding) < Warning)];
        while (rest.Count > 0 && loudness(rest[0]) >= Warning)
        {
            Finding first = rest[0];
            rest.RemoveAt(0);
            if (first.Fix is null) continue;
            _mended.Add(first);
            if (rest.Count == 0 || predict(_mended) is not { } left) continue;
            foreach (Finding prediction in rest.Where(candidate => IsGone(candidate, rest, left)).ToArray()) AttachToNearest([first], prediction, rest);
        }
    }

    /// <summary>
    /// Whether nothing is left of a prediction. A rule that speaks of another place then has not become silent, unless another prediction, which stays,
    /// speaks of that place already.
    /// </summary>
    private static bool IsGone(Finding prediction, IReadOnlyList<Finding> open, IReadOnlyList<Finding> left)
        => left.Where(finding => finding.Rule == prediction.Rule).All(finding => finding.AttributeIndex != prediction.AttributeIndex && open.Any(
            other => other.Rule != prediction.Rule && other.AttributeIndex == finding.AttributeIndex && left.Any(one => one.Rule == other.Rule
                && one.AttributeIndex == other.AttributeIndex)));

    /// <summary>To the cause at the same attribute, else to the last above it, else to the first.</summary>
    private void AttachToNearest(Finding[] causes, Finding prediction, List<Finding> open)
    {
        Finding[] loud = [.. causes.Where(cause => loudness(cause) >= loudness(prediction))];
        if (loud.Length == 0) return;
        Finding cause = loud.LastOrDefault(candidate => candidate.AttributeIndex <= prediction.AttributeIndex) ?? loud[0];
        if (!_consequences.TryGetValue(cause, out List<Finding>? known)) _consequences.Add(cause, known = []);
        known.Add(prediction);
        _attached.Add(prediction);
        open.Remove(prediction);
    }

    private Finding Complete(Finding finding)
    {
        if (_attached.Contains(finding)) return finding with { IsConsequence = true };

        // Information that goes with a fault is worth no word beside it.
        return _consequences.TryGetValue(finding, out List<Finding>? consequences)
            ? finding with
            {
                Consequences = consequences.Where(one => loudness(one) >= Warning)
                .Select(one => new Consequence(one.Rule, one.AttributeIndex, one.Effect!)).ToEquatableArray()
            }
            : finding;
    }
}
