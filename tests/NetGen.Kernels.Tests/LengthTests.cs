using NetGen.Kernels.Tests.Cases;
using NetGen.Kernels.Tests.Reference;
using NetGen.TestHelpers;

namespace NetGen.Kernels.Tests;

/// <summary>What holds of lengths whatever the network: full ones change no bit, and what stands behind a sample's end shows nowhere.</summary>
public sealed class LengthTests
{
    private const int Batch = 9;
    private const int Steps = 3;
    private const string Without = "Without";

    private static readonly Lazy<CompiledAssembly> s_compiled = new(() => CompiledAssembly.Compile(
        CaseCatalog.ToSource(LengthCases.All) + string.Concat(LengthCases.All.Select(item => item.Description.ToSource(item.Name + Without, hasLengths: false)))));

    public static TheoryData<string> Names => [.. LengthCases.All.Select(item => item.Name)];

    /// <summary>Samples that have all steps give bit for bit what a network without lengths gives.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void FullLengthsChangeNoBit(string name)
    {
        NetworkCase item = LengthCases.All.Single(item => item.Name == name);
        NetworkDescription description = item.Description;
        ITestNetwork with = s_compiled.Value.CreateNetwork(name, seed: 3);
        ITestNetwork without = s_compiled.Value.CreateNetwork(name + Without, seed: 3);
        using ITestTrainer trainer = with.CreateTrainer(new Adam(0.01f));
        using ITestTrainer other = without.CreateTrainer(new Adam(0.01f));
        var data = new CaseData(description, exact: false, seed: 5);
        for (int step = 0; step < Steps; step++)
        {
            Tensor input = data.NextInput(Batch);
            int steps = without.Info.InputSize / Math.Max(1, description.Vocabulary > 0 ? 1 : description.InputShape[2]);
            for (int sample = 0; sample < Batch; sample++) input[sample, 0, 0, input.Channels - 1] = steps;
            Tensor targets = data.NextTargets(input);
            float[] rows = CaseData.ToFloats(input);
            float[] sequences = [.. rows.Where((_, place) => place % input.Channels < input.Channels - 1)];
            NumericAssert.BitEqual("output", Forward(with, rows), Forward(without, sequences));
            NumericAssert.BitEqual("loss", [Step(description, trainer, rows, targets)], [Step(description, other, sequences, targets)]);
            if (item.SharesWindowInput) return;
            NumericAssert.BitEqual("parameters", with.PackedParameters, without.PackedParameters);
        }
    }

    /// <summary>Numbers behind a sample's end, and what is none, change neither its outputs nor any gradient.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void WhatStandsBehindTheEndDoesNotMatter(string name)
    {
        NetworkDescription description = Find(name);
        ITestNetwork network = s_compiled.Value.CreateNetwork(name, seed: 3);
        using ITestTrainer trainer = network.CreateTrainer(new Sgd(0.1f));
        var data = new CaseData(description, exact: false, seed: 6);
        Tensor input = data.NextInput(Batch);
        Tensor targets = data.NextTargets(input);
        float[] rows = CaseData.ToFloats(input);
        float[] changed = [.. rows];
        int features = description.Vocabulary > 0 ? 1 : description.InputShape[2];
        for (int sample = 0; sample < Batch; sample++)
        {
            int end = (sample * input.Channels) + (description.OwnSteps!.LengthOf(input, sample) * features);
            changed.AsSpan(end..(((sample + 1) * input.Channels) - 1)).Fill(description.Vocabulary > 0 ? 1 : float.NaN);
        }

        (float[] output, float[] other) = (Forward(network, rows), Forward(network, changed));
        data.ClearAbsent(input, output);
        data.ClearAbsent(input, other);
        NumericAssert.BitEqual("output", other, output);
        float loss = Gradients(description, trainer, rows, targets);
        float[] gradients = trainer.Gradients.ToArray();
        NumericAssert.BitEqual("loss", [Gradients(description, trainer, changed, targets)], [loss]);
        NumericAssert.BitEqual("gradients", trainer.Gradients, gradients);
        Assert.Contains(gradients, gradient => gradient != 0);
    }

    private static NetworkDescription Find(string name) => LengthCases.All.Single(item => item.Name == name).Description;

    private static float[] Forward(ITestNetwork network, float[] rows)
    {
        var output = new float[Batch * network.Info.OutputSize];
        network.Forward(rows, output);
        return output;
    }

    private static float Step(NetworkDescription description, ITestTrainer trainer, float[] rows, Tensor targets)
        => description.HasLabels ? trainer.Step(rows, CaseData.ToLabels(targets)) : trainer.Step(rows, CaseData.ToFloats(targets));

    private static float Gradients(NetworkDescription description, ITestTrainer trainer, float[] rows, Tensor targets)
        => description.HasLabels ? trainer.ComputeGradients(rows, CaseData.ToLabels(targets)) : trainer.ComputeGradients(rows, CaseData.ToFloats(targets));
}
