using NetGen.Generator.Layers;
using NetGen.Generator.Model;
using NetGen.Generator.Signal;

namespace NetGen.Generator.Prediction;

/// <summary>
/// Predicts the size of every activation and every gradient of a network with initial weights, in one walk forward and one back; each
/// layer's rule stands in the layer's folder. Mean-field theory: Poole et al., 2016; Schoenholz et al., 2017; Hanin and Nica, 2018 for
/// finite width.
/// </summary>
internal static class SignalAnalysis
{
    /// <summary>Beyond this, moments stay where they are: nothing more can be said than 'too large', and no infinity gets in.</summary>
    private const double Largest = 1e150;

    /// <summary>Generator and analyzers ask about the same networks, and at every key anew.</summary>
    private static readonly Memo<(NetworkModel Model, SignalOptions Options), SignalReport> Reports = new(100);

    /// <summary>The prediction for a network. A pure function of its arguments.</summary>
    /// <param name="options">What to assume beyond the declaration; null for the defaults.</param>
    public static SignalReport Analyze(NetworkModel model, SignalOptions? options = null)
        => Reports.Get((model, options ?? SignalOptions.Default), static key => Predict(key.Model, key.Options));

    private static SignalReport Predict(NetworkModel model, SignalOptions options)
    {
        SignalMath math = new(options);
        SignalState[] inputs = Inputs(model);
        SignalState[] states = Forward(model, inputs, math);
        var steps = new EquatableArray<double>[states.Length];
        GradientState[] gradients = Backward(model, inputs, states, steps, math);
        Shape Shape(LossTerm term) => model.Nodes[term.Node].OutputShape;
        return new SignalReport(
            model.Inputs[0],
            new LayerSummary(model, inputs, states, gradients, steps, math).Layers,
            states[model.Outputs[0]].SpreadOfUnits,
            Sum(term => term.Loss.Initial(states[term.Node], Shape(term), math)),
            Sum(term => term.Loss.Undecided(Shape(term))))
        {
            Images = PixelCorrelation.Of(model),
        };

        // Unknown as soon as one part is.
        double? Sum(Func<LossTerm, double?> loss)
            => model.IsTrained ? model.Losses.Aggregate((double?)0, (sum, term) => sum + (term.Weight * loss(term))) : null;
    }

    /// <summary>The states of a network's input and of all nodes, for tests of single rules.</summary>
    public static SignalState[] Forward(NetworkModel model, SignalOptions? options = null)
    {
        SignalMath math = new(options ?? SignalOptions.Default);
        return Forward(model, Inputs(model), math);
    }

    /// <summary>The states of a network's inputs and of all nodes.</summary>
    internal static (SignalState[] Inputs, SignalState[] Nodes) States(NetworkModel model, SignalMath math)
    {
        SignalState[] inputs = Inputs(model);
        return (inputs, Forward(model, inputs, math));
    }

    /// <summary>Normal values with the declared moments: two pixels of a channel correlated as declared, samples and channels independent.</summary>
    private static SignalState Input(InputTensor input)
    {
        double square = input.Mean * input.Mean;
        double variance = input.Std * input.Std;
        LagTable? correlations = PixelCorrelation.ByLag(input);
        return Limit(new SignalState(input.Mean, square + variance)
        {
            AcrossSamples = square,
            AcrossBoth = square,
            Positions = correlations?.Map(correlation => square + (correlation * variance)),
            Pattern = correlations?.Map(_ => square),
            AcrossUnits = square,
        });
    }

    private static SignalState[] Inputs(NetworkModel model) => [.. model.Inputs.Select(Input)];

    private static SignalState[] Forward(NetworkModel model, SignalState[] inputs, SignalMath math)
    {
        var states = new SignalState[model.Nodes.Count];
        for (int index = 0; index < states.Length; index++)
        {
            LayerNode node = model.Nodes[index];
            states[index] = Limit(node.Layer.Propagate(node, Inputs(node, inputs, states), math));
        }

        return states;
    }

    /// <param name="steps">Takes up, for layers that carry a state from step to step, what their steps get of the gradient.</param>
    private static GradientState[] Backward(NetworkModel model, SignalState[] inputs, SignalState[] states, EquatableArray<double>[] steps, SignalMath math)
    {
        var gradients = new GradientState[states.Length];
        foreach (LossTerm term in model.Losses)
        {
            gradients[term.Node] = term.Loss.Gradient(states[term.Node], model.Nodes[term.Node].OutputShape, math).Scale(term.Weight * term.Weight);
        }

        // Without a loss, what becomes on its way back of a gradient of 1.
        if (!model.IsTrained) foreach (int output in model.Outputs) gradients[output] = new GradientState(1);
        for (int index = states.Length - 1; index >= 0; index--)
        {
            LayerNode node = model.Nodes[index];
            GradientState gradient = gradients[index] ??= new GradientState(0);
            SignalState[] read = Inputs(node, inputs, states);
            steps[index] = node.Layer.GradientOverNearest(node, read, gradient, math);
            for (int place = 0; place < node.Inputs.Count; place++)
            {
                int source = node.Inputs[place];
                if (source < 0) continue;
                GradientState back = Limit(node.Layer.PropagateBack(node, place, read, gradient, math));
                gradients[source] = gradients[source] is GradientState other ? other + back : back;
            }
        }

        return gradients;
    }

    /// <summary>What a node reads.</summary>
    internal static SignalState[] Inputs(LayerNode node, SignalState[] inputs, SignalState[] states)
        => [.. node.Inputs.Select(source => source < 0 ? inputs[-1 - source] : states[source])];

    private static SignalState Limit(SignalState state)
    {
        if (state.SecondMoment <= Largest && !double.IsNaN(state.Mean)) return state;
        double factor = Largest / state.SecondMoment;
        bool isLost = !(factor > 0) || double.IsNaN(state.Mean) || double.IsInfinity(state.Mean);
        return new SignalState(isLost ? 0 : state.Mean * Math.Sqrt(factor), Largest)
        {
            AcrossSamples = isLost ? 0 : state.AcrossSamples * factor,
            AcrossBoth = isLost ? 0 : state.AcrossBoth * factor,
            Positions = state.Positions?.Map(moment => isLost ? 0 : moment * factor).WithOwn(Largest),
            Pattern = state.Pattern?.Map(moment => isLost ? 0 : moment * factor),
            AcrossUnits = isLost ? 0 : state.AcrossUnits * factor,
            Low = state.Low,
            High = state.High,
            Active = state.Active,
            Saturated = state.Saturated,
        };
    }

    private static GradientState Limit(GradientState gradient)
    {
        if (gradient.SecondMoment <= Largest) return gradient;
        double factor = Largest / gradient.SecondMoment;
        return factor > 0 ? gradient.Scale(factor) : new GradientState(Largest);
    }
}
