using NetGen.Generator.Kernels;
using NetGen.Generator.Layers;
using NetGen.Generator.Operations;
using NetGen.Generator.Planning.Choices;

namespace NetGen.Generator.Planning;

/// <summary>From a network to its plan: operations, fusion, kernels, phases, memory.</summary>
internal static class Planner
{
    public static NetworkPlan Plan(NetworkModel model)
    {
        OperationGraph graph = OperationBuilder.Lower(model);
        FusionPlan fusion = new(graph);
        KernelBuilder builder = new(model, graph, fusion);
        KernelChoice.ChooseAll(graph, model.Nodes.Count, builder);
        InferenceSchedule inference = InferenceSchedule.Make(builder.Program);
        TrainingSchedule training = graph.IsTrained ? TrainingSchedule.Make(builder.Program, RetentionChoice.Of(builder.Program, model.Recomputes))
            : TrainingSchedule.Empty;
        MemoryPlan memory = MemoryPlan.Make(builder, inference, training);
        SingleSamplePlan singleSample = SingleSamplePlan.Make(inference.Kernels, memory);
        SharedSamplePlan sharedSample = SharedSamplePlan.Make(inference.Kernels, singleSample);
        StreamPlan? stream = StreamPlan.Make(model, builder);
        KernelForms forms = new(TrainingSchedule.FindAccumulating(builder.Program), sharedSample, singleSample);
        return new NetworkPlan(
            model,
            builder,
            inference.In(forms),
            training.In(forms),
            memory,
            singleSample,
            sharedSample.In(forms),
            stream,
            TensorPlan.Make(model, builder, fusion, memory),
            forms.Owners(builder.Program),
            forms.Of(builder.Program.BackwardPass));
    }
}
