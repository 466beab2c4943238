using NetGen.Kernels.Native.Protocol;
using NetGen.Kernels.Tests.Cases;
using NetGen.Kernels.Tests.Checks;
using NetGen.Kernels.Tests.Reference;
using NetGen.Kernels.Tests.Widths;
using NetGen.TestHelpers;

using Xunit;

namespace NetGen.Interop.Tests.Kernels;

/// <summary>What docs/determinism.md says of Arm64: which bits are those of x64.</summary>
[Collection(ArmTests.Name)]
public sealed class ArmBitsTests(ArmPrograms programs)
{
    /// <summary>Cases whose sums go across lanes in inference, and therefore take another order at another width.</summary>
    private static readonly HashSet<string> s_acrossLanes =
        ["LayerNormOfSequence17", "RMSNormOfVector16", "LogSoftmaxOfPixels19", "SpectralNormDense17To15", "SmoothedWeightedIgnoringOf17", "BytesClassifier"];

    public static TheoryData<string> Names { get; } = [.. ArmCases.All.Select(static item => item.Name)];

    public static TheoryData<string> KnownNames { get; } = [.. ArmCases.Known.Select(static item => item.Name)];

    /// <summary>
    /// Where x64 has vectors of the same width and fused multiply-adds, all bits are the same: parameters at first, inference, gradients, losses, and
    /// parameters after a few steps.
    /// </summary>
    [ArmTheory]
    [MemberData(nameof(Names))]
    public void All_bits_are_those_of_x64_with_fused_vectors_of_128_bits(string name)
    {
        (NetworkValues arm, NetworkValues here, Processor processor) = Both(name, InstructionSet.FusedShort);
        if (processor is not { VectorBits: 128, Fuses: true }) return; // a processor without AVX2
        NumericAssert.BitEqual("parameters at first", arm.Begin, here.Begin);
        NumericAssert.BitEqual("inference", arm.Inference, here.Inference);
        NumericAssert.BitEqual("gradients", arm.Gradients, here.Gradients);
        NumericAssert.BitEqual("training", arm.Training, here.Training);
    }

    /// <summary>With wider vectors inference is the same as long as no sum goes across lanes.</summary>
    [ArmTheory]
    [MemberData(nameof(KnownNames))]
    public void Inference_is_that_of_AVX2_where_no_sum_goes_across_lanes(string name)
    {
        (NetworkValues arm, NetworkValues here, Processor processor) = Both(name, InstructionSet.Find("AVX2").ToEnvironment());
        NumericAssert.BitEqual("parameters at first", arm.Begin, here.Begin);
        if (processor is not { VectorBits: 256, Fuses: true }) return; // a processor without AVX2
        if (s_acrossLanes.Contains(name)) Assert.NotEqual(arm.Inference, here.Inference);
        else NumericAssert.BitEqual("inference", arm.Inference, here.Inference);
    }

    /// <summary>Arm64 processors without instructions for products of bytes give the same bits as those that have them.</summary>
    [ArmTheory]
    [InlineData("BytesDense130To65")]
    [InlineData("BytesDense128To33")]
    [InlineData("BytesClassifier")]
    public void Products_of_bytes_are_the_same_on_older_processors(string name)
    {
        KernelProgram program = programs.Of(name);
        KernelProcess old = program.OnArm("cortex-a72");
        Assert.False(old.Processor.HasArmDots);
        Assert.True(program.OnArm().Processor.HasArmDots);
        NetworkCase item = CaseCatalog.Find(name);
        NumericAssert.BitEqual("inference", NetworkValues.Of(item, program.NetworksOf(old)).Inference, programs.ValuesOnArm(item).Inference);
    }

    /// <summary>A hundred steps, of which each carries the last bits of the one before on, end with the same loss.</summary>
    [ArmFact]
    public void Training_ends_with_the_same_loss()
    {
        // Set before anything was measured: a step of Adam turns the last bits of a vanishing gradient into a part of its size.
        const double Bound = 1e-3;
        const string Name = "LeNet";
        KernelProgram program = programs.Of(Name);
        float[] arm = Losses(program.NetworksOf(program.OnArm()));
        Assert.True(arm[^1] < arm[0] / 4, $"{arm[0]} to {arm[^1]}");
        float[] fused = Losses(program.NetworksOf(program.Here(InstructionSet.FusedShort)));
        if (program.Here(InstructionSet.FusedShort).Processor.Fuses) NumericAssert.BitEqual("losses with fused multiply-adds of 128 bits", arm, fused);
        foreach (InstructionSet set in InstructionSet.All.Where(static set => set.IsHere))
        {
            float[] losses = Losses(program.NetworksOf(program.Here(set.ToEnvironment())));
            Assert.True(Math.Abs(losses[^1] - arm[^1]) < Bound * arm[0], $"{set.Name}: {losses[^1]} and {arm[^1]}, from {arm[0]}");
        }

        static float[] Losses(ITestNetworks networks)
        {
            NetworkCase item = CaseCatalog.Find(Name);
            var data = new CaseData(item.Description, exact: false, seed: 11);
            Tensor rows = data.NextInput(10);
            (float[] inputs, int[] labels) = (CaseData.ToFloats(rows), CaseData.ToLabels(data.NextTargets(rows)));
            using ITestTrainer trainer = networks.CreateNetwork(Name, seed: 3).CreateTrainer(new Adam(0.003), new TrainerOptions { Seed = 7, Threads = 1 });
            return [.. Enumerable.Range(0, 100).Select(_ => trainer.Step(inputs, labels))];
        }
    }

    private (NetworkValues Arm, NetworkValues Here, Processor Processor) Both(string name, IReadOnlyDictionary<string, string> environment)
    {
        KernelProgram program = programs.Of(name);
        NetworkCase item = CaseCatalog.Find(name);
        KernelProcess process = program.Here(environment);
        return (programs.ValuesOnArm(item), NetworkValues.Of(item, program.NetworksOf(process)), process.Processor);
    }
}
