using NetGen.Generator.Layers.Initializers;
using NetGen.Generator.Model;
using NetGen.Generator.Operations;

namespace NetGen.Generator.Layers;

/// <summary>h[t] = tanh(W_ih x[t] + b_ih + W_hh h[t - 1] + b_hh) for every step of a sequence.</summary>
internal sealed partial record SimpleRNNLayer(RecurrentSettings Settings) : RecurrentLayer(Settings)
{
    public override string Kind => "SimpleRNN";

    public override RecurrentCell Cell => new SimpleRNNCell(Function);

    private static ActivationFunction Function => Tanh;

    protected override string Unit => "recurrent tanh unit";

    public static Layer? FromAttribute(AttributeArguments arguments)
    {
        RecurrentSettings settings = RecurrentSettings.FromAttribute(arguments);
        return arguments.IsValid ? new SimpleRNNLayer(settings) : null;
    }

    protected override Initializer RecurrentStart(Fans fans) => Initialize.Xavier(fans, gain: 1, WeightDistribution.Uniform);
}
