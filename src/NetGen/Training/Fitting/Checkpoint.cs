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
/// A trainer's state as a safetensors file with a checksum: parameters under their own names, what the optimiser keeps as
/// 'optimizer.exp_avg.conv1.weight', both in the file convention, so that a checkpoint does not depend on packing; counts in the metadata.
/// </summary>
internal static class Checkpoint
{
    /// <summary>Begins the names of the optimiser's tensors.</summary>
    public const string OptimizerPrefix = "optimizer.";

    /// <summary>More than any run takes, and few enough to count on from.</summary>
    private const long MostSteps = long.MaxValue / 2;

    private const string FormatKey = "netgen.checkpoint";
    private const string Format = "3";
    private const string StreamKey = "netgen.random_stream";
    private const string LearningRateKey = "netgen.learning_rate";
    private const string StepKey = "netgen.step";
    private const string UpdatesKey = "netgen.updates";
    private const string EpochsKey = "netgen.epochs";

    /// <summary>Writes a checkpoint; a crash leaves the old file or the new.</summary>
    public static void Write(string path, TrainingMemory memory, FitState? fit, RunDescription run)
    {
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [FormatKey] = Format,
            [StreamKey] = Text(Philox.StreamVersion),
            [LearningRateKey] = memory.Optimizer.LearningRate.ToString("R", CultureInfo.InvariantCulture),
            [StepKey] = Text(memory.Pass.Step),
            [UpdatesKey] = Text(memory.State.Updates),
            [EpochsKey] = Text(memory.Epochs),
        };
        run.Write(metadata);
        fit?.Write(metadata);
        SafetensorsWriter.Write(path, [.. NetworkFile.Entries(memory.Parameters), .. SlotEntries(memory)], metadata, checksum: true);
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
        var checkpoint = new CheckpointReader(file);
        if (!checkpoint.Has(FormatKey))
            throw file.Error(NetworkFileError.Missing, 0, "The file is no checkpoint but a network's parameters alone, as Save writes them: a network loads it, a trainer cannot go on from it");
        file.VerifyChecksum();
        checkpoint.Require(FormatKey, Format);
        checkpoint.Require(StreamKey, Text(Philox.StreamVersion));
        FitState? fit = FitState.Read(checkpoint);
        if (fit is null && run.IsOfFit) throw new InvalidOperationException($"The checkpoint '{Path.GetFileName(path)}' was not written by Fit.");
        RunSettings changed = run.Compare(checkpoint, allowed);

        long step = checkpoint.Integer(StepKey, MostSteps);
        long updates = checkpoint.Integer(UpdatesKey, step);
        int epochs = (int)checkpoint.Integer(EpochsKey, int.MaxValue / 2);
        double learningRate = checkpoint.Real(LearningRateKey);
        if (!(learningRate >= 0 && float.IsFinite((float)learningRate))) throw CheckpointReader.OutOfRange(LearningRateKey);
        float[] parameters = NetworkFile.Read(file, memory.Parameters, prefix: "");
        float[][] slots = [.. memory.Optimizer.SlotNames.Select(name => ReadSlot(file, memory, name))];

        // All has been read and fits: from here on nothing can fail.
        memory.Optimizer.LearningRate = learningRate;
        memory.Pass.Step = step;
        memory.State.Updates = updates;
        memory.Epochs = epochs;
        parameters.CopyTo(memory.Parameters.Memory.Span);
        memory.Parameters.MarkChanged();
        for (int slot = 0; slot < slots.Length; slot++) slots[slot].CopyTo(memory.State.Slots[slot].Span);
        return new(fit, changed);
    }

    private static IEnumerable<SafetensorsEntry> SlotEntries(TrainingMemory memory)
    {
        for (int slot = 0; slot < memory.State.Slots.Length; slot++)
        {
            AlignedMemory values = memory.State.Slots[slot];
            foreach (ParameterInfo parameter in Trained(memory))
            {
                yield return new(SlotName(memory, slot) + parameter.Name, [.. parameter.Shape], file => parameter.Layout.Unpack(values.Span, file));
            }
        }
    }

    private static float[] ReadSlot(SafetensorsFile file, TrainingMemory memory, string name)
    {
        float[] packed = new float[memory.Pass.Gradients.Length];
        foreach (ParameterInfo parameter in Trained(memory)) NetworkFile.ReadParameter(file, parameter, $"{OptimizerPrefix}{name}.", packed);
        return packed;
    }

    private static IEnumerable<ParameterInfo> Trained(TrainingMemory memory) => memory.Parameters.Info.Parameters.Where(static parameter => parameter.IsTrained);

    private static string SlotName(TrainingMemory memory, int slot) => $"{OptimizerPrefix}{memory.Optimizer.SlotNames[slot]}.";

    private static string Text<T>(T value)
        where T : IFormattable => value.ToString(format: null, CultureInfo.InvariantCulture);
}
