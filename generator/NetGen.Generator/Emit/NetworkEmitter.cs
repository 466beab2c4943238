using NetGen.Generator.Kernels;
using NetGen.Generator.Model;
using NetGen.Generator.Planning;

namespace NetGen.Generator.Emit;

/// <summary>Prints a plan: a file for the class's surface, one for its beginning, one for each pass, one for each layer's kernels.</summary>
internal static class NetworkEmitter
{
    /// <summary>The namespace of kernels: not the user's, whose names could hide ours.</summary>
    public const string KernelNamespace = "NetGen.Generated";

    private const string Legend =
        "// Tensors are channels-last: [sample][row][column][channel]. Panels are outputs stored side by side.\n"
        + "// 'o' counts outputs, 'k' inputs; a sum named sum3_1 belongs to the tile's column (or row) 3 and its second vector of outputs.";

    public static IReadOnlyList<GeneratedFile> Emit(NetworkPlan plan)
    {
        IReadOnlyList<GeneratedFile> parts = EmitParts(plan);
        return [new GeneratedFile($"{plan.Model.Type.HintName}.g.cs", SurfaceEmitter.Emit(plan, Measure(plan.Model, parts))), .. parts];
    }

    /// <summary>All files but the surface, which says how large they are.</summary>
    private static List<GeneratedFile> EmitParts(NetworkPlan plan)
    {
        string hint = plan.Model.Type.HintName;
        List<GeneratedFile> files =
        [
            new($"{hint}.Initialization.g.cs", InitializationEmitter.Emit(plan)),
            new($"{hint}.Inference.g.cs", InferenceEmitter.Emit(plan)),
        ];
        if (plan.Phases.Count > 0) files.Add(new GeneratedFile($"{hint}.Training.g.cs", TrainingEmitter.Emit(plan)));
        foreach (IGrouping<int, Kernel> kernels in plan.Kernels.GroupBy(kernel => plan.Owners[kernel]))
        {
            string part = kernels.Key < 0 ? "Network" : NameAllocator.Pascal(plan.Model.Nodes[kernels.Key].Name);
            files.Add(new GeneratedFile($"{hint}.Layer{(kernels.Key < 0 ? "" : Literals.Integer(kernels.Key + 1))}.{part}.g.cs", EmitKernels(plan, kernels.Key, [.. kernels])));
        }

        IReadOnlyList<SharedTransform> transforms = [.. plan.Kernels.SelectMany(kernel => kernel.Transforms).GroupBy(shared => shared.Name).Select(group => group.First())];
        if (transforms.Count > 0) files.Add(new GeneratedFile($"{hint}.Transforms.g.cs", EmitTransforms(plan, transforms)));
        return files;
    }

    /// <summary>How large the files are, and how large they would be with less unrolling: it does not make every network smaller.</summary>
    private static SourceSize Measure(NetworkModel model, IReadOnlyList<GeneratedFile> parts)
    {
        SourceSize size = SourceSize.Of(parts);
        return size.IsWorthComparing && model.Unroll != Unroll.Size
            ? size with { CharactersOfSize = SourceSize.Of(EmitParts(Planner.Plan(model with { Unroll = Unroll.Size }))).Characters }
            : size;
    }

    /// <summary>The name of the class that holds a network's kernels.</summary>
    public static string KernelClass(NetworkPlan plan) => plan.Model.Type.HintName.Replace("_", "__").Replace('.', '_').Replace('-', '_') + "_Kernels";

    /// <summary>That class as the user's code says it.</summary>
    public static string QualifiedKernelClass(NetworkPlan plan) => $"global::{KernelNamespace}.{KernelClass(plan)}";

    /// <summary>Opens that class. The namespace's own usings come before anything that the user may have declared globally.</summary>
    public static SourceWriter.BlockScope OpenKernelClass(SourceWriter writer, NetworkPlan plan)
    {
        writer.Line($"namespace {KernelNamespace};");
        writer.Line();
        writer.Line("using global::System;");
        writer.Line("using global::System.Runtime.CompilerServices;");
        writer.Line("using global::System.Runtime.InteropServices;");
        writer.Line("using global::System.Runtime.Intrinsics;");
        writer.Line("using global::System.Runtime.Intrinsics.Arm;");
        writer.Line("using global::NetGen.Runtime;");
        writer.Line();
        return writer.Block($"internal static partial class {KernelClass(plan)}");
    }

    /// <summary>The head that all generated files have.</summary>
    public static void Header(SourceWriter writer, string subject)
    {
        writer.Line(GeneratedMembers.FileHead + subject);
        writer.Line("#nullable enable");
        writer.Line();
    }

    private static string EmitKernels(NetworkPlan plan, int owner, IReadOnlyList<Kernel> kernels)
    {
        SourceWriter writer = new();
        LayerNode? node = owner < 0 ? null : plan.Model.Nodes[owner];
        string subject = node is null
            ? $"{plan.Model.Type.Name}, kernels that belong to no layer"
            : $"{plan.Model.Type.Name}, layer {owner + 1} of {plan.Model.Nodes.Count}";
        Header(writer, subject);
        writer.Line(Legend);
        if (node is not null) writer.Line("// " + Describe.Node(node));
        writer.Line();
        using (OpenKernelClass(writer, plan))
        {
            for (int i = 0; i < kernels.Count; i++)
            {
                if (i > 0) writer.Line();
                EmitKernel(writer, kernels[i]);
            }
        }

        return writer.ToString();
    }

    private static string EmitTransforms(NetworkPlan plan, IReadOnlyList<SharedTransform> transforms)
    {
        SourceWriter writer = new();
        Header(writer, $"{plan.Model.Type.Name}, transforms that convolutions by Winograd's algorithm share");
        using (OpenKernelClass(writer, plan))
        {
            for (int i = 0; i < transforms.Count; i++)
            {
                if (i > 0) writer.Line();
                TransformEmitter.Emit(writer, transforms[i].Name, transforms[i].Transform);
            }
        }

        return writer.ToString();
    }

    private static void EmitKernel(SourceWriter writer, Kernel kernel)
    {
        writer.Line($"// {kernel.Name}({string.Join(", ", kernel.Operands.Select(Describe.Operand))})");
        foreach (string line in kernel.DescribePlan().Split('\n')) writer.Line("// Plan: " + line + ".");
        kernel.Emit(writer);
    }
}
