using NetGen.Generator.Kernels;
using NetGen.Generator.Model;

namespace NetGen.Generator.Planning;

/// <summary>From a network to its plan: fuse, lower, resolve gradients, group into stages and phases, place in memory.</summary>
internal static class Planner
{
    public static NetworkPlan Plan(NetworkModel model)
    {
        FusionPlan fusion = new(model);
        LoweringContext context = new(model, fusion);
        for (int index = 0; index < model.Nodes.Count; index++)
        {
            context.Begin(index);
            model.Nodes[index].Layer.Lower(model.Nodes[index], context);
        }

        if (model.Loss is LossKind loss) LowerLoss(loss, context);
        ResolveAccumulation(context);
        IReadOnlyList<InferenceStage> stages = GroupInference(context.Inference);
        IReadOnlyList<Phase> phases = model.Loss is null ? [] : GroupTraining(context);
        MemoryPlan memory = MemoryPlan.Make(context, stages);
        SingleSamplePlan singleSample = SingleSamplePlan.Make(context.Inference, memory);
        return new NetworkPlan(
            model,
            context,
            stages,
            phases,
            memory,
            singleSample,
            SharedSamplePlan.Make(context.Inference, singleSample),
            TensorPlan.Make(model, context, fusion));
    }

    private static void LowerLoss(LossKind loss, LoweringContext context)
    {
        context.BeginNetworkPart("Loss");
        TensorOperand output = new("output", context.NetworkOutput, IsGradient: false, IsWritten: false);
        TensorOperand gradient = new("outputGradient", context.NetworkOutput, IsGradient: true, IsWritten: true);
        context.NetworkOutput.Storage.NeedsGradient = true;
        context.BackwardStep(loss == LossKind.SoftmaxCrossEntropy
            ? new SoftmaxCrossEntropyKernel(context.Prefix, output, gradient)
            : new MeanSquaredErrorKernel(context.Prefix, output, gradient));
    }

    /// <summary>The first kernel that writes a gradient writes it; those behind it add to it, in the fixed order of the backward pass.</summary>
    private static void ResolveAccumulation(LoweringContext context)
    {
        HashSet<Storage> written = [];
        foreach (Kernel kernel in context.Backward)
        {
            if (kernel.GradientTarget is not TensorValue target) continue;
            bool first = written.Add(target.Storage);
            if (!first) kernel.Accumulates = true;
        }
    }

    private static IReadOnlyList<InferenceStage> GroupInference(IReadOnlyList<Kernel> kernels)
        => [.. GroupByGranularity(kernels).Select(group => new InferenceStage(group.PerSample, group.Kernels))];

    /// <summary>Runs of kernels of one granularity; those that do not care go along with the one before, the first with those behind.</summary>
    public static IReadOnlyList<(bool PerSample, IReadOnlyList<Kernel> Kernels)> GroupByGranularity(IReadOnlyList<Kernel> kernels)
    {
        List<(bool PerSample, IReadOnlyList<Kernel> Kernels)> groups = [];
        List<Kernel> current = [];
        Granularity granularity = kernels.Select(kernel => kernel.Granularity).FirstOrDefault(wanted => wanted != Granularity.Either);
        foreach (Kernel kernel in kernels)
        {
            if (kernel.Granularity != Granularity.Either && kernel.Granularity != granularity)
            {
                groups.Add((granularity == Granularity.Sample, current));
                current = [];
                granularity = kernel.Granularity;
            }

            current.Add(kernel);
        }

        if (current.Count > 0) groups.Add((granularity == Granularity.Sample, current));
        return groups;
    }

    private static IReadOnlyList<Phase> GroupTraining(LoweringContext context)
    {
        List<Phase> phases = [];
        if (context.Preparation.Count > 0) phases.Add(new Phase("rearranged weights", WorkAxis.Units, context.Preparation));
        if (context.SecondPreparation.Count > 0) phases.Add(new Phase("transformed weights", WorkAxis.Units, context.SecondPreparation));
        List<Kernel> current = [];
        foreach (Kernel kernel in context.Training.Concat(context.Backward))
        {
            if (current.Count > 0 && (current[0].Axis != kernel.Axis || kernel.Axis == WorkAxis.Units))
            {
                phases.Add(Close(current));
                current = [];
            }

            current.Add(kernel);
        }

        phases.Add(Close(current));
        if (context.WeightGradients.Count > 0) phases.Add(new Phase("weight gradients", WorkAxis.Units, context.WeightGradients));
        return phases;
    }

    private static Phase Close(IReadOnlyList<Kernel> kernels)
        => new(kernels[0].Axis == WorkAxis.Samples ? "samples" : "channels", kernels[0].Axis, kernels);
}
