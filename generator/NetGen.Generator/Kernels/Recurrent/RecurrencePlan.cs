using NetGen.Generator.Machine;
using NetGen.Generator.Memory;
using NetGen.Generator.Operations;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Kernels;

/// <summary>Where memories of a recurrence lie.</summary>
/// <param name="All">Each once, in the order of the kernel's operands.</param>
internal sealed record StepPlaces(IReadOnlyList<StepPlace> All)
{
    public StepPlace this[StepMemory memory] => All.First(place => place.Memory == memory);
}

/// <summary>Where a step's memory lies: an operand, and how it is walked.</summary>
/// <param name="Memory">What it is to the cell.</param>
/// <param name="Tensor">A place for each time step, or one for all.</param>
internal sealed record StepPlace(StepMemory Memory, TensorValue Tensor)
{
    /// <summary>Floats from one time step to the next.</summary>
    public int Pitch => Tensor.Shape.Positions == 1 ? 0 : Tensor.Pitch;

    /// <summary>Floats from one sample to the next.</summary>
    public int SampleStride => Tensor.Storage.SampleStride;

    public string Name => StepText.Name(Memory);
}

/// <summary>What the kernels of a recurrence share: the walk over time, and the passes over the units of all samples at a step.</summary>
/// <param name="Units">Of the state.</param>
/// <param name="Panel">Outputs per panel of the weights.</param>
/// <param name="Steps">Of the sequence.</param>
/// <param name="IsReversed">Whether the first step is the last of the sequence.</param>
/// <param name="GivesLast">Whether only the last state is handed on.</param>
internal sealed partial record RecurrencePlan(RecurrentCell Cell, int Units, int Panel, int Steps, bool IsReversed, bool GivesLast, bool HasBias, UnrollPolicy Unrolling)
{
    /// <summary>Whether a part of the state is dropped before it meets the weights.</summary>
    public bool Drops { get; init; }

    /// <summary>Whether samples have fewer steps: the others leave the state as it is.</summary>
    public bool HasLengths { get; init; }

    /// <summary>Whether the state's gradient comes in at each sample's own last step, and not behind the last of all.</summary>
    public bool BeginsAtOwnStep => HasLengths && GivesLast && !IsReversed;

    /// <summary>Floats of a gate.</summary>
    public int PaddedUnits => Panels.RoundUp(Units, Panel);

    /// <summary>Floats of all gates.</summary>
    public int PaddedGates => Cell.Gates * PaddedUnits;

    /// <summary>Floats of the gates that are products of the state itself.</summary>
    public int EarlyGates => PaddedGates - LateGates;

    /// <summary>Floats of the late gates.</summary>
    public int LateGates => Cell.LateGates * PaddedUnits;

    /// <summary>What multiply-adds a step's pass takes as long as.</summary>
    public long WorkOfPass => PaddedUnits * (8L + (16L * Cell.Functions));

    /// <summary>A place's position at the first or the last step, in floats. States that are kept with the one in front of them begin with that.</summary>
    /// <param name="isFirst">Whether it is the step with which the forward pass begins.</param>
    public int Start(StepPlace place, bool isFirst) => isFirst == IsReversed ? (place.Tensor.Shape.Positions - 1) * place.Pitch : 0;

    /// <summary>Floats from a step to the one behind it.</summary>
    public int Advance(StepPlace place) => IsReversed ? -place.Pitch : place.Pitch;

    /// <summary>In words.</summary>
    public string Direction(bool fromLast) => $"step by step{(fromLast == IsReversed ? string.Empty : ", from the last to the first")}: all samples of a step share the reading of the weights";

    /// <summary>What is said of lengths, where samples have some.</summary>
    public IEnumerable<string> DescribeLengths() => HasLengths ? ["a step that a sample does not have leaves its state as it is"] : [];

    /// <summary>The text of a step, forward or backward.</summary>
    public StepPass Step(bool isFirst, bool keeps, bool isBackward)
    {
        StepText text = new(PaddedUnits, isFirst, Steps == 1 && !HasStart, HasBias, keeps, HasLengths);
        List<string> lines = [];
        if (isBackward)
        {
            lines.Add($"TVector gradient = {Gradient(text)};");
            lines.AddRange(Cell.Backward(text));

            // What came from behind is used up; where the state is passed on, the cell has written over it.
            if (Drops && !isFirst && !Cell.PassesStateOn) lines.Add(text.Store(StepMemory.Carried, "TVector.Zero"));
        }
        else
        {
            lines.AddRange(Cell.Forward(text));
            if (Drops) lines.Add(text.Store(StepMemory.Masked, $"{text.Load(StepMemory.State)} * {text.Load(StepMemory.Mask)}"));
        }

        if (!HasLengths) return new StepPass(text, lines);
        return new StepPass(text, lines)
        {
            Absent = [.. isBackward ? AbsentGradient(text) : Absent(text)],
            Begin = isBackward && BeginsAtOwnStep ? [text.Store(StepMemory.Carried, text.Load(StepMemory.StateGradient))] : [],
        };
    }

    /// <summary>The text of the pass between the two products of a step with late gates.</summary>
    public StepPass EarlyPass(bool keeps, bool isBackward)
    {
        StepText text = new(PaddedUnits, isFirst: false, isLast: false, HasBias, keeps, HasLengths);
        return new StepPass(text, [.. isBackward ? Cell.BackwardEarly(text) : Cell.ForwardEarly(text)])
        {
            Absent = HasLengths && Cell.LateGates > 0 && !isBackward ? [text.Store(StepMemory.Gated, "TVector.Zero")] : [],
        };
    }

    /// <summary>
    /// What a step leaves of a sample that does not have it: where the last state is wanted the one before, else zeros, which is also what a sequence that is
    /// run from its end begins with.
    /// </summary>
    private IEnumerable<string> Absent(StepText text)
    {
        bool holds = GivesLast && !text.IsFirst;
        string state = holds ? text.Load(StepMemory.Before) : "TVector.Zero";
        if (Drops) yield return text.Store(StepMemory.Masked, holds ? $"{state} * {text.Load(StepMemory.Mask)}" : state);
        yield return text.Store(StepMemory.State, state);
        if (Cell.HasCellState) yield return text.Store(StepMemory.Cell, holds ? text.Load(StepMemory.CellBefore) : "TVector.Zero");
        if (Cell.LateGates > 0 && text.Keeps && text.IsFirst) yield return text.Store(StepMemory.Gated, "TVector.Zero");
    }

    /// <summary>No gradient by sums that were never taken; with it the products leave nothing for the step before.</summary>
    private IEnumerable<string> AbsentGradient(StepText text)
    {
        StepMemory[] gradients = Cell.TakesProductsApart ? [StepMemory.GatesGradient, StepMemory.ProductsGradient] : [StepMemory.GatesGradient];
        return gradients.SelectMany(memory => Enumerable.Range(0, Cell.Gates).Select(gate => text.Store(memory, "TVector.Zero", gate)));
    }

    /// <summary>Prints a reference to the late gates' part of a memory.</summary>
    /// <returns>Its name.</returns>
    public static string DeclareLate(SourceWriter writer, string memory, int offset, string element = "float")
    {
        string name = "late" + TileNames.Capitalised(memory);
        writer.Line($"ref {element} {name} = ref Unsafe.Add(ref {memory}, {offset});");
        return name;
    }

    /// <summary>The gradient by a step's state: what comes from above and from the step behind. Where only the last state is handed on, the latter begins with the former.</summary>
    private string Gradient(StepText text)
    {
        if (text.IsLast) return text.Load(StepMemory.StateGradient);
        string carried = text.Load(StepMemory.Carried) + (Drops ? $" + ({text.Load(StepMemory.MaskedGradient)} * {text.Load(StepMemory.Mask)})" : string.Empty);
        return GivesLast ? carried : $"{text.Load(StepMemory.StateGradient)} + {carried}";
    }

    /// <summary>Prints the method of a pass over the units of all samples.</summary>
    /// <param name="strides">Floats from one sample to the next.</param>
    public void EmitPass(SourceWriter writer, string name, StepPass pass, Func<StepMemory, int> strides)
    {
        writer.Line();
        using SourceWriter.BlockScope method = KernelDispatch.Method(writer, name, Parameters(pass.Text.Used.Select(StepText.Name)));
        using SourceWriter.BlockScope rows = writer.Block("for (int row = 0; row < samples; row++)");
        if (HasLengths && !pass.IsForAll)
        {
            writer.Line($"int length = {StepLengthText.Read(Steps)};");
            if (pass.Begin.Count > 0)
            {
                using SourceWriter.BlockScope begin = writer.Block("if (time == length - 1)");
                EmitUnits(writer, pass.Begin);
            }

            using (writer.Block("if (time < length)")) EmitUnits(writer, pass.Lines);
            if (pass.Absent.Count > 0)
            {
                using SourceWriter.BlockScope absent = writer.Block("else");
                EmitUnits(writer, pass.Absent);
            }
        }
        else
        {
            EmitUnits(writer, pass.Lines);
        }

        writer.Line();
        foreach (StepMemory memory in pass.Text.Used.Where(memory => memory != StepMemory.Bias))
            writer.Line($"{StepText.Name(memory)} = ref Unsafe.Add(ref {StepText.Name(memory)}, {strides(memory)});");
    }

    private void EmitUnits(SourceWriter writer, IReadOnlyList<string> lines)
    {
        using SourceWriter.BlockScope units = writer.Block($"for (int i = 0; i < {PaddedUnits}; i += TVector.Count)");
        foreach (string line in lines) writer.Line(line);
    }

    /// <summary>A parameter list of references and the number of samples, and which step it is where that matters.</summary>
    /// <param name="first">Declarations in front of them.</param>
    public string Parameters(IEnumerable<string> names, params string[] first)
        => string.Join(", ", [.. first, .. names.Select(name => "ref float " + name), "int samples", .. HasLengths ? ["int time"] : Array.Empty<string>()]);

    /// <summary>The same as arguments.</summary>
    public string Arguments(IEnumerable<string> names) => string.Join(", ", [.. names.Select(name => "ref " + name), "samples", .. HasLengths ? ["time"] : Array.Empty<string>()]);

    /// <summary>Prints the declaration of the step at hand, where that matters.</summary>
    /// <param name="isFirst">Whether it is the one with which the forward pass begins.</param>
    public void DeclareTime(SourceWriter writer, bool isFirst)
    {
        if (HasLengths) writer.Line($"int time = {(isFirst == IsReversed ? Steps - 1 : 0)};");
    }

    /// <summary>Prints the way to the next step.</summary>
    public void EmitTime(SourceWriter writer, bool isForward)
    {
        if (HasLengths) writer.Line(isForward == IsReversed ? "time--;" : "time++;");
    }

    /// <summary>Prints the way of a reference to another place.</summary>
    public static void EmitMove(SourceWriter writer, string name, int floats)
    {
        if (floats != 0) writer.Line($"{name} = ref Unsafe.Add(ref {name}, {floats});");
    }
}
