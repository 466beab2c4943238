using NetGen.Generator.Model;
using NetGen.Generator.Operations;

namespace NetGen.Generator.Layers;

/// <summary>Gated recurrent unit: gates r and z, n = tanh(W_in x + b_in + r (W_hn h + b_hn)), h[t] = (1 - z) n + z h[t - 1].</summary>
/// <param name="ResetAfter">Whether the reset gate meets the product; else n = tanh(W_in x + b_in + W_hn (r h) + b_hn).</param>
internal sealed partial record GRULayer(RecurrentSettings Settings, bool ResetAfter) : RecurrentLayer(Settings)
{
    public override string Kind => "GRU";

    public override RecurrentCell Cell => ResetAfter ? new GRUCell(Sigmoid, Tanh) : new EarlyResetGRUCell(Sigmoid, Tanh);

    protected override string Unit => "GRU unit";

    protected override void DeclareSettings(SettingList settings) => settings.Add("resetAfter", ResetAfter);

    public override (string Remedy, string? Argument)? LongerMemory(int steps) => ($"Use [LSTM] with ForgetBias = {Text.Of(LastingBias(steps))}, {FewerSteps}", null);

    public static Layer? FromAttribute(AttributeArguments arguments)
    {
        RecurrentSettings settings = RecurrentSettings.FromAttribute(arguments);
        bool resetAfter = arguments.Flag("ResetAfter", true);
        if (!resetAfter && settings.Dropout > 0)
        {
            arguments.Reject(
                "has RecurrentDropout and ResetAfter = false, which meet at the same state",
                "Keep one of the two",
                new AttributeEdit(AttributeEditKind.RemoveArgument, -1, "RecurrentDropout"));
        }

        return arguments.IsValid ? new GRULayer(settings, resetAfter) : null;
    }
}
