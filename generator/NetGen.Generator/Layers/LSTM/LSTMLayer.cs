using NetGen.Generator.Layers.Initializers;
using NetGen.Generator.Model;
using NetGen.Generator.Operations;

namespace NetGen.Generator.Layers;

/// <summary>Long short-term memory: gates i, f, g and o of inputs and state, c[t] = f c[t - 1] + i g, h[t] = o tanh(c[t]).</summary>
/// <param name="ForgetBias">What the bias of the forget gate begins with.</param>
internal sealed partial record LSTMLayer(RecurrentSettings Settings, double ForgetBias) : RecurrentLayer(Settings)
{
    public override string Kind => "LSTM";

    public override RecurrentCell Cell => new LSTMCell(Sigmoid, Tanh);

    protected override string Unit => "LSTM unit";

    protected override int? ForgetGate => Forget;

    protected override Initializer InputBiasStart
        => ForgetBias == 0 ? Initialize.Constant(0) : Initialize.PartConstants(EquatableArray.Of(0, ForgetBias, 0, 0), $"zeros, forget gate {Text.Of(ForgetBias)}");

    public override (string Remedy, string? Argument)? LongerMemory(int steps)
    {
        string argument = $"ForgetBias = {Text.Of(LastingBias(steps))}";
        return ($"Write {argument}, {FewerSteps}", argument);
    }

    public static Layer? FromAttribute(AttributeArguments arguments)
    {
        RecurrentSettings settings = RecurrentSettings.FromAttribute(arguments);
        double forgetBias = arguments.FiniteNumber("ForgetBias", 1);
        return arguments.IsValid ? new LSTMLayer(settings, forgetBias) : null;
    }
}
