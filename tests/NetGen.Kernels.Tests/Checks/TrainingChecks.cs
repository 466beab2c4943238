using System.Globalization;
using System.Runtime.InteropServices;

using NetGen.Generator.Layers;
using NetGen.Kernels.Tests.Cases;
using NetGen.Kernels.Tests.Reference;
using NetGen.Runtime;
using NetGen.TestHelpers;

namespace NetGen.Kernels.Tests.Checks;

/// <summary>What holds of training whatever the network computes. Each check throws where it does not.</summary>
internal sealed class TrainingChecks(NetworkCase item, ITestNetworks networks)
{
    private const int Steps = 3;
    private const int Batch = 9;
    private const int SmallBatch = 3;
    private const int LargeBatch = 50;

    /// <summary>However the work is cut into shares, the bits are the same: losses, parameters, running statistics.</summary>
    public void SharesDoNotMatter()
    {
        SharesDoNotMatter(Batch, [2, 3, 4, 7, 8]);

        // So many samples that gradients of few weights are summed by parts of the batch.
        if (item.Group == BatchPartCases.Group) SharesDoNotMatter(LargeBatch, [3, 16]);
    }

    private void SharesDoNotMatter(int batch, int[] allShares)
    {
        (float[] expectedLosses, float[] expected) = Train(batch);
        foreach (int shares in allShares)
        {
            (float[] losses, float[] parameters) = Train(batch, shares: shares);
            NumericAssert.BitEqual(string.Create(CultureInfo.InvariantCulture, $"losses of {batch} samples in {shares} shares"), losses, expectedLosses);
            NumericAssert.BitEqual(string.Create(CultureInfo.InvariantCulture, $"parameters of {batch} samples in {shares} shares"), parameters, expected);
        }
    }

    /// <summary>Any number of threads gives the same bits, on a batch large enough to wake them.</summary>
    public void ThreadsDoNotMatter()
    {
        if (!item.Trains) return;
        (float[] expectedLosses, float[] expected) = Train(LargeBatch);
        foreach (int threads in (int[])[2, 3, 4, 8])
        {
            (float[] losses, float[] parameters) = Train(LargeBatch, threads);
            NumericAssert.BitEqual(string.Create(CultureInfo.InvariantCulture, $"losses with {threads} threads"), losses, expectedLosses);
            NumericAssert.BitEqual(string.Create(CultureInfo.InvariantCulture, $"parameters with {threads} threads"), parameters, expected);
        }
    }

    /// <summary>A checkpoint after any step, loaded into another network, goes on with the same bits, on any number of threads.</summary>
    public void ResumeGivesTheSameBits()
    {
        if (!item.Trains) return;
        string path = Path.Combine(Path.GetTempPath(), $"netgen-resume-{Guid.NewGuid():N}.safetensors");
        try
        {
            List<(float[] Inputs, Tensor Targets)> data = Data(Batch);
            (_, float[] expected) = Train(Batch);
            for (int stop = 0; stop <= data.Count; stop++)
            {
                (_, ITestTrainer interrupted) = Start();
                using ITestTrainer disposeInterrupted = interrupted;
                foreach ((float[] inputs, Tensor targets) in data.Take(stop)) Step(interrupted, inputs, targets);
                interrupted.SaveCheckpoint(path);

                (ITestNetwork network, ITestTrainer resumed) = Start(threads: 3, networkSeed: 99);
                using ITestTrainer disposeResumed = resumed;
                resumed.LoadCheckpoint(path);
                foreach ((float[] inputs, Tensor targets) in data.Skip(stop)) Step(resumed, inputs, targets);
                NumericAssert.BitEqual(string.Create(CultureInfo.InvariantCulture, $"parameters after a stop at step {stop}"), network.PackedParameters, expected);
            }
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>
    /// A network that was trained, saved and loaded is the same network, and gives the same: what inference made of parameters before training is made anew.
    /// </summary>
    public void SavedNetworkIsTheSame()
    {
        string path = Path.Combine(Path.GetTempPath(), $"netgen-network-{Guid.NewGuid():N}.safetensors");
        try
        {
            (ITestNetwork network, ITestTrainer trainer) = Start();
            using ITestTrainer disposed = trainer;
            float[] asked = ForwardChecks.Inputs(network, 2);
            _ = ForwardChecks.Forward(network, asked);
            foreach ((float[] inputs, Tensor targets) in Data(Batch)) Step(trainer, inputs, targets);
            network.Save(path);
            ITestNetwork loaded = networks.LoadNetwork(item.Name, path);
            NumericAssert.BitEqual("loaded parameters", loaded.PackedParameters, network.PackedParameters);
            NumericAssert.BitEqual("outputs", ForwardChecks.Forward(loaded, asked), ForwardChecks.Forward(network, asked));
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>A network that computes parts of its forward pass again trains to the same bits as one that keeps all, in less memory.</summary>
    public void RecomputingGivesTheSameBits()
    {
        var plain = new TrainingChecks(item with { Name = item.PlainTwin }, networks);
        foreach (int batch in (int[])[Batch, LargeBatch])
        {
            (float[] expectedLosses, float[] expected) = plain.Train(batch);
            (float[] losses, float[] parameters) = Train(batch);
            NumericAssert.BitEqual(string.Create(CultureInfo.InvariantCulture, $"losses of {batch} samples"), losses, expectedLosses);
            NumericAssert.BitEqual(string.Create(CultureInfo.InvariantCulture, $"parameters after {batch} samples"), parameters, expected);
        }

        (ITestNetwork network, ITestTrainer trainer) = Start();
        (ITestNetwork kept, ITestTrainer keeping) = plain.Start();
        trainer.Dispose();
        keeping.Dispose();
        if (network.WorkspacePerSample >= kept.WorkspacePerSample)
            throw new NumericMismatchException(FormattableString.Invariant($"It needs {network.WorkspacePerSample} floats for a sample, and {kept.WorkspacePerSample} where it keeps all."));
    }

    /// <summary>What is measured of activations and gradients is the same although a step does not leave them all.</summary>
    public void RecomputingShowsTheSameSignal()
    {
        (float[] inputs, Tensor targets) = Data(Batch)[0];
        SignalMeasurement expected = Measure(item.PlainTwin);
        SignalMeasurement actual = Measure(item.Name);
        foreach ((LayerMeasurement one, LayerMeasurement other) in actual.Layers.Zip(expected.Layers))
        {
            bool isSame = Equals(one.Values, other.Values) && Equals(one.Gradients, other.Gradients) && one.DeadShare == other.DeadShare
                && one.SaturatedShare == other.SaturatedShare;
            if (!isSame) throw new NumericMismatchException($"{one.Layer.Name} is measured otherwise.");
        }

        SignalMeasurement Measure(string name)
        {
            ITestNetwork network = networks.CreateNetwork(name, 3);
            return item.Description.HasLabels ? network.MeasureSignal(inputs, CaseData.ToLabels(targets))
                : network.MeasureSignal(inputs, CaseData.ToFloats(targets));
        }

        static bool Equals(ValueStatistics? one, ValueStatistics? other)
            => (one is null && other is null)
                || (one is not null && other is not null && one.Mean == other.Mean && one.Std == other.Std && one.Count == other.Count);
    }

    /// <summary>
    /// In memory that tensors share a step reads only what it has written itself, gaps and padding included: what was there before does not matter.
    /// </summary>
    public void SharedMemoryMayHoldAnything()
    {
        SharedMemory memory = new(item);
        if (!memory.IsThere)
        {
            if (item.IsLarge) throw new NumericMismatchException("No tensors share memory.");
            return;
        }

        (float[] expectedLosses, float[] expected) = Train(Batch);
        foreach (int shares in (int[])[1, 3])
        {
            (float[] losses, float[] parameters) = Train(Batch, shares: shares, beforeStep: memory.Spoil);
            NumericAssert.BitEqual(string.Create(CultureInfo.InvariantCulture, $"losses in {shares} shares over spoilt memory"), losses, expectedLosses);
            NumericAssert.BitEqual(string.Create(CultureInfo.InvariantCulture, $"parameters in {shares} shares over spoilt memory"), parameters, expected);
        }
    }

    /// <summary>Gradients and their application are a step.</summary>
    public void GradientsAndApplicationAreAStep()
    {
        (ITestNetwork oneNetwork, ITestTrainer one) = Start();
        (ITestNetwork twoNetwork, ITestTrainer two) = Start();
        using ITestTrainer disposeOne = one;
        using ITestTrainer disposeTwo = two;
        foreach ((float[] inputs, Tensor targets) in Data(Batch))
        {
            float loss = Step(one, inputs, targets);
            float otherLoss = ComputeGradients(two, inputs, targets);
            two.ApplyGradients();
            NumericAssert.BitEqual("loss", [otherLoss], [loss]);
        }

        NumericAssert.BitEqual("parameters", twoNetwork.PackedParameters, oneNetwork.PackedParameters);
    }

    /// <summary>After the first steps a step allocates nothing, on one thread.</summary>
    public void NothingIsAllocated()
    {
        // Hardly any progress, lest a hundred steps on one batch diverge.
        (_, ITestTrainer trainer) = Start(learningRate: 1e-6f);
        using ITestTrainer disposed = trainer;
        (float[] inputs, Tensor targets) = Data(Batch)[0];
        int[] labels = CaseData.ToLabels(targets);
        float[] values = CaseData.ToFloats(targets);
        if (item.Description.HasLabels) AllocationCheck.Run("Step", () => trainer.Step(inputs, labels));
        else AllocationCheck.Run("Step", () => trainer.Step(inputs, values));
    }

    /// <summary>
    /// Inputs and targets, or labels, against forbidden pages, before and behind, and read-only. Deadly where it fails. Inputs that have names are copied by
    /// the trainer, and are guarded on their way to it only.
    /// </summary>
    public void NothingBesideTheBuffersIsTouched()
    {
        foreach (int batch in (int[])[SmallBatch, Batch])
        {
            List<(float[] Inputs, Tensor Targets)> data = Data(batch);
            (float[] expectedLosses, float[] expected) = Train(batch);
            foreach ((bool guardBehind, int shares) in ((bool, int)[])[(true, 1), (false, 1), (true, 3), (false, 3)])
            {
                (ITestNetwork network, ITestTrainer trainer) = Start(shares: shares);
                using ITestTrainer disposed = trainer;
                float[] losses =
                    [.. data.Select((part, step) => StepBesideForbiddenPages(trainer, part.Inputs, part.Targets, guardBehind, isWhole: step % 2 == 0))];
                string about = string.Create(CultureInfo.InvariantCulture, $"{batch} samples in {shares} shares, guard {(guardBehind ? "behind" : "before")}");
                NumericAssert.BitEqual($"losses of {about}", losses, expectedLosses);
                NumericAssert.BitEqual($"parameters of {about}", network.PackedParameters, expected);
            }
        }
    }

    /// <param name="isWhole">A step; otherwise its two parts, which read inputs and targets at other moments.</param>
    private float StepBesideForbiddenPages(ITestTrainer trainer, float[] inputs, Tensor targets, bool guardBehind, bool isWhole)
    {
        // A label has the size of a float, and guarded memory does not ask what lies in it.
        float[] asked = item.Description.HasLabels ? MemoryMarshal.Cast<int, float>(CaseData.ToLabels(targets)).ToArray() : CaseData.ToFloats(targets);
        using var guardedInputs = new GuardedMemory(inputs.Length, guardBehind);
        using var guardedTargets = new GuardedMemory(asked.Length, guardBehind);
        inputs.CopyTo(guardedInputs.Span);
        asked.CopyTo(guardedTargets.Span);
        guardedInputs.MakeReadOnly();
        guardedTargets.MakeReadOnly();
        ReadOnlySpan<int> labels = MemoryMarshal.Cast<float, int>(guardedTargets.Span);
        if (isWhole) return item.Description.HasLabels ? trainer.Step(guardedInputs.Span, labels) : trainer.Step(guardedInputs.Span, guardedTargets.Span);
        float loss = item.Description.HasLabels
            ? trainer.ComputeGradients(guardedInputs.Span, labels)
            : trainer.ComputeGradients(guardedInputs.Span, guardedTargets.Span);
        trainer.ApplyGradients();
        return loss;
    }

    /// <summary>What is outside the parameters in the packed block is zero and stays zero: kernels count on it.</summary>
    public void PaddingStaysZero()
    {
        (ITestNetwork network, ITestTrainer trainer) = Start(shares: 2);
        using ITestTrainer disposed = trainer;
        foreach ((float[] inputs, Tensor targets) in Data(Batch)) Step(trainer, inputs, targets);
        foreach (ParameterInfo parameter in network.Info.Parameters) network.SetParameter(parameter.Name, new float[parameter.Count]);
        if (network.PackedParameters.ContainsAnyExcept(0f)) throw new NumericMismatchException("Training wrote to the padding of the parameters.");
    }

    /// <summary>What cannot be trained on is refused, and the parameters keep their bits.</summary>
    public void RefusedStepsChangeNothing()
    {
        (ITestNetwork network, ITestTrainer trainer) = Start();
        using ITestTrainer disposed = trainer;
        (float[] inputs, Tensor targets) = Data(Batch)[0];
        float[] before = network.PackedParameters.ToArray();
        int[] labels = CaseData.ToLabels(targets);
        float[] values = CaseData.ToFloats(targets);
        if (item.Description.HasLabels)
        {
            Refuses("a label below 0", () => trainer.Step(inputs, [-1, .. labels[1..]]));
            Refuses("a label beyond the classes", () => trainer.Step(inputs, [targets.Channels, .. labels[1..]]));
            Refuses("a label too few", () => trainer.Step(inputs, labels.AsSpan(1)));
            Refuses("an input too few", () => trainer.Step(inputs.AsSpan(1), labels));
            Refuses("a share too few", () => trainer.Step(inputs, values.AsSpan(1)));
            Refuses("no samples", () => trainer.Step([], ReadOnlySpan<int>.Empty));
            Refuses("NaN", () => trainer.Step(WithNaN(inputs), labels));
        }
        else
        {
            Refuses("a target too few", () => trainer.Step(inputs, values.AsSpan(1)));
            Refuses("an input too few", () => trainer.Step(inputs.AsSpan(1), values));
            if (targets.Channels == 1 && LossCatalog.Find(item.Description.LossKind) is { TakesBinaryLabels: true }) Refuses("a label beyond 1", () => trainer.Step(inputs, [2, .. labels[1..]]));
            else if (!item.Description.HasShares) Refuses("labels", () => trainer.Step(inputs, labels));
            Refuses("no samples", () => trainer.Step([], ReadOnlySpan<float>.Empty));
            Refuses("NaN", () => trainer.Step(WithNaN(inputs), values));
        }

        NumericAssert.BitEqual("parameters after refused steps", network.PackedParameters, before);
    }

    private static float[] WithNaN(float[] inputs)
    {
        float[] changed = [.. inputs];
        Array.Fill(changed, float.NaN);
        return changed;
    }

    private static void Refuses(string what, Action step)
    {
        try
        {
            step();
        }
        catch (Exception exception) when (exception is ArgumentException or TrainingDivergedException)
        {
            return;
        }

        throw new NumericMismatchException($"A step on {what} was not refused.");
    }

    private (float[] Losses, float[] Parameters) Train(int batch, int threads = 1, int shares = 1, Action<TrainingPass>? beforeStep = null)
    {
        (ITestNetwork network, ITestTrainer trainer) = Start(threads, shares, beforeStep: beforeStep);
        using ITestTrainer disposed = trainer;
        float[] losses = [.. Data(batch).Select(data => Step(trainer, data.Inputs, data.Targets))];
        return (losses, network.PackedParameters.ToArray());
    }

    private (ITestNetwork Network, ITestTrainer Trainer) Start(int threads = 1, int shares = 1, float learningRate = 0.01f, ulong networkSeed = 3,
        Action<TrainingPass>? beforeStep = null)
    {
        ITestNetwork network = networks.CreateNetwork(item.Name, networkSeed);
        return (network, network.CreateTrainer(new Sgd(learningRate) { Momentum = 0.9 }, new TrainerOptions { Seed = 5, Threads = threads }, shares,
            beforeStep));
    }

    private List<(float[] Inputs, Tensor Targets)> Data(int batch)
    {
        var data = new CaseData(item.Description, exact: false, seed: 5);
        List<(float[] Inputs, Tensor Targets)> batches = [];
        for (int step = 0; step < Steps; step++)
        {
            Tensor input = data.NextInput(batch);
            batches.Add((CaseData.ToFloats(input), data.NextTargets(input)));
        }

        return batches;
    }

    private float Step(ITestTrainer trainer, float[] inputs, Tensor targets)
        => item.Description.HasLabels
            ? trainer.Step(inputs, CaseData.ToLabels(targets))
            : trainer.Step(inputs, CaseData.ToFloats(targets));

    private float ComputeGradients(ITestTrainer trainer, float[] inputs, Tensor targets)
        => item.Description.HasLabels
            ? trainer.ComputeGradients(inputs, CaseData.ToLabels(targets))
            : trainer.ComputeGradients(inputs, CaseData.ToFloats(targets));
}
