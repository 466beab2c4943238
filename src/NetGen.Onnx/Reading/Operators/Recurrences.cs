using NetGen.Onnx.Graphs;
using NetGen.Onnx.Reading.Constants;
using NetGen.Onnx.Reading.Values;

namespace NetGen.Onnx.Reading.Operators;

/// <summary>RNN, LSTM and GRU. Gates are in another order than files have them.</summary>
internal static class Recurrences
{
    public static IReadOnlyList<ReadValue?> SimpleRNN(ReadNode node)
    {
        string[] activations = [.. node.Words("activations").Distinct(StringComparer.OrdinalIgnoreCase)];
        string[] arguments = activations switch
        {
            [] or ["Tanh"] => [],
            ["Relu"] => ["Activation = RecurrentActivation.ReLU"],
            _ => throw new NotSupportedException($"its activations are {string.Join(", ", activations)}"),
        };
        return Read(node, "SimpleRNN", [0], arguments);
    }

    /// <summary>Files: input, forget, candidate, output. ONNX: input, output, forget, candidate.</summary>
    public static IReadOnlyList<ReadValue?> LSTM(ReadNode node)
    {
        RefuseActivations(node, "Sigmoid", "Tanh", "Tanh");
        if (node.Has(7) && node.Constant(7).NumbersOrRefuse().Any(number => number != 0))
            throw new NotSupportedException("its gates see the cell state (peepholes)");
        if (node.Whole("input_forget", 0) != 0) throw new NotSupportedException("it has one gate for input and forgetting");
        return Read(node, "LSTM", [0, 2, 3, 1], []);
    }

    /// <summary>Files: reset, update, candidate. ONNX: update, reset, candidate.</summary>
    public static IReadOnlyList<ReadValue?> GRU(ReadNode node)
    {
        RefuseActivations(node, "Sigmoid", "Tanh");
        return Read(node, "GRU", [1, 0, 2], node.Whole("linear_before_reset", 0) != 0 ? [] : ["ResetAfter = false"]);
    }

    private static void RefuseActivations(ReadNode node, params string[] usual)
    {
        string[] given = node.Words("activations");
        for (int i = 0; i < given.Length; i++)
        {
            if (!given[i].Equals(usual[i % usual.Length], StringComparison.OrdinalIgnoreCase))
                throw new NotSupportedException($"its activations are {string.Join(", ", given)}");
        }
    }

    private static IReadOnlyList<ReadValue?> Read(ReadNode node, string kind, int[] gates, string[] arguments)
    {
        if (node.HasAttribute("clip")) throw new NotSupportedException("it clips its sums");
        if (node.Gives(2)) throw new NotSupportedException("its last cell state is asked for");
        ReadValue value = node.Value(0);
        bool isBatchFirst = node.Whole("layout", 0) != 0;
        (int stepsAxis, int samplesAxis) = isBatchFirst ? (1, 0) : (0, 1);
        if (value.Rank != 3 || !(value.Tensor.IsSamples(samplesAxis) || value.Tensor.IsUnit(samplesAxis)))
            throw new NotSupportedException($"it does not read steps of features, with samples as axis {samplesAxis}");
        (Atom[] steps, Atom[] samples) = (value.Atoms(stepsAxis), value.Tensor[samplesAxis]);
        if (node.Has(4) && (!node.IsConstant(4) || node.Constant(4).WholesOrRefuse().Any(length => length != Atom.Product(steps))))
            throw new NotSupportedException("its samples have steps of their own");
        ReadValue sequence = node.Arrange(value, steps, value.Atoms(2));
        Cell cell = Cell.Of(node, kind, gates, sequence.Channels, samplesAxis);
        string[] all = [$"{cell.Units}", .. arguments, .. cell.Arguments];
        (Atom[] both, Atom[] unit) = (Atom.Axis(cell.Directions), Atom.Axis(cell.Units));
        Axes network = new(steps, [.. both, .. unit]);
        Axes ofSteps = isBatchFirst ? new Axes(samples, steps, both, unit) : new Axes(steps, both, samples, unit);
        Axes ofLast = isBatchFirst ? new Axes(samples, both, unit) : new Axes(both, samples, unit);
        ReadValue? sequences = node.Gives(0) ? new ReadValue(cell.Layer(node, sequence, all), network, ofSteps) : null;
        ReadValue? last = node.Gives(1)
            ? new ReadValue(cell.Layer(node, sequence, [.. all, "LastStepOnly = true"]), new Axes([.. both, .. unit]), ofLast)
            : null;
        return [sequences, last];
    }
}
