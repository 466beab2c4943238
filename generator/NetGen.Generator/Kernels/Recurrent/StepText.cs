using NetGen.Generator.Operations;

namespace NetGen.Generator.Kernels;

/// <summary>Writes down what a cell's statements say, and remembers which memory they read and write.</summary>
/// <param name="units">Floats from one gate to the next.</param>
/// <param name="hasLengths">Whether a step is taken by those samples alone that have it.</param>
internal sealed class StepText(int units, bool isFirst, bool isLast, bool hasBias, bool keeps, bool hasLengths) : IStepText
{
    private readonly SortedSet<StepMemory> _used = hasLengths ? [StepMemory.Lengths] : [];

    public bool IsFirst => isFirst;

    public bool IsLast => isLast;

    public bool HasBias => hasBias;

    public bool Keeps => keeps;

    /// <summary>What has been read or written so far, in the order of the enumeration.</summary>
    public IReadOnlyList<StepMemory> Used => [.. _used];

    /// <summary>What a memory is called in the text.</summary>
    public static string Name(StepMemory memory)
    {
        string name = memory.ToString();
        return char.ToLowerInvariant(name[0]) + name.Substring(1);
    }

    public string Load(StepMemory memory, int gate = 0) => $"TVector.Load({At(memory, gate)})";

    public string Store(StepMemory memory, string value, int gate = 0) => $"TVector.Store({value}, {At(memory, gate)});";

    /// <summary>The same of memory that has so many values, behind which anything may lie: the lanes behind them are 0.</summary>
    public string LoadPart(StepMemory memory, int count)
        => $"PartialVector.Load<TVector>({At(memory, 0)}, Math.Clamp({count} - i, 0, TVector.Count), 0f)";

    private string At(StepMemory memory, int gate)
    {
        _used.Add(memory);
        return $"ref Unsafe.Add(ref {Name(memory)}, {(gate == 0 ? "i" : $"i + {gate * units}")})";
    }
}
