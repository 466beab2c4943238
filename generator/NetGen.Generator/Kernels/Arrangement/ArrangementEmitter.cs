using NetGen.Generator.Writing;

namespace NetGen.Generator.Kernels;

/// <summary>Prints the loops of an arrangement: those over places outside, inside what is summed to one place, innermost the values side by side.</summary>
internal static class ArrangementEmitter
{
    public static void Emit(SourceWriter writer, Kernel kernel, ArrangementPlan plan, string source, string target)
    {
        bool usesVectors = plan.Panel > 1 && !plan.IsBlockCopy(kernel.Accumulates);
        if (!usesVectors)
        {
            writer.Line(KernelDispatch.Optimized);
            using SourceWriter.BlockScope single = writer.Block($"static void {kernel.Name}({kernel.Signature})");
            EmitSamples(writer, kernel, plan, source, target, usesVectors);
            return;
        }

        KernelDispatch.EmitCommon(writer, kernel, plan.Panel);
        writer.Line();
        using SourceWriter.BlockScope method = KernelDispatch.Method(writer, kernel.Name + "Vectors", kernel.Signature);
        EmitSamples(writer, kernel, plan, source, target, usesVectors);
    }

    private static void EmitSamples(SourceWriter writer, Kernel kernel, ArrangementPlan plan, string source, string target, bool usesVectors)
    {
        string sampleSource = "sample" + TileNames.Capitalised(source);
        string sampleTarget = "sample" + TileNames.Capitalised(target);
        using SourceWriter.BlockScope samples = writer.Block("for (int sample = 0; sample < samples; sample++)");
        writer.Line($"ref float {sampleSource} = ref Unsafe.Add(ref {source}, sample * (nint){plan.Source.Storage.SampleStride});");
        writer.Line($"ref float {sampleTarget} = ref Unsafe.Add(ref {target}, sample * (nint){plan.Target.Storage.SampleStride});");
        if (!plan.CoversTarget && !kernel.Accumulates) writer.Line($"MemoryMarshal.CreateSpan(ref {sampleTarget}, {plan.Target.Extent}).Clear();");
        Stack<SourceWriter.BlockScope> opened = new();
        foreach (MemoryLoop loop in plan.Outer) opened.Push(writer.Block(Header(loop)));
        writer.Line($"ref float from = {RegisterTile.At(sampleSource, Position(plan.Outer, loop => loop.Source, plan.SourceStart))};");
        writer.Line($"ref float to = {RegisterTile.At(sampleTarget, Position(plan.Outer, loop => loop.Target, plan.TargetStart))};");
        if (plan.IsBlockCopy(kernel.Accumulates))
        {
            writer.Line($"MemoryMarshal.CreateReadOnlySpan(ref from, {plan.Run}).CopyTo(MemoryMarshal.CreateSpan(ref to, {plan.Run}));");
        }
        else
        {
            EmitRun(writer, plan, kernel.Accumulates, usesVectors);
        }

        while (opened.Count > 0) opened.Pop().Dispose();
    }

    private static void EmitRun(SourceWriter writer, ArrangementPlan plan, bool adds, bool usesVectors)
    {
        using SourceWriter.BlockScope? run = plan.Run == 1 ? null : writer.Block($"for (int i = 0; i < {plan.Run}; i += {(usesVectors ? "TVector.Count" : "1")})");
        string place = plan.Run == 1 ? "0" : "i";
        string Load(string memory, string position) => usesVectors ? $"TVector.Load({RegisterTile.At(memory, position)})" : Value(memory, position);
        string sum = EmitSum(writer, plan, place, position => Load("from", position), usesVectors);
        if (usesVectors) writer.Line($"TVector.Store({(adds ? Load("to", place) + " + " : "")}{(adds && sum.Contains(' ') ? $"({sum})" : sum)}, {RegisterTile.At("to", place)});");
        else writer.Line($"{Value("to", place)} {(adds ? "+=" : "=")} {sum};");
    }

    /// <summary>The value of one place: a load, a sum written out, or a sum over loops that are printed before.</summary>
    private static string EmitSum(SourceWriter writer, ArrangementPlan plan, string place, Func<string, string> load, bool usesVectors)
    {
        if (plan.IsSumUnrolled) return string.Join(" + ", Offsets(plan).Select(offset => load(Expressions.Plus(place, Literals.Integer(offset)))));
        writer.Line(usesVectors ? "TVector sum = TVector.Zero;" : "float sum = 0;");
        Stack<SourceWriter.BlockScope> opened = new();
        foreach (MemoryLoop loop in plan.Summed) opened.Push(writer.Block(Header(loop)));
        writer.Line($"sum += {load(Expressions.Plus(place, Position(plan.Summed, loop => loop.Source, 0)))};");
        while (opened.Count > 0) opened.Pop().Dispose();
        return "sum";
    }

    /// <summary>The distances of what is summed to one value, in the order of the loops.</summary>
    private static IEnumerable<int> Offsets(ArrangementPlan plan)
        => plan.Summed.Aggregate<MemoryLoop, IEnumerable<int>>([0], (offsets, loop) => offsets.SelectMany(offset => Enumerable.Range(0, loop.Extent).Select(turn => offset + (turn * loop.Source))));

    private static string Header(MemoryLoop loop) => $"for (int {loop.Name} = 0; {loop.Name} < {loop.Extent}; {loop.Name}++)";

    private static string Position(IReadOnlyList<MemoryLoop> loops, Func<MemoryLoop, int> step, int start)
        => Expressions.Plus([.. loops.Select(loop => Expressions.Times(loop.Name, step(loop))), Literals.Integer(start)]);

    private static string Value(string memory, string position) => position == "0" ? memory : $"Unsafe.Add(ref {memory}, {position})";
}
