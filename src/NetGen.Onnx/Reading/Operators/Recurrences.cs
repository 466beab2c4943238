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
        if (node.Has(7) && node.Constant(7).NumbersOrRefuse().Any(number => number != 0)) throw new NotSupportedException("its gates see the cell state (peepholes)");
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
            if (!given[i].Equals(usual[i % usual.Length], StringComparison.OrdinalIgnoreCase)) throw new NotSupportedException($"its activations are {string.Join(", ", given)}");
        }
    }

    private static IReadOnlyList<ReadValue?> Read(ReadNode node, string kind, int[] gates, string[] arguments)
    {
        if (node.HasAttribute("clip")) throw new NotSupportedException("it clips its sums");
        ReadValue value = node.Value(0);
        bool isBatchFirst = node.Whole("layout", 0) != 0;
        (int stepsAxis, int samplesAxis) = isBatchFirst ? (1, 0) : (0, 1);
        if (value.Rank != 3 || !(value.Tensor.IsSamples(samplesAxis) || value.Tensor.IsUnit(samplesAxis))) throw new NotSupportedException($"it does not read steps of features, with samples as axis {samplesAxis}");
        (Atom[] steps, Atom[] samples) = (value.Atoms(stepsAxis), value.Tensor[samplesAxis]);
        ReadValue sequence = node.Arrange(value, steps, value.Atoms(2));
        string direction = node.Word("direction", "forward");
        int directions = direction == "bidirectional" ? 2 : 1;
        Weights read = node.Weights(1, rank: 3);
        Weights kept = node.Weights(2, rank: 3);
        int units = kept.Shape[2];
        if (!read.Shape.SequenceEqual([directions, gates.Length * units, sequence.Channels]) || !kept.Shape.SequenceEqual([directions, gates.Length * units, units])) throw new NotSupportedException($"its weights are not those of {sequence.Channels} features, {units} units and {directions} directions");
        Weights? bias = node.Has(3) ? node.Row(3, directions * 2 * gates.Length * units) : null;
        if (node.Has(4) && (!node.IsConstant(4) || node.Constant(4).WholesOrRefuse().Any(length => length != Atom.Product(steps)))) throw new NotSupportedException("its samples have steps of their own");
        List<string> all = [$"{units}", .. arguments];
        if (bias is null || Array.TrueForAll(bias.Values, number => number == 0)) all.Add("UseBias = false");
        if (directions == 2) all.Add("Bidirectional = true");
        else if (direction == "reverse") all.Add("Reverse = true");
        else if (direction != "forward") throw new NotSupportedException($"its direction is {direction}");
        (string[] start, Weights[] states) = RecurrentStart.Of(node, kind, directions, units, samplesAxis: isBatchFirst ? 0 : 1);
        all.AddRange(start);
        (Atom[] both, Atom[] unit) = (Atom.Axis(directions), Atom.Axis(units));
        ReadValue? sequences = null;
        ReadValue? last = null;
        if (node.Gives(0))
        {
            string layer = Layer(lastStepOnly: false);
            sequences = new ReadValue(layer, new Axes(steps, [.. both, .. unit]), isBatchFirst ? new Axes(samples, steps, both, unit) : new Axes(steps, both, samples, unit));
        }

        if (node.Gives(1))
        {
            string layer = Layer(lastStepOnly: true);
            last = new ReadValue(layer, new Axes([.. both, .. unit]), isBatchFirst ? new Axes(samples, both, unit) : new Axes(both, samples, unit));
        }

        return node.Gives(2) ? throw new NotSupportedException("its last cell state is asked for") : [sequences, last];

        string Layer(bool lastStepOnly)
        {
            string layer = node.Layer(kind, sequence, [.. all, .. lastStepOnly ? ["LastStepOnly = true"] : Array.Empty<string>()]);
            for (int index = 0; index < directions; index++)
            {
                string suffix = index == 0 ? string.Empty : "_reverse";
                Add("weight_ih_l0" + suffix, Part(read, index, directions, gates.Length * units));
                Add("weight_hh_l0" + suffix, Part(kept, index, directions, gates.Length * units));
                if (!all.Contains("UseBias = false"))
                {
                    Add("bias_ih_l0" + suffix, Part(bias!, 2 * index, 2 * directions, gates.Length * units));
                    Add("bias_hh_l0" + suffix, Part(bias!, (2 * index) + 1, 2 * directions, gates.Length * units));
                }
            }

            for (int state = 0; state < states.Length; state++)
            {
                for (int index = 0; index < directions; index++) node.Model.Declaration.AddParameter(layer, (state == 0 ? "h_0" : "c_0") + (index == 0 ? string.Empty : "_reverse"), Row(states[state], index));
            }

            return layer;

            void Add(string name, Weights weights) => node.Model.Declaration.AddParameter(layer, name, weights.Parts(gates.Length, gates));
        }

        Weights Row(Weights state, int index) => new(state.Name, [units], state.Values[(index * units)..((index + 1) * units)]);
    }

    /// <summary>One of equal parts, a matrix or a row of so many rows or numbers.</summary>
    private static Weights Part(Weights weights, int index, int parts, int rows)
    {
        int size = weights.Values.Length / parts;
        return new Weights(weights.Name, size == rows ? [rows] : [rows, size / rows], weights.Values[(index * size)..((index + 1) * size)]);
    }
}
