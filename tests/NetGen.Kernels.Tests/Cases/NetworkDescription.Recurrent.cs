using NetGen.Kernels.Tests.Reference;

namespace NetGen.Kernels.Tests.Cases;

/// <content>Recurrent layers.</content>
internal sealed partial class NetworkDescription
{
    public NetworkDescription SimpleRNN(int units, bool bias = true, bool isReversed = false, string? name = null) => SimpleRNN(units, new(bias, isReversed), name);

    public NetworkDescription SimpleRNN(int units, RecurrenceOptions options, string? name = null)
        => Recurrence("SimpleRNN", "rnn", units, options, name, (features, told) => new SimpleRNN(features, units, told));

    public NetworkDescription LSTM(int units, RecurrenceOptions options, string? name = null)
        => Recurrence("LSTM", "lstm", units, options, name, (features, told) => new LSTM(features, units, told));

    public NetworkDescription GRU(int units, RecurrenceOptions options, string? name = null)
        => Recurrence("GRU", "gru", units, options, name, (features, told) => new GRU(features, units, told));

    private NetworkDescription Recurrence(string kind, string prefix, int units, RecurrenceOptions options, string? name, Func<int, RecurrenceOptions, ReferenceLayer> create)
    {
        DescribedValue input = NextInput();
        string arguments = Number(units) + (options.Bias ? "" : ", UseBias = false") + (options.IsReversed ? ", Reverse = true" : "")
            + (options.IsBidirectional ? ", Bidirectional = true" : "") + (options.GivesLast ? ", LastStepOnly = true" : "") + (options.IsRectified ? ", Activation = RecurrentActivation.ReLU" : "")
            + (options.ResetsEarly ? ", ResetAfter = false" : "")
            + (options.LearnsStart ? ", LearnInitialState = true" : "") + (options.State is null ? "" : $", InitialState = \"{options.State}\"")
            + (options.Cell is null ? "" : $", InitialCell = \"{options.Cell}\"")
            + (options.Dropout > 0 ? $", RecurrentDropout = {Number(options.Dropout)}" : "");
        int layer = _layers.Count;
        RecurrenceOptions told = options with { DrawMask = (shape, direction) => new DropoutMasks(options.Dropout, direction == 0 ? layer : 4095 - layer).Draw(shape) };
        Append(kind, arguments, prefix, name, () => create(input.Shape[2], told), [.. new[] { options.State, options.Cell }.OfType<string>()]);
        if (options.GivesLast) _values[^1] = _values[^1] with { Form = ValueForm.Vector };
        return this;
    }
}
