using System.Globalization;

using NetGen.Files;
using NetGen.Initialization;
using NetGen.Runtime;

namespace NetGen;

/// <summary>All that a trainer changes, as references: what a checkpoint saves and restores.</summary>
internal sealed record TrainingMemory(ParameterBlock Parameters, Optimizer Optimizer, OptimizerState State, TrainingPass Pass);

/// <summary>
/// A trainer's state as a safetensors file with a checksum: parameters under their own names, what the optimiser keeps as
/// 'optimizer.exp_avg.conv1.weight', both in the file convention, so that a checkpoint does not depend on packing; counts in the metadata.
/// </summary>
internal static class Checkpoint
{
    /// <summary>Begins the names of the optimiser's tensors.</summary>
    public const string OptimizerPrefix = "optimizer.";

    private const string FormatKey = "netgen.checkpoint";
    private const string Format = "1";
    private const string StreamKey = "netgen.random_stream";
    private const string OptimizerKey = "netgen.optimizer";
    private const string LearningRateKey = "netgen.learning_rate";
    private const string SeedKey = "netgen.seed";
    private const string StepKey = "netgen.step";
    private const string UpdatesKey = "netgen.updates";

    /// <summary>Writes a checkpoint; a crash leaves the old file or the new.</summary>
    public static void Write(string path, TrainingMemory memory, FitState? fit, IReadOnlyDictionary<string, string> settings)
    {
        var metadata = new Dictionary<string, string>(settings, StringComparer.Ordinal)
        {
            [FormatKey] = Format,
            [StreamKey] = Text(Philox.StreamVersion),
            [OptimizerKey] = memory.Optimizer.GetType().Name,
            [LearningRateKey] = memory.Optimizer.LearningRate.ToString("R", CultureInfo.InvariantCulture),
            [SeedKey] = Text(memory.Pass.Seed),
            [StepKey] = Text(memory.Pass.Step),
            [UpdatesKey] = Text(memory.State.Updates),
        };
        fit?.Write(metadata);
        SafetensorsWriter.Write(path, [.. NetworkFile.Entries(memory.Parameters), .. SlotEntries(memory)], metadata, checksum: true);
    }

    /// <summary>Restores a checkpoint, or, where it does not fit, changes nothing.</summary>
    /// <returns>The state of Fit, if the checkpoint was written by it.</returns>
    /// <exception cref="NetworkFileException">The file is malformed, or is of another architecture.</exception>
    /// <exception cref="InvalidOperationException">The file was written under other settings.</exception>
    public static FitState? Restore(string path, TrainingMemory memory, IReadOnlyDictionary<string, string> settings)
    {
        using SafetensorsFile file = SafetensorsFile.Open(path);
        var checkpoint = new CheckpointReader(file);
        if (!checkpoint.Has(FormatKey))
            throw file.Error(NetworkFileError.Missing, 0, "The file is no checkpoint but a network's parameters alone, as Save writes them: a network loads it, a trainer cannot go on from it");
        file.VerifyChecksum();
        checkpoint.Require(FormatKey, Format);
        checkpoint.Require(StreamKey, Text(Philox.StreamVersion));
        checkpoint.Require(OptimizerKey, memory.Optimizer.GetType().Name);
        checkpoint.Require(SeedKey, Text(memory.Pass.Seed));
        FitState? fit = checkpoint.Has("netgen.fit.epoch") ? FitState.Read(checkpoint) : null;
        if (fit is not null)
        {
            foreach ((string key, string value) in settings) checkpoint.Require(key, value);
        }

        long step = checkpoint.Integer(StepKey);
        long updates = checkpoint.Integer(UpdatesKey);
        float learningRate = (float)checkpoint.Real(LearningRateKey);
        float[] parameters = NetworkFile.Read(file, memory.Parameters, prefix: "");
        float[][] slots = [.. memory.Optimizer.SlotNames.Select(name => ReadSlot(file, memory, name))];

        // All has been read and fits: from here on nothing can fail.
        memory.Optimizer.LearningRate = learningRate;
        memory.Pass.Step = step;
        memory.State.Updates = updates;
        parameters.CopyTo(memory.Parameters.Memory.Span);
        memory.Parameters.MarkChanged();
        for (int slot = 0; slot < slots.Length; slot++) slots[slot].CopyTo(memory.State.Slots[slot].Span);
        return fit;
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
