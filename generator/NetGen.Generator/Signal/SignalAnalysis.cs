using NetGen.Generator.Layers;
using NetGen.Generator.Model;

namespace NetGen.Generator.Signal;

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
        SignalState input = Input(model);
        SignalState[] states = Forward(model, input, math);
        GradientState[] gradients = Backward(model, input, states, math);
        SignalState output = states[model.OutputNode];
        int classes = model.Nodes[model.OutputNode].OutputShape.Size;
        return new SignalReport(
            model.InputMean,
            model.InputStd,
            model.IsInputScaleKnown,
            new LayerSummary(model, input, states, gradients, math).Layers,
            output.SpreadOfUnits,
            LossSignal.Initial(model.Loss, output, classes, math),
            LossSignal.Undecided(model.Loss, classes))
        {
            PixelCorrelation = model.Input.Rank == ShapeRank.Image ? PixelCorrelation.Neighbours(model) : null,
        };
    }

    /// <summary>The states of a network's input and of all nodes, for tests of single rules.</summary>
    public static SignalState[] Forward(NetworkModel model, SignalOptions? options = null)
    {
        SignalMath math = new(options ?? SignalOptions.Default);
        return Forward(model, Input(model), math);
    }

    /// <summary>Normal values with the declared moments: two pixels of a channel correlated as declared, samples and channels independent.</summary>
    private static SignalState Input(NetworkModel model)
    {
        double square = model.InputMean * model.InputMean;
        double variance = model.InputStd * model.InputStd;
        return Limit(new SignalState(model.InputMean, square + variance)
        {
            AcrossSamples = square,
            AcrossBoth = square,
            Positions = PixelCorrelation.Of(model)?.Map(correlation => square + (correlation * variance)),
            Pattern = PixelCorrelation.Of(model)?.Map(_ => square),
            AcrossUnits = square,
        });
    }

    private static SignalState[] Forward(NetworkModel model, SignalState input, SignalMath math)
    {
        var states = new SignalState[model.Nodes.Count];
        for (int index = 0; index < states.Length; index++)
        {
            LayerNode node = model.Nodes[index];
            states[index] = Limit(node.Layer.Propagate(node, Inputs(node, input, states), math));
        }

        return states;
    }

    private static GradientState[] Backward(NetworkModel model, SignalState input, SignalState[] states, SignalMath math)
    {
        var gradients = new GradientState[states.Length];
        gradients[model.OutputNode] = LossSignal.Gradient(model.Loss, states[model.OutputNode], model.Nodes[model.OutputNode].OutputShape.Size, math);
        for (int index = states.Length - 1; index >= 0; index--)
        {
            LayerNode node = model.Nodes[index];
            GradientState gradient = gradients[index] ??= new GradientState(0);
            for (int place = 0; place < node.Inputs.Count; place++)
            {
                int source = node.Inputs[place];
                if (source < 0) continue;
                GradientState back = Limit(node.Layer.PropagateBack(node, place, Inputs(node, input, states), gradient, math));
                gradients[source] = gradients[source] is GradientState other ? other + back : back;
            }
        }

        return gradients;
    }

    /// <summary>What a node reads.</summary>
    internal static SignalState[] Inputs(LayerNode node, SignalState input, SignalState[] states)
        => [.. node.Inputs.Select(source => source < 0 ? input : states[source])];

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
