using NetGen.Generator.Layers;
using NetGen.Generator.Model;

namespace NetGen.Analyzers.Training;

/// <summary>NG3013: what of a data set a network cannot take. The run-time library refuses the same when it is given it.</summary>
/// <param name="Network">Its name.</param>
/// <param name="Problem">A verb phrase.</param>
/// <param name="Remedy">A sentence without its full stop.</param>
internal sealed record DataMisfit(string Network, string Problem, string Remedy)
{
    /// <summary>Everything that does not fit and can be seen.</summary>
    /// <param name="trains">Whether the network is trained with the data: then also what labels are to be compared with counts.</param>
    public static IEnumerable<DataMisfit> Find(NetworkModel model, DatasetCall data, bool trains)
    {
        string name = model.Type.Name;
        if (!model.IsPlain)
        {
            if (data.InputSize is not null)
            {
                yield return new DataMisfit(
                    name,
                    "has inputs, outputs or labels of its own kind, but these data have one row of numbers and one target",
                    $"Make the data with {name}.CreateDataset");
            }

            yield break;
        }

        if (data.InputSize is { } given && given != model.InputSize) yield return OfInputs(model, given);
        if (model.IsTrained && data.HasLabels is { } hasLabels && OfTargets(model, model.Losses[0], data, hasLabels, trains) is { } misfit) yield return misfit;
    }

    private static DataMisfit OfInputs(NetworkModel model, int given)
    {
        Shape shape = model.Inputs[0].Shape;
        string declared = shape.IsVector ? string.Empty : $", {Text.Of(shape)}";
        string network = shape.IsVector ? $"Write [Network({Text.Of(given)})]" : "Declare the input as the data have it";
        return new DataMisfit(
            model.Type.Name,
            $"reads {Text.Count(model.InputSize, "value")} per sample{declared}, but these data have {Text.Of(given)}",
            $"{network}, or give the data an input size of {Text.Of(model.InputSize)}");
    }

    private static DataMisfit? OfTargets(NetworkModel model, LossTerm term, DatasetCall data, bool hasLabels, bool trains)
    {
        Loss loss = term.Loss;
        bool wantsLabels = loss.Target == LossTarget.Labels;
        int size = wantsLabels ? model.OutputSize : model.TargetSize;
        string name = model.Type.Name;
        if (hasLabels && !wantsLabels)
        {
            if (!loss.TakesBinaryLabels)
            {
                return new DataMisfit(
                    name,
                    $"ends with [{loss.Kind}], which compares each output with a value, but these data have class labels",
                    "Give the data target values, or end the network with [SoftmaxCrossEntropy]");
            }

            return (model.OutputSize, data.Classes) switch
            {
                ( > 1, _) => new DataMisfit(
                    name,
                    $"ends with [{loss.Kind}] of {Text.Count(model.OutputSize, "output")}, each of which is a question of its own, "
                        + "but these data have one class label per sample",
                    $"Give the data {Text.Of(model.OutputSize)} target values of 0 or 1 each, or end the network with [SoftmaxCrossEntropy]"),
                (1, > 2 and { } classes) => new DataMisfit(
                    name,
                    $"ends with [{loss.Kind}] of one output, which tells two classes apart, but the labels of these data have {Text.Of(classes)} classes",
                    $"Write a last layer with {Text.Count(classes, "unit")} and [SoftmaxCrossEntropy]"),
                _ => null,
            };
        }

        if (!hasLabels && wantsLabels && !loss.TakesProbabilities)
        {
            return trains
                ? new DataMisfit(
                    name,
                    $"ends with [{loss.Kind}], which compares with class labels, but these data have target values",
                    "Give the data labels and a number of classes")
                : null;
        }

        return !hasLabels && data.TargetSize is { } targets && targets != size
            ? new DataMisfit(
                name,
                $"ends with [{loss.Kind}] on {Text.Count(model.OutputSize, "output")} and is compared with {Text.Count(size, "value")} per sample, "
                    + $"but these data have {Text.Count(targets, "target value")}",
                size == model.OutputSize
                    ? $"Write a last layer with {Text.Count(targets, "unit")}, or give the data {Text.Count(size, "target value")}"
                    : $"Give the data {Text.Count(size, "target value")}")
            : null;
    }
}
