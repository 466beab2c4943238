using NetGen.Kernels.Tests.Reference;

namespace NetGen.Kernels.Tests.Cases;

/// <content>Recurrent layers.</content>
internal sealed partial class NetworkDescription
{
    public NetworkDescription SimpleRNN(int units, bool bias = true, bool isReversed = false, string? name = null) => SimpleRNN(units, new(bias, isReversed), name);

    public NetworkDescription SimpleRNN(int units, RecurrenceOptions options, string? name = null)
        => Recurrence("SimpleRNN", "rnn", units, options, name, features => new SimpleRNN(features, units, options));

    public NetworkDescription LSTM(int units, RecurrenceOptions options, string? name = null)
        => Recurrence("LSTM", "lstm", units, options, name, features => new LSTM(features, units, options));

    public NetworkDescription GRU(int units, RecurrenceOptions options, string? name = null)
        => Recurrence("GRU", "gru", units, options, name, features => new GRU(features, units, options));

    private NetworkDescription Recurrence(string kind, string prefix, int units, RecurrenceOptions options, string? name, Func<int, ReferenceLayer> create)
    {
        DescribedValue input = NextInput();
        string arguments = Number(units) + (options.Bias ? "" : ", UseBias = false") + (options.IsReversed ? ", Reverse = true" : "")
            + (options.IsBidirectional ? ", Bidirectional = true" : "") + (options.GivesLast ? ", LastStepOnly = true" : "") + (options.IsRectified ? ", Activation = RecurrentActivation.ReLU" : "")
            + (options.ResetsEarly ? ", ResetAfter = false" : "");
        Append(kind, arguments, prefix, name, () => create(input.Shape[2]));
        if (options.GivesLast) _values[^1] = _values[^1] with { Form = ValueForm.Vector };
        return this;
    }
}
