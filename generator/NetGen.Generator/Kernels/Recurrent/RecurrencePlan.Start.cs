using NetGen.Generator.Operations;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Kernels;

/// <content>
/// A state in front of the first step that is given. It is put where the step's own state before is looked for, in front of the states of all steps; then each
/// step is one that has another before it.
/// </content>
internal sealed partial record RecurrencePlan
{
    /// <summary>Whether the state in front of the first step is given; else it is zero, and no product is made of it.</summary>
    public bool HasStart { get; init; }

    /// <summary>Whether the cell state in front of it is given, too.</summary>
    public bool HasCellStart { get; init; }

    /// <summary>Places of states: one more than steps where the one in front of them is kept with them.</summary>
    public int States => HasStart ? Steps + 1 : Steps;

    /// <summary>Whether any step has a state before it.</summary>
    public bool HasLater => HasStart || Steps > 1;

    /// <summary>Whether a memory holds a state in front of the first step, beside those of the steps.</summary>
    public bool BeginsBefore(StepPlace place) => HasStart && place.Memory is StepMemory.State or StepMemory.Cell or StepMemory.Masked;

    /// <summary>The text of what is done before the first step: that of it where nothing is before, or what puts the given state in its place.</summary>
    public StepPass FirstPass(bool keeps)
    {
        if (!HasStart) return Step(isFirst: true, keeps, isBackward: false);
        StepText text = new(PaddedUnits, isFirst: true, isLast: false, hasBias: false, keeps, hasLengths: false);
        List<string> lines = [$"TVector given = {Given(text, StepMemory.Start)};", text.Store(StepMemory.State, "given")];
        if (Drops) lines.Add(text.Store(StepMemory.Masked, $"given * {text.Load(StepMemory.Mask)}"));
        if (Cell.HasCellState) lines.Add(text.Store(StepMemory.Cell, HasCellStart ? Given(text, StepMemory.CellStart) : "TVector.Zero"));
        return new StepPass(text, lines) { IsForAll = true };
    }

    /// <summary>Prints the loop over the steps that have a state before them, in the order of the forward pass or back; none where there is but one step.</summary>
    public SourceWriter.BlockScope? StepLoop(SourceWriter writer, bool isBackward)
    {
        if (HasStart && Steps == 1) return null;
        int first = HasStart ? 0 : 1;
        return writer.Block(isBackward ? $"for (int step = {Steps - 1}; step {(HasStart ? ">= 0" : "> 0")}; step--)" : $"for (int step = {first}; step < {Steps}; step++)");
    }

    private string Given(StepText text, StepMemory memory) => Units == PaddedUnits ? text.Load(memory) : text.LoadPart(memory, Units);
}
