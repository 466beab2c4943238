using NetGen.Generator.Kernels;
using NetGen.Generator.Memory;

namespace NetGen.Generator.Planning;

/// <summary>The forward pass of inference: what is computed once after parameters have changed, and stages that run for every call.</summary>
internal sealed class InferenceSchedule
{
    private InferenceSchedule(IReadOnlyList<Kernel> derivations, IReadOnlyList<SampleStage> stages)
    {
        Derivations = derivations;
        Stages = stages;
    }

    /// <summary>What is computed from parameters before the first inference after a change.</summary>
    public IReadOnlyList<Kernel> Derivations { get; }

    public IReadOnlyList<SampleStage> Stages { get; }

    /// <summary>The kernels of all stages.</summary>
    public IReadOnlyList<Kernel> Kernels => [.. Stages.SelectMany(stage => stage.Kernels)];

    public static InferenceSchedule Make(KernelProgram program)
    {
        static bool Derives(Kernel kernel) => kernel.Memory.Any(operand => operand is DerivedOperand { IsWritten: true });
        IReadOnlyList<Kernel> kernels = [.. program.Inference.Where(kernel => !Derives(kernel))];
        return new InferenceSchedule(
            [.. program.Inference.Where(Derives)],
            SampleStage.Group(kernels));
    }

    /// <summary>The same with kernels in the forms that the network asks for.</summary>
    public InferenceSchedule In(KernelForms forms)
        => new(forms.Of(Derivations), [.. Stages.Select(stage => stage with { Kernels = forms.Of(stage.Kernels) })]);
}
