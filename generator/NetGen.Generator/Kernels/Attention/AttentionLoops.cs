using NetGen.Generator.Machine;
using NetGen.Generator.Memory;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Kernels;

/// <summary>The parts of a worker's scratch memory, by name.</summary>
internal sealed class AttentionMemory
{
    private readonly List<(string Name, int Offset)> _parts = [];

    /// <summary>Floats of all parts.</summary>
    public int Size { get; private set; }

    public void Add(string name, int size)
    {
        _parts.Add((name, Size));
        Size += Panels.RoundUp(size, Panels.Largest);
    }

    /// <summary>Prints a reference to each.</summary>
    public void Declare(SourceWriter writer)
    {
        foreach ((string name, int offset) in _parts) writer.Line($"ref float {name} = {RegisterTile.At("scratch", Literals.Integer(offset))};");
    }
}

/// <summary>The loops of attention, forward and backward: samples, heads of keys, heads of queries, blocks of queries.</summary>
internal static class AttentionLoops
{
    /// <param name="walked">What has samples; each gets a reference to the sample's, named as it is with 'own' in front.</param>
    /// <param name="begin">Prints what is done once for each head of keys, <c>keyHead</c>.</param>
    /// <param name="each">Prints what is done for each head of the query that reads it, <c>head</c>.</param>
    /// <param name="end">Prints what is done behind the last of them.</param>
    public static void EmitHeads(SourceWriter writer, AttentionPlan plan, IReadOnlyList<TensorOperand> walked, Action begin, Action each, Action? end = null, Action? sampleEnd = null)
    {
        using SourceWriter.BlockScope samples = writer.Block("for (int sample = 0; sample < samples; sample++)");
        foreach (TensorOperand operand in walked.Distinct())
            writer.Line($"ref float {Own(operand)} = ref Unsafe.Add(ref {operand.Name}, sample * (nint){operand.Tensor.Storage.SampleStride});");
        if (plan.Lengths is { } lengths)
        {
            writer.Line($"int length = {StepLengthText.Read(plan.KeySteps)};");
            writer.Line(StepLengthText.Next(lengths));
        }

        bool isOne = plan.Shape.KeyHeads == 1;
        if (isOne) writer.Line("int keyHead = 0;");
        using (isOne ? (SourceWriter.BlockScope?)null : writer.Block($"for (int keyHead = 0; keyHead < {plan.Shape.KeyHeads}; keyHead++)"))
        {
            begin();
            if (plan.Group == 1) writer.Line("int head = keyHead;");
            using (plan.Group == 1 ? (SourceWriter.BlockScope?)null : writer.Block($"for (int head = keyHead * {plan.Group}; head < (keyHead + 1) * {plan.Group}; head++)")) each();
            end?.Invoke();
        }

        sampleEnd?.Invoke();
    }

    /// <summary>
    /// A loop over blocks of queries, with the first one, how many there are, how many keys they see, and that number in whole panels.
    /// </summary>
    public static SourceWriter.BlockScope? EmitBlocks(SourceWriter writer, AttentionPlan plan)
    {
        bool isOne = plan.BlockRows == plan.QuerySteps;
        if (isOne) writer.Line("int first = 0;");
        SourceWriter.BlockScope? loop = isOne ? null : writer.Block($"for (int first = 0; first < {plan.QuerySteps}; first += {plan.BlockRows})");
        writer.Line(plan.QuerySteps % plan.BlockRows == 0 ? $"int rows = {plan.BlockRows};" : $"int rows = Math.Min({plan.BlockRows}, {plan.QuerySteps} - first);");
        writer.Line(plan.Shape.IsCausal ? $"int keyCount = Math.Min({Existing(plan)}, first + rows);" : $"int keyCount = {Existing(plan)};");
        writer.Line(plan.Shape.IsCausal || plan.Lengths is not null ? $"int padded = (keyCount + {plan.Panel - 1}) / {plan.Panel} * {plan.Panel};" : $"int padded = {plan.PaddedKeys};");
        return loop;
    }

    /// <summary>Declares a reference to a block's first row of what the heads of the query stand side by side in.</summary>
    public static void EmitRow(SourceWriter writer, AttentionPlan plan, string name, TensorOperand operand)
        => writer.Line($"ref float {name} = ref Unsafe.Add(ref {Own(operand)}, (first * {operand.Tensor.Pitch}) + (head * {plan.Shape.HeadSize}));");

    /// <summary>A reference to the keys of a head.</summary>
    public static string Key(AttentionPlan plan, TensorOperand memory) => At(memory, plan.KeyOffset, plan.Shape.HeadSize);

    /// <summary>A reference to its values.</summary>
    public static string Value(AttentionPlan plan, TensorOperand memory) => At(memory, plan.ValueOffset, plan.Shape.HeadSize);

    /// <summary>How many keys the row at hand sees.</summary>
    public static string Keys(AttentionPlan plan) => plan.Shape.IsCausal ? $"Math.Min({Existing(plan)}, first + row + 1)" : Existing(plan);

    /// <summary>How many keys a sample has.</summary>
    private static string Existing(AttentionPlan plan) => plan.Lengths is null ? Literals.Integer(plan.KeySteps) : "length";

    public static string Scale(AttentionPlan plan) => Literals.Single(1 / Math.Sqrt(plan.Shape.HeadSize));

    /// <summary>The name of the reference to a sample's.</summary>
    public static string Own(TensorOperand operand) => "own" + TileNames.Capitalised(operand.Name);

    private static string At(TensorOperand memory, int offset, int size)
        => $"ref Unsafe.Add(ref {Own(memory)}, {Expressions.Plus(Literals.Integer(offset), $"(keyHead * {size})")})";
}
