using System.Globalization;
using System.Text;

namespace NetGen;

/// <summary>
/// The layers of a network with their outputs, their parameters and the size of their signal, predicted and measured; what there is in all; and the
/// memory that it takes. Made by <see cref="NetworkSummaries"/>; <see cref="ToString"/> is a table of at most 100 columns.
/// </summary>
/// <param name="Name">The network's class.</param>
/// <param name="Layers">In the order in which they run.</param>
/// <param name="Memory">In bytes.</param>
/// <param name="Measured">The batch whose signal stands beside the predictions; null for none.</param>
public sealed record NetworkSummary(string Name, IReadOnlyList<LayerSummary> Layers, MemorySummary Memory, SignalMeasurement? Measured)
{
    /// <summary>Parameters that training changes.</summary>
    public long TrainableParameters => Layers.Sum(static layer => layer.TrainableParameters);

    /// <summary>Parameters that a trainer's groups freeze; none where no trainer was asked.</summary>
    public long FrozenParameters => Layers.Sum(static layer => layer.FrozenParameters);

    /// <summary>Values of state, such as running statistics: kept and saved, but not trained.</summary>
    public long StateValues => Layers.Sum(static layer => layer.StateValues);

    /// <summary>Multiply-adds of one forward pass of one sample.</summary>
    public long MultiplyAdds => Layers.Sum(static layer => layer.Layer.MultiplyAdds);

    /// <summary>The table, and below it the sums.</summary>
    public override string ToString()
    {
        StringBuilder text = new(Name);
        if (Measured is not null) text.Append(", measured on ").Append(Words.Count(Measured.Batch, "sample"));
        if (Measured?.Loss is float loss) text.Append(CultureInfo.InvariantCulture, $", loss {loss:G4}");
        text.Append('\n').Append(SummaryTable.Of(this)).Append('\n');
        foreach (LayerSummary layer in Layers) AppendSoftmax(text, layer.Layer);
        text.Append(CultureInfo.InvariantCulture, $"Parameters: {TrainableParameters + FrozenParameters + StateValues:N0}, of them {TrainableParameters:N0} trainable");
        if (FrozenParameters > 0) text.Append(CultureInfo.InvariantCulture, $", {FrozenParameters:N0} frozen");
        if (StateValues > 0) text.Append(CultureInfo.InvariantCulture, $", {StateValues:N0} state");
        text.Append(CultureInfo.InvariantCulture, $"\nMultiply-adds for a sample: {MultiplyAdds:N0}\n");
        return text.Append(Memory).Append('\n').ToString();
    }

    private static void AppendSoftmax(StringBuilder text, LayerInfo layer)
    {
        if (layer.Predicted.Softmax is not { } softmax) return;
        text.Append(CultureInfo.InvariantCulture, $"{layer.Name}: among {softmax.Choices:N0}, entropy {softmax.Entropy:G3} of ");
        text.Append(CultureInfo.InvariantCulture, $"{softmax.LargestEntropy:G3} predicted, {softmax.Slope:P0} of the slope left");
        if (layer.Predicted.StepCorrelation is double alike) text.Append(CultureInfo.InvariantCulture, $", steps alike by {alike:F2}");
        text.Append('\n');
    }
}

/// <summary>A layer of a <see cref="NetworkSummary"/>.</summary>
/// <param name="Layer">Its name, kind, output and predicted signal.</param>
/// <param name="TrainableParameters">Parameters that training changes.</param>
/// <param name="FrozenParameters">Parameters that a trainer's groups freeze.</param>
/// <param name="StateValues">Values of state, such as running statistics.</param>
/// <param name="Measured">Its signal for a batch; null where none was measured.</param>
public sealed record LayerSummary(LayerInfo Layer, long TrainableParameters, long FrozenParameters, long StateValues, LayerMeasurement? Measured);

/// <summary>The memory of a network in bytes. Code, and what the runtime needs for objects, are not counted.</summary>
/// <param name="File">Parameters and state in a file, without the file's head.</param>
/// <param name="Parameters">Parameters and state in memory, with padding and with what is derived from them.</param>
/// <param name="Inference">The workspace of a call of Forward or Predict; each thread that takes part in calls has one.</param>
/// <param name="Training">What a trainer has besides for a batch; null where no trainer was asked.</param>
public sealed record MemorySummary(long File, long Parameters, long Inference, TrainingMemorySummary? Training)
{
    /// <summary>Two lines, or one without training.</summary>
    public override string ToString()
    {
        string bytes = string.Create(CultureInfo.InvariantCulture, $"Bytes: {Parameters:N0} parameters ({File:N0} in a file), {Inference:N0} for a call of inference");
        return Training is null ? bytes : $"{bytes}\n{Training}";
    }
}

/// <summary>The memory of a trainer in bytes, besides the parameters.</summary>
/// <param name="Batch">Samples of a step.</param>
/// <param name="Workspace">Activations and their gradients.</param>
/// <param name="Gradients">Gradients of the parameters.</param>
/// <param name="Optimizer">What the optimiser keeps from step to step, with sums of gradients and averages of weights.</param>
public sealed record TrainingMemorySummary(int Batch, long Workspace, long Gradients, long Optimizer)
{
    /// <summary>One line.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"Bytes of training, {Words.Count(Batch, "sample")} a step: {Workspace:N0} workspace, {Gradients:N0} gradients, {Optimizer:N0} optimiser");
}
