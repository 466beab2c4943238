using NetGen.Generator.Kernels;
using NetGen.Generator.Layers;
using NetGen.Generator.Model;
using NetGen.Generator.Planning;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Emit;

/// <summary>
/// Prints a plan: a file for the class's surface, one for its beginning, one for each pass, one for each layer's kernels, one for each kernel that
/// layers share.
/// </summary>
internal static class NetworkEmitter
{
    /// <summary>The namespace of kernels: not the user's, whose names could hide ours.</summary>
    public const string KernelNamespace = "NetGen.Generated";

    public static IReadOnlyList<GeneratedFile> Emit(NetworkPlan plan)
    {
        PhaseEmitter phases = new(plan);
        IReadOnlyList<GeneratedFile> parts = EmitParts(plan, phases);
        return [new GeneratedFile($"{plan.Model.Type.HintName}.g.cs", SurfaceEmitter.Emit(plan, phases, Measure(plan.Model, parts))), .. parts];
    }

    /// <summary>All files but the surface, which says how large they are.</summary>
    private static List<GeneratedFile> EmitParts(NetworkPlan plan, PhaseEmitter phases)
    {
        string hint = plan.Model.Type.HintName;
        List<GeneratedFile> files =
        [
            new($"{hint}.Constants.g.cs", ConstantsEmitter.Emit(plan)),
            new($"{hint}.Initialization.g.cs", InitializationEmitter.Emit(plan)),
            new($"{hint}.Inference.g.cs", InferenceEmitter.Emit(plan)),
        ];
        if (plan.Stream is { } stream) files.Add(new GeneratedFile($"{hint}.Stream.g.cs", StreamEmitter.Emit(plan, stream)));
        if (plan.Phases.Count > 0) files.Add(new GeneratedFile($"{hint}.Training.g.cs", TrainingEmitter.Emit(plan, phases)));
        files.AddRange(KernelFiles.Emit(plan));
        IReadOnlyList<FunctionSource> functions = [.. plan.Model.Nodes.Select(node => node.Layer.Activation?.Source).OfType<FunctionSource>().Distinct()];
        if (functions.Count > 0) files.Add(new GeneratedFile($"{hint}.Activations.g.cs", ActivationEmitter.Emit(plan, functions)));
        IReadOnlyList<SharedTransform> transforms = [.. plan.Kernels.SelectMany(kernel => kernel.Transforms).GroupBy(shared => shared.Name).Select(group => group.First())];
        if (transforms.Count > 0) files.Add(new GeneratedFile($"{hint}.Transforms.g.cs", EmitTransforms(plan, transforms)));
        return files;
    }

    /// <summary>How large the files are, and how large they would be with less unrolling: it does not make every network smaller.</summary>
    private static SourceSize Measure(NetworkModel model, IReadOnlyList<GeneratedFile> parts)
    {
        SourceSize size = SourceSize.Of(parts);
        if (!size.IsWorthComparing || model.Unroll == Unroll.Size) return size;
        NetworkPlan smaller = Planner.Plan(model with { Unroll = Unroll.Size });
        return size with { CharactersOfSize = SourceSize.Of(EmitParts(smaller, new PhaseEmitter(smaller))).Characters };
    }

    /// <summary>The name of the class that holds a network's kernels.</summary>
    public static string KernelClass(NetworkPlan plan) => ClassOf(plan) + "_Kernels";

    /// <summary>The name of the class that holds what is worked out once.</summary>
    public static string ConstantsClass(NetworkPlan plan) => ClassOf(plan) + "_Constants";

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

    private static string ClassOf(NetworkPlan plan) => plan.Model.Type.HintName.Replace("_", "__").Replace('.', '_').Replace('-', '_');

    private static FileText EmitTransforms(NetworkPlan plan, IReadOnlyList<SharedTransform> transforms)
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

        return writer.ToFile();
    }
}
