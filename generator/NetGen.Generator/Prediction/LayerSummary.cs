using NetGen.Generator.Layers;
using NetGen.Generator.Model;
using NetGen.Generator.Signal;

namespace NetGen.Generator.Prediction;

/// <summary>Turns states into what is reported of each node.</summary>
internal sealed class LayerSummary
{
    private readonly NetworkModel _model;
    private readonly SignalState[] _inputs;
    private readonly SignalState[] _states;
    private readonly GradientState[] _gradients;
    private readonly EquatableArray<double>[] _steps;
    private readonly SignalMath _math;
    private readonly List<int>[] _readers;

    public LayerSummary(NetworkModel model, SignalState[] inputs, SignalState[] states, GradientState[] gradients, EquatableArray<double>[] steps, SignalMath math)
    {
        _model = model;
        _inputs = inputs;
        _states = states;
        _gradients = gradients;
        _steps = steps;
        _math = math;
        _readers = FindReaders(model);
        Layers = Describe().ToEquatableArray();
    }

    public EquatableArray<LayerSignal> Layers { get; }

    private IEnumerable<LayerSignal> Describe()
    {
        int first = Enumerable.Range(0, _states.Length).FirstOrDefault(HasWeights);
        int last = Enumerable.Range(0, _states.Length).LastOrDefault(HasWeights);
        double start = Math.Sqrt(SignalAnalysis.Inputs(_model.Nodes[first], _inputs, _states)[0].SecondMoment);
        double end = Math.Sqrt(_gradients[last].SecondMoment);
        double[] bands = Bands();
        int[] resets = Resets();
        for (int index = 0; index < _states.Length; index++)
        {
            LayerNode node = _model.Nodes[index];
            SignalState state = _states[index];
            SignalState[] inputs = SignalAnalysis.Inputs(node, _inputs, _states);
            double rms = Math.Sqrt(state.SecondMoment);
            double gradient = Math.Sqrt(_gradients[index].SecondMoment);
            yield return new LayerSignal(
                index,
                state.Mean,
                state.Std,
                rms,
                state.Low,
                state.High,
                state.Active,
                node.Layer.Activation is not null ? state.Saturated : 0,
                state.Correlation(state.AcrossSamples),
                state.Correlation(state.AcrossPositions),
                Ratio(state.SecondMoment, inputs[0].SecondMoment),
                Ratio(rms, start),
                StageFactor(index),
                InteriorStd(node, inputs, state),
                gradient,
                Ratio(gradient, end),
                node.Inputs[0] < 0 ? 1 : Ratio(_gradients[node.Inputs[0]].SecondMoment, _gradients[index].SecondMoment),
                Math.Exp(2 * Math.Sqrt(bands[index])),
                resets[index],
                Parameters(node, inputs, _gradients[index]))
            {
                StepsReached = StepsReached(index),
                StepsGoneOver = StepsGoneOver(index),
                Softmax = node.Layer.Softmax(node, inputs, _math),
            };
        }
    }

    /// <summary>
    /// Of a state that is read at one step alone, as whatever else is read makes up for what it forgets: those whose gradient counts beside that of the step
    /// which it has read last. Where a gradient grows on its way back, all do.
    /// </summary>
    private int? StepsReached(int index)
    {
        EquatableArray<double> steps = _steps[index];
        bool isOneRead = _model.Nodes[index].OutputShape.Positions == 1 || StepRead(index) is not null;
        return steps.Count > 1 && isOneRead ? steps.Count(static share => share >= FloatSum.Precision * FloatSum.Precision) : null;
    }

    private int? StepsGoneOver(int index)
    {
        LayerNode node = _model.Nodes[index];
        return node.Layer.RunsBackward && node.OutputShape.Positions > 1 ? node.OutputShape.Positions - StepRead(index) : null;
    }

    /// <summary>The one of several steps that has a gradient; null where several have, or none.</summary>
    private int? StepRead(int index)
    {
        EquatableArray<double> read = _gradients[index].Columns;
        return read.Count(static share => share > 0) == 1 ? read.TakeWhile(static share => share <= 0).Count() : null;
    }

    private bool HasWeights(int index) => _model.Nodes[index].Weight is { FanIn: > 0 };

    private static double Ratio(double value, double reference) => reference > 0 ? value / reference : value > 0 ? double.PositiveInfinity : 1;

    private static double InteriorStd(LayerNode node, SignalState[] inputs, SignalState state)
    {
        double share = node.Layer.TapShare(node, inputs[0]);
        return share > 0 ? state.Std / Math.Sqrt(share) : state.Std;
    }

    private double? StageFactor(int index)
    {
        if (_model.Nodes[index].Layer.Affine is null || _model.Nodes[index].Weight is not { } weight) return null;
        int at = index;
        while (_readers[at].Count == 1)
        {
            at = _readers[at][0];
            LayerNode next = _model.Nodes[at];
            if (next.Layer.Activation is not null)
            {
                SignalState before = next.Inputs[0] < 0 ? _inputs[-1 - next.Inputs[0]] : _states[next.Inputs[0]];
                return before.SecondMoment > 0 ? weight.FanIn * weight.Weights.MeanSquare * _states[at].SecondMoment / before.SecondMoment : 0;
            }

            if (next.Layer.Normalizes || next.Parameters.Count > 0 || next.Inputs.Count > 1) return null;
        }

        return null;
    }

    /// <summary>
    /// Variance of the logarithm of the rms from network to network: a sum over n units that vary independently is off by (kurtosis - 1) / n
    /// of its square, a quarter of which counts for the logarithm of the root (Hanin and Nica, 2018: 5 / n per ReLU layer for the square).
    /// The network's own input is data, not chance. A normalisation starts anew.
    /// </summary>
    private double[] Bands()
    {
        double[] bands = new double[_states.Length];
        bool[] isBehindWeights = new bool[_states.Length];
        for (int index = 0; index < bands.Length; index++)
        {
            LayerNode node = _model.Nodes[index];
            isBehindWeights[index] = HasWeights(index) || node.Inputs.Any(source => source >= 0 && isBehindWeights[source]);
            if (node.Layer.Normalizes) continue;
            foreach (int source in node.Inputs.Where(source => source >= 0)) bands[index] = Math.Max(bands[index], bands[source]);
            bool readsHidden = node.Inputs[0] >= 0 && isBehindWeights[node.Inputs[0]];
            if (HasWeights(index) && readsHidden) bands[index] += (_states[node.Inputs[0]].Kurtosis - 1) / (4.0 * Units(node.InputShapes[0]));
        }

        return bands;
    }

    /// <summary>Values that vary independently from network to network: pixels of a channel have the same weights.</summary>
    private static int Units(Shape shape) => (shape.FlattenedImage ?? shape).Channels;

    /// <summary>For each node the first normalisation that stands on all ways to the end, or -1.</summary>
    private int[] Resets()
    {
        int[] resets = new int[_states.Length];
        for (int index = _states.Length - 1; index >= 0; index--)
        {
            // The end itself is a way out on which nothing was normalised.
            int[] found = [.. _readers[index].Select(reader => _model.Nodes[reader].Layer.Normalizes ? reader : resets[reader]).Distinct()];
            resets[index] = _model.IsOutput(index) || found.Contains(-1) ? -1 : found.Max();
        }

        return resets;
    }

    private EquatableArray<ParameterSignal> Parameters(LayerNode node, SignalState[] inputs, GradientState gradient)
        => node.Parameters
            .Where(parameter => parameter.IsTrained)
            .Select(parameter => new ParameterSignal(
                parameter.Name,
                parameter.IsWeight,
                Math.Sqrt(parameter.Initializer.MeanSquare),
                Math.Sqrt(ParameterGradient(node, parameter, inputs, gradient))))
            .ToEquatableArray();

    private double ParameterGradient(LayerNode node, ParameterSpec parameter, SignalState[] inputs, GradientState gradient)
        => node.Weight is { } weight && node.Reparameterization?.GradientRatio(parameter, weight) is { } ratio
            ? ratio * node.Layer.ParameterGradient(node, weight, inputs, gradient, _math)
            : node.Layer.ParameterGradient(node, parameter, inputs, gradient, _math);

    private static List<int>[] FindReaders(NetworkModel model)
    {
        List<int>[] readers = [.. model.Nodes.Select(_ => new List<int>())];
        for (int index = 0; index < model.Nodes.Count; index++)
        {
            foreach (int source in model.Nodes[index].Inputs.Distinct())
            {
                if (source >= 0) readers[source].Add(index);
            }
        }

        return readers;
    }
}
