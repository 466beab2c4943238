using System.Globalization;

using NetGen.Files;
using NetGen.Initialization;
using NetGen.Runtime;

namespace NetGen;

/// <summary>All that a trainer changes, as references: what a checkpoint saves and restores.</summary>
internal sealed record TrainingMemory(ParameterBlock Parameters, Optimizer Optimizer, OptimizerState State, TrainingPass Pass, TrainerOptions Options)
{
    /// <summary>Epochs that Fit has begun, in all its calls: what the order of the samples is drawn from, so that every epoch has another.</summary>
    public int Epochs { get; set; }
}

/// <summary>What a checkpoint has restored.</summary>
/// <param name="Fit">The state of Fit, if the checkpoint was written by it.</param>
/// <param name="Changed">The settings that are not those of the checkpoint.</param>
internal readonly record struct Restored(FitState? Fit, RunSettings Changed);

/// <summary>
/// A trainer's state as a safetensors file with a checksum: parameters under their own names, what the optimiser and the trainer keep as
/// 'optimizer.exp_avg.conv1.weight', both in the file convention, so that a checkpoint does not depend on packing; counts in the metadata.
/// </summary>
internal static class Checkpoint
{
    /// <summary>Begins the names of the optimiser's tensors.</summary>
    public const string OptimizerPrefix = "optimizer.";

    private const string FormatKey = "netgen.checkpoint";
    private const string Format = "3";
    private const string StreamKey = "netgen.random_stream";
    private const string GradientSumName = "gradient_sum";
    private const string AverageName = "weight_average";

    /// <summary>Writes a checkpoint; a crash leaves the old file or the new.</summary>
    public static void Write(string path, TrainingMemory memory, FitState? fit, RunDescription run)
    {
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [FormatKey] = Format,
            [StreamKey] = Text(Philox.StreamVersion),
        };
        TrainingCounts.Of(memory).Write(metadata);
        run.Write(metadata);
        fit?.Write(metadata);
        IEnumerable<SafetensorsEntry> parameters = NetworkFile.Entries(memory.Parameters, isExact: true);
        SafetensorsWriter.Write(path, [.. parameters, .. BlockEntries(memory), .. TensorEntries(memory)], metadata, checksum: true);
    }

    /// <summary>Restores a checkpoint, or, where it does not fit, changes nothing.</summary>
    /// <param name="path">The file.</param>
    /// <param name="memory">What is replaced.</param>
    /// <param name="run">The settings to go on with.</param>
    /// <param name="allowed">Those of them that may differ from the checkpoint's.</param>
    /// <exception cref="NetworkFileException">The file is malformed, or is of another architecture.</exception>
    /// <exception cref="InvalidOperationException">The file was written under other settings, or by a trainer for a call of Fit.</exception>
    public static Restored Restore(string path, TrainingMemory memory, RunDescription run, RunSettings allowed)
    {
        using SafetensorsFile file = SafetensorsFile.Open(path);
        var checkpoint = new CheckpointReader(file.Metadata);
        if (!checkpoint.Has(FormatKey))
            throw file.Error(NetworkFileError.Missing, 0, "The file is no checkpoint but a network's parameters alone, as Save writes them: a network loads it, a trainer cannot go on from it");
        file.VerifyChecksum();
        checkpoint.Require(FormatKey, Format);
        checkpoint.Require(StreamKey, Text(Philox.StreamVersion));
        FitState? fit = FitState.Read(checkpoint);
        if (fit is null && run.IsOfFit) throw new InvalidOperationException($"The checkpoint '{Path.GetFileName(path)}' was not written by Fit.");
        RunSettings changed = run.Compare(checkpoint, allowed);

        TrainingCounts counts = TrainingCounts.Read(checkpoint, memory, changed);
        float[] parameters = NetworkFile.Read(file, memory.Parameters, prefix: "");
        (AlignedMemory Target, float[] Values)[] blocks = [.. Blocks(memory, counts.SummedSteps, counts.Averages)
            .Select(block => (block.Values, ReadBlock(file, memory, block.Name)))];
        (float[] Target, float[] Values)[] tensors = [.. memory.State.Tensors.Select(tensor => (tensor.Values, ReadTensor(file, tensor)))];

        // All has been read and fits: from here on nothing can fail.
        using ParameterBlock.Change change = memory.Parameters.BeginChange();
        counts.Restore(memory);
        parameters.CopyTo(memory.Parameters.Memory.Span);
        if (counts.SummedSteps == 0) memory.State.GradientSum?.Span.Clear();
        foreach ((AlignedMemory target, float[] values) in blocks) values.CopyTo(target.Span);
        foreach ((float[] target, float[] values) in tensors) values.CopyTo(target, 0);
        return new(fit, changed);
    }

    /// <summary>All that is kept for each parameter: the optimiser's slots, a sum of gradients that has begun, an average that has.</summary>
    private static IEnumerable<(string Name, AlignedMemory Values)> Blocks(TrainingMemory memory, int summedSteps, long averages)
    {
        for (int slot = 0; slot < memory.State.Slots.Length; slot++) yield return (memory.Optimizer.SlotNames[slot], memory.State.Slots[slot]);
        if (summedSteps > 0) yield return (GradientSumName, memory.State.GradientSum!);
        if (averages > 0) yield return (AverageName, memory.State.Average!);
    }

    private static IEnumerable<SafetensorsEntry> BlockEntries(TrainingMemory memory)
    {
        foreach ((string name, AlignedMemory values) in Blocks(memory, memory.State.SummedSteps, memory.State.Averages))
        {
            foreach (ParameterInfo parameter in Trained(memory))
            {
                yield return new($"{OptimizerPrefix}{name}.{parameter.Name}", [.. parameter.Shape], file => parameter.Layout.Unpack(values.Span, file));
            }
        }
    }

    private static float[] ReadBlock(SafetensorsFile file, TrainingMemory memory, string name)
    {
        float[] packed = new float[memory.Pass.Gradients.Length];
        foreach (ParameterInfo parameter in Trained(memory)) NetworkFile.ReadParameter(file, parameter, $"{OptimizerPrefix}{name}.", packed);
        return packed;
    }

    private static IEnumerable<SafetensorsEntry> TensorEntries(TrainingMemory memory) =>
        memory.State.Tensors.Select(static tensor => new SafetensorsEntry(NameOf(tensor), [.. tensor.Shape], file => tensor.Values.CopyTo(file)));

    private static float[] ReadTensor(SafetensorsFile file, StateTensor tensor)
    {
        float[] values = new float[tensor.Values.Length];
        file.Read(NameOf(tensor), [.. tensor.Shape], values);
        return values;
    }

    private static string NameOf(StateTensor tensor) => $"{OptimizerPrefix}{tensor.Name}.{tensor.Parameter.Name}";

    private static IEnumerable<ParameterInfo> Trained(TrainingMemory memory) => memory.Parameters.Info.Parameters.Where(static parameter => parameter.IsTrained);

    private static string Text<T>(T value)
        where T : IFormattable => value.ToString(format: null, CultureInfo.InvariantCulture);
}
