using NetGen.Generator.Layers.Initializers;
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

    public static Layer? FromAttribute(AttributeArguments arguments)
    {
        RecurrentSettings settings = RecurrentSettings.FromAttribute(arguments);
        return arguments.IsValid ? new GRULayer(settings, arguments.Flag("ResetAfter", true)) : null;
    }

    protected override Initializer RecurrentStart(Fans fans) => Initialize.Orthogonal(1, fans.In, Cell.Gates);
}
