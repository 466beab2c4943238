using NetGen.Generator.Model;
using NetGen.Generator.Signal;

namespace NetGen.Generator.Layers;

internal sealed partial record GatedLinearUnitLayer
{
    private ActivationLayer Activating => new(Gate);

    /// <summary>
    /// A product of two tensors that are independent, as two units behind weights are: moments multiply. What both have in common is the size of a sample that
    /// is off by chance: with e the elasticity of E f^2, E s^2 s^2e is 1 + e Var s^2 times the product of the means.
    /// </summary>
    public override SignalState Propagate(LayerNode node, IReadOnlyList<SignalState> inputs, SignalMath math)
    {
        SignalState x = inputs[0];
        SignalState open = Activating.Propagate(node, inputs, math);
        double elasticity = x.SizeVariation > 0 ? Math.Sqrt(open.SizeVariation / x.SizeVariation) : 0;
        return MergeLayer.Product(x, open, isSame: false).Scale(1 + (elasticity * x.SizeVariation)) with
        {
            SizeVariation = x.SizeVariation * (1 + elasticity) * (1 + elasticity),
        };
    }

    /// <summary>
    /// Half of the units get the gradient times f, the others the gradient times a and f'. Its part along the signal, c a f, meets a and f again: c^2
    /// E a^2 E f^4 in the one half, c^2 E a^4 E f^2 f'^2 in the other.
    /// </summary>
    public override GradientState PropagateBack(LayerNode node, int input, IReadOnlyList<SignalState> inputs, GradientState gradient, SignalMath math)
    {
        SignalState x = inputs[0];
        SignalState open = Activating.Propagate(node, inputs, math);
        double signal = x.SecondMoment * open.SecondMoment;
        if (!(signal > 0)) return Activating.PropagateBack(node, input, inputs, Times(gradient with { Gate = null, Selection = 1 }, x), math).Scale(0.5);
        double along = (gradient.AlongSignal / signal * (gradient.AlongSignal / signal)) + (gradient.AlongUnits / signal);
        double rest = Math.Max(0, gradient.SecondMoment - (along * signal));
        double ofGate = gradient.AlongSignal / open.SecondMoment;
        GradientState plain = gradient with { Gate = null, Selection = 1, WeightResponse = 0, AlongUnits = 0 };
        GradientState first = Times(plain, open) with { SecondMoment = (rest * open.SecondMoment) + (along * x.SecondMoment * open.FourthMoment) };
        GradientState second = Activating.PropagateBack(
            node,
            input,
            inputs,
            Times(plain, x) with
            {
                SecondMoment = (rest * x.SecondMoment) + (along * x.FourthMoment * open.SecondMoment),
                AlongUnits = Math.Max(0, (along * x.FourthMoment) - (ofGate * ofGate)) * open.SecondMoment,
            },
            math);
        double Mean(double one, double other) => (one + other) / 2;
        return first with
        {
            SecondMoment = Mean(first.SecondMoment, second.SecondMoment),
            AcrossSamples = Mean(first.AcrossSamples, second.AcrossSamples),
            AcrossPositions = Mean(first.AcrossPositions, second.AcrossPositions),

            // Of two units both stand in one half as often as not, and what comes to one of each has nothing in common.
            AcrossUnits = (first.AcrossUnits + second.AcrossUnits) / 4,
            AlongSignal = Mean(first.AlongSignal, second.AlongSignal),
            SizeResponse = Mean(first.SizeResponse, second.SizeResponse),
        };
    }

    private static GradientState Times(GradientState gradient, SignalState factor) => gradient with
    {
        SecondMoment = gradient.SecondMoment * factor.SecondMoment,
        AcrossSamples = gradient.AcrossSamples * factor.AcrossSamples,
        AcrossPositions = gradient.AcrossPositions * factor.AcrossPositions,
        AcrossUnits = gradient.AcrossUnits * factor.AcrossUnits,
    };
}
