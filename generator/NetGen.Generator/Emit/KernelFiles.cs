using NetGen.Generator.Kernels;
using NetGen.Generator.Layers;
using NetGen.Generator.Planning;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Emit;

/// <summary>Prints kernels: a file for each layer with those that it alone calls, a file for each kernel that several call.</summary>
internal static class KernelFiles
{
    private const string Legend =
        "// n counts samples, y and x rows and columns, ky and kx those of a filter, c channels, k inputs, o outputs, t time steps.\n"
        + "// Tensors are channels-last: [sample][row][column][channel]. Weights lie in panels: up to 16 outputs side by side.\n"
        + "// A sum named sum3_1 is that of the tile's row (or pixel) 3 and its second vector of outputs. Wide: 32 registers, narrow: 16.";

    public static IEnumerable<GeneratedFile> Emit(NetworkPlan plan)
    {
        string hint = plan.Model.Type.HintName;
        foreach (IGrouping<int, Kernel> kernels in plan.Kernels.GroupBy(kernel => plan.Owners[kernel]))
        {
            string part = kernels.Key < 0 ? "Network" : NameAllocator.Pascal(plan.Model.Nodes[kernels.Key].Name);
            yield return new($"{hint}.Layer{(kernels.Key < 0 ? "" : Literals.Integer(kernels.Key + 1))}.{part}.g.cs", EmitLayer(plan, kernels.Key, [.. kernels]));
        }

        foreach (KernelText text in plan.Sharing.Texts.Where(text => text.IsShared)) yield return new($"{hint}.Shared.{text.Name}.g.cs", EmitShared(plan, text));
        IReadOnlyList<KernelPart> parts = [.. plan.Sharing.Parts.Where(part => plan.Sharing.OwnersOf(part).Count > 1)];
        if (parts.Count > 0) yield return new($"{hint}.Parts.g.cs", EmitParts(plan, parts));
    }

    /// <summary>The methods that kernels of several layers call, in one file.</summary>
    private static FileText EmitParts(NetworkPlan plan, IReadOnlyList<KernelPart> parts)
    {
        SourceWriter writer = new();
        NetworkEmitter.Header(writer, $"{plan.Model.Type.Name}, parts of several kernels");
        writer.Line(Legend);
        writer.Line();
        using (NetworkEmitter.OpenKernelClass(writer, plan))
        {
            for (int i = 0; i < parts.Count; i++)
            {
                if (i > 0) writer.Line();
                EmitPart(writer, plan, parts[i]);
            }
        }

        return writer.ToFile();
    }

    private static FileText EmitLayer(NetworkPlan plan, int owner, IReadOnlyList<Kernel> kernels)
    {
        SourceWriter writer = new();
        LayerNode? node = owner < 0 ? null : plan.Model.Nodes[owner];
        NetworkEmitter.Header(writer, node is null
            ? $"{plan.Model.Type.Name}, kernels that belong to no layer"
            : $"{plan.Model.Type.Name}, layer {owner + 1} of {plan.Model.Nodes.Count}");
        bool hasOwn = kernels.Any(kernel => !plan.Sharing[kernel].IsShared);
        if (hasOwn) writer.Line(Legend);
        if (node is not null) writer.Line("// " + Describe.Node(node));
        if (kernels.Any(kernel => plan.Sharing[kernel].IsShared))
        {
            writer.Line($"// Kernels that it shares with other layers stand in {plan.Model.Type.HintName}.Shared.<name>.g.cs.");
        }

        writer.Line();
        SourceWriter.BlockScope? kernelClass = hasOwn ? NetworkEmitter.OpenKernelClass(writer, plan) : null;
        EmitPass(writer, plan, "Forward", node is null ? "the layers do it" : "the kernel of another layer does it", [.. kernels.Where(kernel => !plan.IsBackward(kernel))]);
        if (plan.Phases.Count > 0)
        {
            writer.Line();
            EmitPass(writer, plan, "Backward", "nobody asks for a gradient", [.. kernels.Where(plan.IsBackward)]);
        }

        IReadOnlyList<KernelPart> parts = [.. plan.Sharing.Parts.Where(part => hasOwn && plan.Sharing.OwnersOf(part).All(other => other == owner))];
        if (parts.Count > 0)
        {
            writer.Line();
            writer.Line("// === Parts of several of these kernels ===");
        }

        foreach (KernelPart part in parts)
        {
            writer.Line();
            EmitPart(writer, plan, part);
        }

        kernelClass?.Dispose();
        return writer.ToFile();
    }

    /// <summary>The kernels of a pass: first what stands elsewhere, then the layer's own.</summary>
    /// <param name="none">Why there are none.</param>
    private static void EmitPass(SourceWriter writer, NetworkPlan plan, string name, string none, IReadOnlyList<Kernel> kernels)
    {
        writer.Line(kernels.Count == 0 ? $"// === {name}: {none} ===" : $"// === {name} ===");
        foreach (IGrouping<KernelText, Kernel> calls in kernels.GroupBy(kernel => plan.Sharing[kernel]).OrderBy(calls => calls.Key.IsShared ? 0 : 1))
        {
            // What both passes call stands where it is called first.
            bool standsHere = !calls.Key.IsShared && calls.Contains(calls.Key.Kernels[0]);
            if (standsHere) writer.Line();
            foreach (Kernel kernel in calls) EmitCall(writer, plan.Named(kernel));
            if (standsHere) EmitText(writer, calls.Key);
        }
    }

    private static FileText EmitShared(NetworkPlan plan, KernelText text)
    {
        SourceWriter writer = new();
        NetworkEmitter.Header(writer, $"{plan.Model.Type.Name}, a kernel that layers share");
        writer.Line(Legend);
        writer.Line($"// {text.Name}({string.Join(", ", text.Kernels[0].Operands.Select(operand => operand.Name))}), {Describe.Callers(plan.Model, text)}.");
        writer.Line();
        using (NetworkEmitter.OpenKernelClass(writer, plan)) EmitText(writer, text);
        return writer.ToFile();
    }

    private static void EmitPart(SourceWriter writer, NetworkPlan plan, KernelPart part)
    {
        writer.Line($"// A part of {string.Join(", ", part.Callers.Select(index => plan.Sharing.Texts[index].Name))}.");
        writer.Piece(part.Method.Lines(writer.Indentation));
    }

    private static void EmitCall(SourceWriter writer, Kernel kernel)
        => writer.Line($"// {kernel.Name}({string.Join(", ", kernel.Operands.Select(Describe.Operand))})");

    private static void EmitText(SourceWriter writer, KernelText text)
    {
        writer.Line($"// {text.Kernels[0].Formula}");
        foreach (string line in text.Kernels[0].DescribePlan().Split('\n')) writer.Line("// Plan: " + line + ".");
        for (int method = 0; method < text.Methods.Count; method++)
        {
            if (method > 0) writer.Line();
            writer.Piece(text.Methods[method].Lines(writer.Indentation));
        }
    }
}
