using NetGen.Generator.Kernels;
using NetGen.Generator.Model;
using NetGen.Generator.Planning;

namespace NetGen.Generator.Emit;

/// <summary>Prints kernels: a file for each layer with those that it alone calls, a file for each kernel that several call.</summary>
internal static class KernelFiles
{
    private const string Legend =
        "// Tensors are channels-last: [sample][row][column][channel]. Panels are outputs stored side by side.\n"
        + "// 'o' counts outputs, 'k' inputs; a sum named sum3_1 belongs to the tile's column (or row) 3 and its second vector of outputs.";

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
    private static string EmitParts(NetworkPlan plan, IReadOnlyList<KernelPart> parts)
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

        return writer.ToString();
    }

    private static string EmitLayer(NetworkPlan plan, int owner, IReadOnlyList<Kernel> kernels)
    {
        SourceWriter writer = new();
        LayerNode? node = owner < 0 ? null : plan.Model.Nodes[owner];
        NetworkEmitter.Header(writer, node is null
            ? $"{plan.Model.Type.Name}, kernels that belong to no layer"
            : $"{plan.Model.Type.Name}, layer {owner + 1} of {plan.Model.Nodes.Count}");
        IReadOnlyList<KernelText> own = [.. kernels.Select(kernel => plan.Sharing[kernel]).Where(text => !text.IsShared).Distinct()];
        if (own.Count > 0) writer.Line(Legend);
        if (node is not null) writer.Line("// " + Describe.Node(node));
        EmitReferences(writer, plan, [.. kernels.Where(kernel => plan.Sharing[kernel].IsShared)]);
        if (own.Count == 0) return writer.ToString();
        writer.Line();
        using (NetworkEmitter.OpenKernelClass(writer, plan))
        {
            for (int i = 0; i < own.Count; i++)
            {
                if (i > 0) writer.Line();
                foreach (Kernel kernel in own[i].Kernels) EmitCall(writer, kernel);
                EmitText(writer, own[i]);
            }

            foreach (KernelPart part in plan.Sharing.Parts.Where(part => plan.Sharing.OwnersOf(part).All(other => other == owner)))
            {
                writer.Line();
                EmitPart(writer, plan, part);
            }
        }

        return writer.ToString();
    }

    /// <summary>What a layer calls that stands elsewhere.</summary>
    private static void EmitReferences(SourceWriter writer, NetworkPlan plan, IReadOnlyList<Kernel> kernels)
    {
        if (kernels.Count == 0) return;
        writer.Line("//");
        writer.Line($"// It shares kernels with other layers; each stands, with its plan, in {plan.Model.Type.HintName}.Shared.<name>.g.cs:");
        foreach (Kernel kernel in kernels) EmitCall(writer, kernel);
    }

    private static string EmitShared(NetworkPlan plan, KernelText text)
    {
        SourceWriter writer = new();
        NetworkEmitter.Header(writer, $"{plan.Model.Type.Name}, a kernel that layers share");
        writer.Line(Legend);
        writer.Line($"// {text.Name}({string.Join(", ", text.Kernels[0].Operands.Select(operand => operand.Name))}), {Describe.Callers(plan.Model, text)}.");
        writer.Line();
        using (NetworkEmitter.OpenKernelClass(writer, plan)) EmitText(writer, text);
        return writer.ToString();
    }

    private static void EmitPart(SourceWriter writer, NetworkPlan plan, KernelPart part)
    {
        writer.Line($"// A part of {string.Join(", ", part.Callers.Select(index => plan.Sharing.Texts[index].Name))}.");
        writer.Text(part.Text);
    }

    private static void EmitCall(SourceWriter writer, Kernel kernel)
        => writer.Line($"// {kernel.Name}({string.Join(", ", kernel.Operands.Select(Describe.Operand))})");

    private static void EmitText(SourceWriter writer, KernelText text)
    {
        writer.Line($"// {text.Kernels[0].Formula}");
        foreach (string line in text.Kernels[0].DescribePlan().Split('\n')) writer.Line("// Plan: " + line + ".");
        writer.Text(text.Text);
    }
}
