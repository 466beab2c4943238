namespace NetGen.Generator.Operations;

/// <summary>A number for each sample, whose mean over the batch training makes small.</summary>
internal abstract class LossOperation(Tensor prediction) : Operation
{
    /// <summary>What is compared with the targets: one row for each sample.</summary>
    public Tensor Prediction { get; } = prediction;

    public override IReadOnlyList<Tensor> Inputs { get; } = [prediction];

    public override Tensor? Output => null;

    public override Kept Kept => Kept.Inputs;
}

/// <summary>-ln softmax(prediction)[label].</summary>
internal sealed class CrossEntropyOfSoftmax(Tensor prediction) : LossOperation(prediction);

/// <summary>The mean of (prediction - target) squared.</summary>
internal sealed class MeanSquaredDistance(Tensor prediction) : LossOperation(prediction);
