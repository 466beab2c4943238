using NetGen.Generator.Model;
using NetGen.Generator.Operations;

namespace NetGen.Generator.Layers;

/// <summary>h[t] = f(W_ih x[t] + b_ih + W_hh h[t - 1] + b_hh) for every step of a sequence.</summary>
/// <param name="Function">f: tanh or ReLU.</param>
internal sealed partial record SimpleRNNLayer(RecurrentSettings Settings, ActivationFunction Function) : RecurrentLayer(Settings)
{
    public override string Kind => "SimpleRNN";

    public override RecurrentCell Cell => new SimpleRNNCell(Function);

    protected override string Unit => $"recurrent {(Function.IsRectifier ? Function.Kind : Function.Kind.ToLowerInvariant())} unit";

    protected override void DeclareSettings(SettingList settings) => settings.Add("activation", Function.Kind);

    public override (string Remedy, string? Argument)? LongerMemory(int steps)
        => ($"{(Function.IsRectifier ? "Write" : "Write Activation = RecurrentActivation.ReLU with")} [Identity(Target = Parameter.Recurrent)], use [LSTM] with ForgetBias = {Text.Of(LastingBias(steps))}, {FewerSteps}", null);

    public static Layer? FromAttribute(AttributeArguments arguments)
    {
        RecurrentSettings settings = RecurrentSettings.FromAttribute(arguments);
        RecurrentActivation activation = arguments.Choice("Activation", RecurrentActivation.Tanh);
        return arguments.IsValid ? new SimpleRNNLayer(settings, activation == RecurrentActivation.ReLU ? new ReLUFunction() : Tanh) : null;
    }
}
