using System.Globalization;

using NetGen.Files;

namespace NetGen;

/// <summary>The numbers in which a trainer's state is not the same from step to step, beside its blocks of floats: what a checkpoint keeps of them.</summary>
/// <param name="LearningRate">The rate of the last step.</param>
/// <param name="Step">Steps taken.</param>
/// <param name="Updates">Updates made.</param>
/// <param name="Epochs">Epochs begun.</param>
/// <param name="SummedSteps">Steps in a sum of gradients that has begun.</param>
/// <param name="SummedWeight">What their samples count together.</param>
/// <param name="Averages">Updates that count in an average of the weights.</param>
internal readonly record struct TrainingCounts(double LearningRate, long Step, long Updates, int Epochs, int SummedSteps, double SummedWeight, long Averages)
{
    /// <summary>More than any run takes, and few enough to count on from.</summary>
    private const long MostSteps = long.MaxValue / 2;

    private const string LearningRateKey = "netgen.learning_rate";
    private const string StepKey = "netgen.step";
    private const string UpdatesKey = "netgen.updates";
    private const string EpochsKey = "netgen.epochs";
    private const string SummedStepsKey = "netgen.summed_steps";
    private const string SummedWeightKey = "netgen.summed_weight";
    private const string AveragesKey = "netgen.averages";

    /// <summary>Those of a trainer.</summary>
    public static TrainingCounts Of(TrainingMemory memory) => new(
        memory.Optimizer.LearningRate,
        memory.Pass.Step,
        memory.State.Updates,
        memory.Epochs,
        memory.State.SummedSteps,
        memory.State.SummedWeight,
        memory.State.Averages);

    /// <summary>Those in a checkpoint, as far as they mean something under the settings of now.</summary>
    /// <param name="checkpoint">The checkpoint's texts.</param>
    /// <param name="memory">The trainer that is to go on.</param>
    /// <param name="changed">Its settings that are not those of the checkpoint.</param>
    /// <exception cref="NetworkFileException">One is missing, is no number, or is out of range.</exception>
    public static TrainingCounts Read(CheckpointReader checkpoint, TrainingMemory memory, RunSettings changed)
    {
        long step = checkpoint.Integer(StepKey, MostSteps);
        long updates = checkpoint.Integer(UpdatesKey, step);
        int epochs = (int)checkpoint.Integer(EpochsKey, int.MaxValue / 2);
        double learningRate = checkpoint.Real(LearningRateKey);
        if (!(learningRate >= 0 && float.IsFinite((float)learningRate))) throw CheckpointReader.OutOfRange(LearningRateKey);

        // Of other steps to be summed up, or another average, what has begun begins anew.
        bool hasSum = memory.State.GradientSum is not null && checkpoint.Has(SummedStepsKey) && !changed.HasFlag(RunSettings.AccumulateSteps);
        int summedSteps = hasSum ? (int)checkpoint.Integer(SummedStepsKey, memory.Options.AccumulateSteps - 1) : 0;
        double summedWeight = hasSum ? checkpoint.Real(SummedWeightKey) : 0;
        if (!(summedWeight >= 0 && double.IsFinite(summedWeight))) throw CheckpointReader.OutOfRange(SummedWeightKey);
        bool hasAverage = memory.State.Average is not null && checkpoint.Has(AveragesKey) && !changed.HasFlag(RunSettings.Average);
        long averages = hasAverage ? checkpoint.Integer(AveragesKey, updates) : 0;
        return new(learningRate, step, updates, epochs, summedSteps, summedWeight, averages);
    }

    public void Write(Dictionary<string, string> metadata)
    {
        metadata[LearningRateKey] = LearningRate.ToString("R", CultureInfo.InvariantCulture);
        metadata[StepKey] = Text(Step);
        metadata[UpdatesKey] = Text(Updates);
        metadata[EpochsKey] = Text(Epochs);
        metadata[SummedStepsKey] = Text(SummedSteps);
        metadata[SummedWeightKey] = SummedWeight.ToString("R", CultureInfo.InvariantCulture);
        metadata[AveragesKey] = Text(Averages);
    }

    /// <summary>Makes them those of a trainer.</summary>
    public void Restore(TrainingMemory memory)
    {
        memory.Optimizer.LearningRate = LearningRate;
        memory.Pass.Step = Step;
        memory.State.Updates = Updates;
        (memory.State.SummedSteps, memory.State.SummedWeight, memory.State.Averages) = (SummedSteps, SummedWeight, Averages);
        memory.Epochs = Epochs;
    }

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);
}
