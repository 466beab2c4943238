namespace NetGen.Generator.Operations;

/// <summary>A number for each sample, whose mean over the batch training makes small.</summary>
internal abstract class LossOperation(Tensor prediction, LossPlace place) : Operation
{
    /// <summary>What is compared with the targets: one row for each sample.</summary>
    public Tensor Prediction { get; } = prediction;

    /// <summary>Its place among the losses of the network.</summary>
    public LossPlace Place { get; } = place;

    public override IReadOnlyList<Tensor> Inputs { get; } = [prediction];

    public override Tensor? Output => null;

    public override Kept Kept => Kept.Inputs;
}

/// <summary>-ln softmax(prediction)[label], or the sum over classes of share x -ln softmax(prediction).</summary>
/// <param name="function">What shares classes have.</param>
internal sealed class CrossEntropyOfSoftmax(ClassFunction function, Tensor prediction, LossPlace place) : LossOperation(prediction, place)
{
    public ClassFunction Function { get; } = function;
}

/// <summary>The mean over a sample's values of what each has for a loss against its target.</summary>
/// <param name="function">That loss.</param>
internal sealed class MeanOfElements(ElementFunction function, Tensor prediction, LossPlace place) : LossOperation(prediction, place)
{
    public ElementFunction Function { get; } = function;
}

/// <summary>What a struct makes of each row of a sample's values, or of all of them.</summary>
/// <param name="function">That struct.</param>
internal sealed class LossOfRows(RowFunction function, Tensor prediction, LossPlace place) : LossOperation(prediction, place)
{
    public RowFunction Function { get; } = function;
}

/// <summary>The place of a loss among the losses of a network.</summary>
/// <param name="Name">What its kernel is called.</param>
/// <param name="Index">Its number: weights of samples have a row for each loss.</param>
/// <param name="Weight">What it counts in their sum.</param>
/// <param name="Target">Where its targets lie.</param>
/// <param name="AddsToOthers">Whether another loss has left its part of a sample's loss before it.</param>
internal sealed record LossPlace(string Name, int Index, double Weight, TargetPlace Target, bool AddsToOthers)
{
    /// <summary>How many steps of the prediction each sample has; null where all have all. Nothing is compared at the others.</summary>
    public Tensor? Lengths { get; init; }
}

/// <summary>Where the targets of a loss lie.</summary>
/// <param name="Offset">Where in a sample's row of targets they begin.</param>
/// <param name="RowSize">Values of a sample's row: those of all losses side by side.</param>
/// <param name="IsRow">Whether the network has such rows, in which labels stand as the bits of numbers; else a step is handed the targets alone.</param>
internal sealed record TargetPlace(int Offset, int RowSize, bool IsRow);
