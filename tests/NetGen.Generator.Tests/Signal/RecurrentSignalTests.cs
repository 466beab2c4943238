namespace NetGen.Generator.Tests.Signal;

/// <summary>Layers whose state goes from step to step: values, and gradients of values and parameters, against the mean of many networks.</summary>
public sealed class RecurrentSignalTests
{
    private const string Input = "[Network(8, 32, InputMean = 0, InputStd = 1)] ";

    [Theory]
    [InlineData("SimpleRNN", "[Dense(48)] [SimpleRNN(64)] [Flatten] [Dense(10)]")]
    [InlineData("SimpleRNN", "[Dense(48)] [SimpleRNN(64, Reverse = true, LastStepOnly = true)] [Dense(10)]")]
    [InlineData("SimpleRNN", "[Dense(48)] [SimpleRNN(64, Bidirectional = true)] [Flatten] [Dense(10)]")]
    [InlineData("LSTM", "[LSTM(64)] [Flatten] [Dense(10)]")]
    [InlineData("LSTM", "[LSTM(64, LastStepOnly = true)] [Dense(10)]")]
    [InlineData("LSTM", "[LSTM(64, Bidirectional = true, LastStepOnly = true)] [Dense(10)]")]
    [InlineData("LSTM", "[Dense(48)] [LSTM(64)] [Flatten] [Dense(10)]")]
    [InlineData("LSTM", "[Dense(48)] [LSTM(64, LastStepOnly = true)] [Dense(10)]")]
    [InlineData("LSTM", "[LSTM(64, ForgetBias = 0)] [Flatten] [Dense(10)]")]
    [InlineData("GRU", "[Dense(48)] [GRU(64)] [Flatten] [Dense(10)]")]
    [InlineData("GRU", "[Dense(48)] [GRU(64, LastStepOnly = true)] [Dense(10)]")]
    [InlineData("GRU", "[Dense(48)] [GRU(64, Bidirectional = true)] [Flatten] [Dense(10)]")]
    [InlineData("GRU", "[Dense(48)] [GRU(64, RecurrentDropout = 0.3, LastStepOnly = true)] [Dense(10)]")]
    [InlineData("GRU", "[Dense(48)] [GRU(64, ResetAfter = false, LastStepOnly = true)] [Dense(10)]")]
    [InlineData("GRU", "[Dense(48)] [GRU(64, LearnInitialState = true, LastStepOnly = true)] [Dense(10)]")]
    [InlineData("LSTM", "[Dense(48, Name = \"steps\")] [LSTM(64, LearnInitialState = true, Bidirectional = true)] [Flatten] [Dense(10)]")]
    [InlineData("SimpleRNN", "[Dense(48, Name = \"steps\")] [Last] [Dense(64, Name = \"start\")] [SimpleRNN(64, Input = \"steps\", InitialState = \"start\")] [Flatten] [Dense(10)]")]
    [InlineData("GRU", "[Dense(48, Name = \"steps\")] [GRU(64, LastStepOnly = true, Name = \"encoder\")] [GRU(64, Input = \"steps\", InitialState = \"encoder\")] [Flatten] [Dense(10)]")]
    [InlineData("LSTM", "[Dense(48, Name = \"steps\")] [LSTM(64, LastStepOnly = true, Name = \"encoder\")] [LSTM(64, Input = \"steps\", InitialState = \"encoder\", InitialCell = \"encoder\")] [Flatten] [Dense(10)]")]
    public void Values_and_gradients_are_as_large_as_predicted(string kind, string layers)
        => MeasuredSignal.AssertPredicted(kind, Input + layers + " [MeanSquaredError]", 0.12, seeds: 30);

    /// <summary>States and gradients of one above the other are alike from step to step, and that is followed in the mean over all distances only: gradients of parameters are larger.</summary>
    [Theory]
    [InlineData("LSTM", "[LSTM(64)] [LSTM(64, LastStepOnly = true)] [Dense(10)]")]
    [InlineData("GRU", "[GRU(64)] [GRU(64, LastStepOnly = true)] [Dense(10)]")]
    public void One_above_the_other_gradients_of_parameters_are_roughly_as_predicted(string kind, string layers)
        => MeasuredSignal.AssertPredicted(kind, Input + layers + " [MeanSquaredError]", 0.3, seeds: 30);
}
