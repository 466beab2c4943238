using NetGen.Kernels.Tests.Reference;

namespace NetGen.Kernels.Tests.Cases;

/// <summary>Samples of different lengths: who works on the steps that a sample has, and who only lets them through.</summary>
internal static class LengthCases
{
    public const string Group = "lengths";

    public static IEnumerable<NetworkCase> All =>
    [
        // The last state, forward and backward, and both.
        Case("LengthsOfLastLstmState", Of(7, 5).LSTM(9, new(GivesLast: true)).Dense(3).SoftmaxCrossEntropy()),
        Case("LengthsOfLastGruState", Of(5, 3).GRU(17, new(GivesLast: true)).Dense(3).SoftmaxCrossEntropy()),
        Case("LengthsOfLastEarlyGruState", Of(6, 4).GRU(5, new(GivesLast: true, ResetsEarly: true)).MeanSquaredError()),
        Case("LengthsOfLastRnnState", Of(6, 4).SimpleRNN(8, new RecurrenceOptions(GivesLast: true)).MeanSquaredError()),
        Case("LengthsOfReversedLastState", Of(6, 4).LSTM(5, new(IsReversed: true, GivesLast: true)).MeanSquaredError()),
        Case("LengthsOfBothLastStates", Of(6, 4).GRU(5, new(IsBidirectional: true, GivesLast: true)).MeanSquaredError()),
        Case("LengthsOfBothLastLstmStates", Of(5, 4).LSTM(4, new(Bias: false, IsBidirectional: true, GivesLast: true)).MeanSquaredError()),

        // All states, compared at each step that there is.
        Case("LengthsOfLstm", Of(7, 5).LSTM(9, new()).Dense(3).MeanSquaredError()),
        Case("LengthsOfReversedLstm", Of(7, 5).LSTM(6, new(IsReversed: true)).MeanSquaredError()),
        Case("LengthsOfBothLstms", Of(6, 5).LSTM(7, new(IsBidirectional: true)).LSTM(4, new(IsBidirectional: true)).MeanSquaredError()),
        Case("LengthsOfReversedGru", Of(6, 3).GRU(9, new(IsReversed: true)).GRU(4, new()).MeanSquaredError()),
        Case("LengthsOfReversedEarlyGru", Of(6, 3).GRU(9, new(IsReversed: true, ResetsEarly: true)).GRU(4, new(ResetsEarly: true)).MeanSquaredError()),
        Case("LengthsOfReversedRnn", Of(6, 3).SimpleRNN(9, isReversed: true).SimpleRNN(4, new RecurrenceOptions(IsRectified: true)).MeanSquaredError()) with { MayBeZero = true },
        Case("LengthsOfDroppedLastStates", Of(6, 3).LSTM(7, new(IsBidirectional: true, GivesLast: true, Dropout: 0.25)).MeanSquaredError()) with { Trains = false },
        Case("LengthsOfDroppedGru", Of(6, 3).GRU(9, new(IsReversed: true, Dropout: 0.5)).GRU(7, new(GivesLast: true, Dropout: 0.25)).MeanSquaredError()) with { Trains = false },
        Case("LengthsOfDroppedRnn", Of(6, 3).SimpleRNN(5, new RecurrenceOptions(IsBidirectional: true, Dropout: 0.25)).MeanSquaredError()) with { Trains = false },
        Case("LengthsOfOneStep", Of(1, 3).LSTM(4, new()).MeanSquaredError()) with { MayBeZero = true },

        // A state in front of the first step.
        Case("LengthsOfLearnedLstm", Of(7, 5).LSTM(9, new() { LearnsStart = true }).MeanSquaredError()),
        Case("LengthsOfLearnedLastGru", Of(5, 3).GRU(17, new(GivesLast: true) { LearnsStart = true }).Dense(3).SoftmaxCrossEntropy()),
        Case("LengthsOfLearnedEarlyGru", Of(6, 4).GRU(5, new(ResetsEarly: true) { LearnsStart = true }).MeanSquaredError()),
        Case("LengthsOfLearnedDroppedLstm", Of(6, 3).LSTM(7, new(GivesLast: true, Dropout: 0.25) { LearnsStart = true }).MeanSquaredError()) with { Trains = false },
        Case("LengthsOfGivenRnn", Of(6, 4).Dense(5).As("steps").SimpleRNN(5, new RecurrenceOptions(GivesLast: true)).As("encoder").From("steps").SimpleRNN(5, new RecurrenceOptions { State = "encoder" }).MeanSquaredError()),
        Case("LengthsOfGivenLastLstm", Of(6, 4).Dense(5).As("steps").LSTM(6, new(GivesLast: true)).As("encoder").From("steps").LSTM(6, new(GivesLast: true) { State = "encoder", Cell = "encoder" }).MeanSquaredError()),

        // Attention to steps that are there.
        Case("LengthsOfAttentionDropout", Of(37, 6).MultiHeadAttention(new(2, Dropout: 0.25)).MeanSquaredError()) with { Trains = false },
        Case("LengthsOfRotaryAttention", Of(9, 8).MultiHeadAttention(new(2, IsCausal: true, RotaryBase: 100)).MeanSquaredError()),
        Case("LengthsOfAttention", Of(7, 6).MultiHeadAttention(new(2)).MeanSquaredError()),
        Case("LengthsOfCausalAttention", Of(37, 8).MultiHeadAttention(new(2, KeyHeads: 1, IsCausal: true)).MeanSquaredError()),
        Case("LengthsOfLongAttention", Of(40, 6).MultiHeadAttention(new(3, Size: 5, Bias: false)).GlobalAveragePool1D().Dense(3).SoftmaxCrossEntropy()),
        Case("LengthsOfMemory", Of(9, 6).Dense(6).As("start").LSTM(4, new()).As("query").MultiHeadAttention(new(2), "start").MeanSquaredError()),
        Case("LengthsOfTransformer", Of(6, 8).Positions().TransformerBlock(2).LayerNorm().GlobalMaxPool1D().Dense(3).SoftmaxCrossEntropy()),

        // Pooling, one step, another order, neighbours, and the end of lengths.
        Case("LengthsOfMean", Of(7, 5).Dense(9).Activation("Tanh").GlobalAveragePool1D().MeanSquaredError()),
        Case("LengthsOfMaximum", Of(7, 5).Dense(17).GlobalMaxPool1D().MeanSquaredError()),
        Case("LengthsOfLast", Of(7, 5).Dense(6).Last().Dense(3).SoftmaxCrossEntropy()),
        Case("LengthsOfReverse", Of(7, 5).Dense(6).Reverse().SimpleRNN(4).MeanSquaredError()),
        Case("LengthsOfReadInput", Of(5, 4).Last().As("last").From("input").GlobalMaxPool1D().Concat("last").Dense(3).MeanSquaredError()),
        Case("LengthsInConvolution", Of(9, 4).Conv1D(6, new(3) { Same = true }).Activation("ReLU").Conv1D(5, new(4) { Same = true, Dilation = 2 }).GlobalAveragePool1D().MeanSquaredError()),
        Case("LengthsInFlatten", Of(5, 4).LSTM(6, new()).Dense(3).Flatten().Dense(2).MeanSquaredError()),
        Case("LengthsInBranches", Of(6, 5).Dense(5).As("start").LSTM(5, new()).As("state").From("start").Reverse().Add("state", "start").As("sum").Last().As("last").From("sum").GlobalAveragePool1D().Add("last").MeanSquaredError()),
        Case("LengthsOfIndices", NetworkDescription.OfIndices(8, 11).WithLengths().Embedding(6).GRU(5, new(GivesLast: true)).Dense(3).SoftmaxCrossEntropy()),

        // Losses of steps, and of samples.
        Case("LengthsInLabels", Of(6, 4).LSTM(5, new(IsBidirectional: true)).Dense(4).SoftmaxCrossEntropy()),
        Case("LengthsInWeightedLabels", Of(6, 4).SimpleRNN(5).SoftmaxCrossEntropy(smoothing: 0.125, weights: [1, 0.5, 2, 1.5, 0.25], ignored: 2)),
        Case("LengthsInKLDivergence", Of(6, 4).SimpleRNN(5).EndIn("KLDivergence")),
        Case("LengthsInCosine", Of(6, 4).SimpleRNN(5).EndIn("CosineDistance")),
        Case("LengthsInGaussian", Of(6, 4).SimpleRNN(4).EndIn("GaussianNLL")),
        Case("LengthsInHuber", Of(6, 4).SimpleRNN(16).EndIn("Huber")),
        Case("LengthsInBinaryCrossEntropy", Of(6, 4).SimpleRNN(1).EndIn("BinaryCrossEntropy")),
        Case("LengthsInDice", Of(6, 4).SimpleRNN(3).EndIn("Dice")),
        .. LengthDrawings.All,
    ];

    private static NetworkDescription Of(int steps, int features) => new NetworkDescription(steps, features).WithLengths();

    private static NetworkCase Case(string name, NetworkDescription description) => new(Group, name, description) { Batches = [1, 5, 14], Trains = true };
}
