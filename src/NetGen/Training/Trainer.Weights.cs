using NetGen.Runtime;

namespace NetGen;

/// <content>Steps whose samples count differently. Users reach them by <see cref="WeightedSteps"/>.</content>
public sealed unsafe partial class Trainer<TNetwork>
{
    private readonly BinaryLabels _binary = new();

    /// <summary>Whether it has one input of numbers, and labels of each step are rows.</summary>
    private static bool TakesLabelOfEachStep => Program.TakesLabelOfEachStep && TNetwork.Info.Inputs is [{ Vocabulary: 0 }];

    internal float StepWeighted(ReadOnlySpan<float> inputs, ReadOnlySpan<int> labels, ReadOnlySpan<float> sampleWeights)
    {
        if (TakesLabelOfEachStep) return Step(LabelledRows(inputs, labels, sampleWeights));
        float loss = ComputeWeighted(inputs, labels, sampleWeights);
        Apply(inputs, default);
        return loss;
    }

    internal float StepWeighted(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, ReadOnlySpan<float> sampleWeights)
    {
        float loss = ComputeWeighted(inputs, targets, sampleWeights);
        Apply(inputs, targets);
        return loss;
    }

    internal float StepRowsWeighted(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, ReadOnlySpan<float> sampleWeights)
    {
        float loss = ComputeRowsWeighted(inputs, targets, sampleWeights);
        Apply(inputs, targets);
        return loss;
    }

    internal float ComputeWeighted(ReadOnlySpan<float> inputs, ReadOnlySpan<int> labels, ReadOnlySpan<float> sampleWeights)
    {
        if (TakesLabelOfEachStep) return ComputeGradients(LabelledRows(inputs, labels, sampleWeights));
        if (Program.TakesBinaryLabels) return ComputeWeighted(inputs, _binary.ToTargets(labels), sampleWeights);
        int batch = BatchGuard.Labels(TNetwork.Info, Program, inputs, labels);
        SampleWeighting.Require(batch, sampleWeights);
        fixed (float* input = inputs)
        fixed (int* label = labels)
        {
            return RunPass(input, label, null, batch, inputs, default, sampleWeights);
        }
    }

    internal float ComputeWeighted(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, ReadOnlySpan<float> sampleWeights)
        => ComputeValues(inputs, targets, BatchGuard.Targets(TNetwork.Info, Program, inputs, targets), sampleWeights);

    internal float ComputeRowsWeighted(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, ReadOnlySpan<float> sampleWeights)
        => ComputeValues(inputs, targets, BatchGuard.Rows(TNetwork.Info, Program, inputs, targets), sampleWeights);

    private NamedRows LabelledRows(ReadOnlySpan<float> inputs, ReadOnlySpan<int> labels, ReadOnlySpan<float> sampleWeights = default)
    {
        NamedRows rows = BeginRows();
        rows.PutInput(0, inputs);
        rows.PutTarget(0, labels);
        if (!sampleWeights.IsEmpty) rows.PutWeights(sampleWeights);
        return rows;
    }

    private float ComputeValues(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, int batch, ReadOnlySpan<float> sampleWeights)
    {
        SampleWeighting.Require(batch, sampleWeights);
        fixed (float* input = inputs)
        fixed (float* target = targets)
        {
            return RunPass(input, null, target, batch, inputs, targets, sampleWeights);
        }
    }
}
