using NetGen.Generator.Writing;

namespace NetGen.Generator.Emit;

/// <summary>Phases whose calls differ in numbers alone: one method serves all of them, and is told which by their turn.</summary>
/// <param name="Phases">Their indices, ascending.</param>
internal sealed record AlikePhases(IReadOnlyList<int> Phases)
{
    // In long ones neighbouring calls repeat and are loops.
    private const int MostCalls = 16;

    /// <summary>Whether there are several.</summary>
    public bool IsShared => Phases.Count > 1;

    /// <summary>The first of them, after which their method is named.</summary>
    public int First => Phases[0];

    /// <summary>Groups phases, in the order of their first ones.</summary>
    /// <param name="phases">The calls of each phase.</param>
    /// <param name="describe">What phases must have in common besides the forms of their calls; null for one that stays by itself.</param>
    /// <param name="fewest">As many make a method shorter than what it stands for.</param>
    public static IReadOnlyList<AlikePhases> Group(IReadOnlyList<IReadOnlyList<Call>> phases, Func<int, string?> describe, int fewest)
        =>
        [
            .. Enumerable.Range(0, phases.Count)
                .GroupBy(phase => Key(phases[phase], phase, describe(phase)))
                .SelectMany(group => group.Count() >= fewest ? [[.. group]] : group.Select(phase => (IReadOnlyList<int>)[phase]))
                .OrderBy(group => group[0])
                .Select(group => new AlikePhases(group)),
        ];

    private static string Key(IReadOnlyList<Call> calls, int phase, string? description)
        => description is null || calls.Count > MostCalls ? Literals.Integer(phase) : $"{description}\n{string.Join("\n", calls.Select(call => call.Form))}";
}
