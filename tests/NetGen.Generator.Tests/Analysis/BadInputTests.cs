using NetGen.TestHelpers;

namespace NetGen.Generator.Tests.Analysis;

/// <summary>Whatever is declared, there is a model or a finding that says what is wrong, with the value and a remedy, and never an exception.</summary>
public sealed class BadInputTests
{
    [Theory]
    [InlineData("[Network(4)]", "NG0012 @0: TestNet | has no layers | Write at least one below [Network], such as [Dense(10)]")]
    [InlineData("[Network] [Dense(2)]", "NG0002 @0: The input | has no shape | Write its extents, such as [Network(784)] or [Network(28, 28, 1)]")]
    [InlineData("[Network(null)] [Dense(2)]", "NG0002 @0: The input | has no shape | Write its extents, such as [Network(784)] or [Network(28, 28, 1)]")]
    [InlineData("[Network(0)] [Dense(2)]", "NG0006 @0: The input | has an extent of 0, which must be at least 1 | Write its extents, such as [Network(784)] or [Network(28, 28, 1)]")]
    [InlineData("[Network(28, -28, 1)] [Flatten]", "NG0006 @0: The input | has an extent of -28, which must be at least 1 | Write its extents, such as [Network(784)] or [Network(28, 28, 1)]")]
    [InlineData("[Network(1, 2, 3, 4)] [Flatten]", "NG0006 @0: The input | has 4 extents, but there are at most height, width and channels | Write its extents, such as [Network(784)] or [Network(28, 28, 1)]")]
    [InlineData("[Network(int.MaxValue, int.MaxValue, int.MaxValue)] [Flatten]", "NG0018 @0: The input | has more than 9,223,372,036,854,775,807 values, more than the 268,435,456 that a network may hold | Give it smaller extents")]
    [InlineData("[Network(4, InputStd = 0)] [Dense(2)]", "NG0006 @0: The input | has InputStd = 0, which must be positive | Write a number such as InputStd = 1")]
    [InlineData("[Network(4, InputMean = double.NaN)] [Dense(2)]", "NG0006 @0: The input | has InputMean = NaN, which is no number | Write a number such as InputMean = 0")]
    [InlineData("[Network(4, 4, 1, InputCorrelation = 1.1)] [Flatten]", "NG0006 @0: The input | has InputCorrelation = 1.1, which must be at least 0 and at most 1 | Write a number such as InputCorrelation = 0.9")]
    [InlineData("[Network(4, 4, 1, InputCorrelation = -0.1)] [Flatten]", "NG0006 @0: The input | has InputCorrelation = -0.1, which must be at least 0 and at most 1 | Write a number such as InputCorrelation = 0.9")]
    [InlineData("[Network(4, 4, 1, InputCorrelation = double.NaN)] [Flatten]", "NG0006 @0: The input | has InputCorrelation = NaN, which is no number | Write a number such as InputCorrelation = 0.9")]
    [InlineData("[Network(4, InputCorrelation = 0.5)] [Dense(2)]", "NG0006 @0: The input | has InputCorrelation, but is no image, which alone has pixels | Leave InputCorrelation out")]
    [InlineData("[Network(4, 2, InputCorrelation = 0.5)] [Flatten]", "NG0006 @0: The input | has InputCorrelation, but is no image, which alone has pixels | Leave InputCorrelation out")]
    [InlineData("[Network(4)] [Input(\"map\", 4, 4, 1, Correlation = 2)] [Dense(2)]", "NG0006 @1: The input map | has Correlation = 2, which must be at least 0 and at most 1 | Write a number such as Correlation = 0.9")]
    [InlineData("[Network(4, InputName = \"\")] [Dense(2)]", "NG0006 @0: The input | has the name \"\", which is no name of an argument | Write letters, digits and underscores, beginning with a letter, such as \"board\"")]
    [InlineData("[Network(4, InputName = \"a\\nb\")] [Dense(2)]", "NG0006 @0: The input | has the name \"a_b\", which is no name of an argument | Write letters, digits and underscores, beginning with a letter, such as \"board\"")]
    [InlineData("[Network(4)] [Input(null, 2)] [Dense(2)]", "NG0006 @1: The input | has no name | Write letters, digits and underscores, beginning with a letter, such as \"board\"")]
    [InlineData("[Network(4)] [Input(\"x\", 2)] [Input(\"x\", 3)] [Dense(2)] [Concat(\"x\")]", "NG0009 @2: [Input(\"x\")] | has the name of another input | Give it another name")]
    [InlineData("[Network(4)] [Input(\"x\", 2)] [Dense(2, Name = \"x\")]", "NG0009 @2: x | is the name of two layers | Give one of them another Name")]
    public void Inputs(string attributes, string expected) => Assert.Equal([expected], FindingsOf.Network(attributes));

    [Theory]
    [InlineData("[Conv2D(0, 3)]", "has filters = 0, which must be at least 1 | Write 1 or more")]
    [InlineData("[Conv2D(-5, 3)]", "has filters = -5, which must be at least 1 | Write 1 or more")]
    [InlineData("[Conv2D(8, 0)]", "has kernel = 0, which must be at least 1 | Write 1 or more")]
    [InlineData("[Conv2D(8, 3, KernelWidth = 0)]", "has KernelWidth = 0, which must be at least 1 | Write KernelWidth = 1 or more")]
    [InlineData("[Conv2D(8, 3, Stride = 0)]", "has Stride = 0, which must be at least 1 | Write Stride = 1 or more")]
    [InlineData("[Conv2D(8, 3, Dilation = -1)]", "has Dilation = -1, which must be at least 1 | Write Dilation = 1 or more")]
    [InlineData("[Conv2D(8, 3, Groups = 0)]", "has Groups = 0, which must be at least 1 | Write Groups = 1 or more")]
    [InlineData("[Conv2D(8, 3, Groups = 3)]", "has Groups = 3, which does not divide its 8 filters | Write a number of filters that is a multiple of 3, or fewer groups")]
    [InlineData("[Conv2D(9, 3, Groups = 3)]", "has Groups = 3, which does not divide the 4 channels of its input | Write a number of groups that divides 4")]
    [InlineData("[Conv2D(8, 3, PaddingSize = -1)]", "has PaddingSize = -1, which must be at least 0 | Write PaddingSize = 0 or more")]
    [InlineData("[Conv2D(8, 3, PaddingSize = 3)]", "has PaddingSize = 3, so that windows of 3 would see no pixel | Write PaddingSize = 2 or less, or Padding = Padding.Same")]
    [InlineData("[Conv2D(8, 3, PaddingSize = 1, Padding = Padding.Same)]", "has both Padding = Padding.Same and PaddingSize = 1, which contradict each other | Keep one of the two")]
    [InlineData("[Conv2D(8, 3, Padding = (Padding)7)]", "has Padding = (Padding)7, which is no member of Padding | Write Padding.Valid or Padding.Same or Padding.Causal")]
    [InlineData("[Conv2D(int.MaxValue, 3)]", "has filters = 2,147,483,647, more than a network may hold | Write a number of at most 268,435,456")]
    [InlineData("[Conv2D(8, 3, Name = \"\")]", "", "The layer | has Name = \"\", which is no layer name | Write one part, or several with dots between, none of them empty or with control characters, such as \"conv1\" or \"features.0\"")]
    [InlineData("[Conv2D(8, 3, Name = \"a..b\")]", "", "The layer | has Name = \"a..b\", which is no layer name | Write one part, or several with dots between, none of them empty or with control characters, such as \"conv1\" or \"features.0\"")]
    public void Arguments_of_convolutions(string attribute, string expected, string? whole = null)
        => Assert.Equal(["NG0006 @1: " + (whole ?? "conv1 | " + expected)], FindingsOf.Network("[Network(9, 9, 4)]" + attribute));

    [Theory]
    [InlineData("[Dense(0)]", "dense1 | has units = 0, which must be at least 1 | Write 1 or more")]
    [InlineData("[Dropout(1)]", "dropout1 | has rate = 1, which must be at least 0 and below 1 | Write a number such as 0.5")]
    [InlineData("[Dropout(-0.1)]", "dropout1 | has rate = -0.1, which must be at least 0 and below 1 | Write a number such as 0.5")]
    [InlineData("[Dropout(double.NaN)]", "dropout1 | has rate = NaN, which is no number | Write a number such as 0.5")]
    [InlineData("[Dropout(0.999999999999)]", "dropout1 | has rate = 0.999999999999, which as a float is 1 and must be at least 0 and below 1 | Write a number such as 0.5")]
    [InlineData("[BatchNorm(Epsilon = 0)]", "bn1 | has Epsilon = 0, which must be positive | Write a number such as Epsilon = 1e-5")]
    [InlineData("[BatchNorm(Epsilon = 1e-60)]", "bn1 | has Epsilon = 1E-60, which as a float is 0 and must be positive | Write a number such as Epsilon = 1e-5")]
    [InlineData("[BatchNorm(Momentum = 1.5)]", "bn1 | has Momentum = 1.5, which must be above 0 and at most 1 | Write a number such as Momentum = 0.1")]
    [InlineData("[LeakyReLU(double.PositiveInfinity)]", "leakyrelu1 | has slope = Infinity, which is beyond what a float can hold | Write a number such as 0.01")]
    [InlineData("[ELU(0)]", "elu1 | has alpha = 0, which must be positive | Write a number such as 1")]
    [InlineData("[CELU(1e300)]", "celu1 | has alpha = 1E+300, which is beyond what a float can hold | Write a number such as 1")]
    [InlineData("[Add]", "add1 | names no layer to join with the one above | Write the name of a layer, such as [Add(\"conv1\")]")]
    [InlineData("[Add(null)]", "add1 | names no layer to join with the one above | Write the name of a layer, such as [Add(\"conv1\")]")]
    [InlineData("[Use<Hidden>(Repeat = 0)]", "Hidden | has Repeat = 0, which must be at least 1 | Write Repeat = 1 or more")]
    public void Arguments_of_other_layers(string attribute, string expected)
        => Assert.Equal(["NG0006 @1: " + expected], FindingsOf.Errors(Declared.Parse($"[Network(4)] {attribute} partial class TestNet; [Block] [Dense(4)] class Hidden;")));

    [Theory]
    [InlineData("[MaxPool2D(0)]", "has size = 0, which must be at least 1 | Write 1 or more")]
    [InlineData("[MaxPool2D(2, Stride = 0)]", "has Stride = 0, which must be at least 1 | Write Stride = 1 or more")]
    [InlineData("[MaxPool2D(3, PaddingSize = 2)]", "has PaddingSize = 2, more than half of its window of 3x3 | Write PaddingSize = 1 or less, or Padding = Padding.Same")]
    public void Arguments_of_poolings(string attribute, string expected)
        => Assert.Equal(["NG0006 @1: pool1 | " + expected], FindingsOf.Network("[Network(9, 9, 4)]" + attribute));

    [Theory]
    [InlineData("[Constant(double.NaN)]", "has value = NaN, which is no number | Write a number such as 0")]
    [InlineData("[Normal(0)]", "has std = 0, which must be positive | Write a number such as 0.05")]
    [InlineData("[Normal(double.NaN, 1)]", "has mean = NaN, which is no number | Write a number such as 0")]
    [InlineData("[Uniform(1, 1)]", "has low = 1, which is not below high = 1 | Write the lower limit first, such as [Uniform(-0.05, 0.05)]")]
    [InlineData("[TruncatedNormal(1, Low = 3, High = 2)]", "has Low = 3, which is not below High = 2 | Write limits in standard deviations, such as Low = -2 and High = 2")]
    [InlineData("[TruncatedNormal(1, Low = 5, High = 6)]", "has Low = 5 and High = 6, between which lies less than a hundredth of the distribution | Write limits in standard deviations, such as Low = -2 and High = 2")]
    [InlineData("[VarianceScaling(-1)]", "has scale = -1, which must be positive | Write a number such as 1")]
    [InlineData("[Xavier(Gain = 0)]", "has Gain = 0, which must be positive | Write a number such as Gain = 1")]
    [InlineData("[Xavier(Gain = 3.4e38)]", "gives values beyond what a float can hold | Write a smaller scale")]
    [InlineData("[He(Mode = (FanMode)9)]", "has Mode = (FanMode)9, which is no member of FanMode | Write FanMode.FanIn or FanMode.FanOut or FanMode.FanAverage")]
    [InlineData("[Zeros(Target = (Parameter)9)]", "has Target = (Parameter)9, which is no member of Parameter | Write Parameter.Weight or Parameter.Bias or Parameter.Recurrent")]
    public void Arguments_of_initialisers(string attribute, string expected)
        => Assert.Equal([$"NG0006 @2: {attribute.Split('(')[0]}] of dense1 | {expected}"], FindingsOf.Network("[Network(4)] [Dense(1)]" + attribute));

    [Theory]
    [InlineData("[He] [Dense(2)]", "NG0004 @1: [He] | stands above every layer with weights, so there is nothing it could initialise | Move it below the layer that it is meant for, such as [Conv2D] or [Dense]")]
    [InlineData("[ReLU] [He] [Dense(2)]", "NG0004 @2: [He] | stands above every layer with weights, so there is nothing it could initialise | Move it below the layer that it is meant for, such as [Conv2D] or [Dense]")]
    [InlineData("[Dense(2)] [He] [Zeros]", "NG0005 @3: dense1 | has [He] and [Zeros] for the same parameter, of which only the last counts | Remove [He], or aim one of them at another parameter with Target")]
    [InlineData("[Dense(2, UseBias = false)] [Zeros(Target = Parameter.Bias)]", "NG0014 @2: [Zeros] of dense1 | is meant for its bias, but dense1 has only weight | Write UseBias = true on the layer, or remove the initialiser")]
    [InlineData("[Dense(2)] [Zeros(Target = Parameter.Recurrent)]", "NG0014 @2: [Zeros] of dense1 | is meant for its recurrent weights, but dense1 has only weight and bias | Remove it, or aim it at one of these with Target or TargetName")]
    [InlineData("[Dense(2)] [Zeros(TargetName = \"slope\")]", "NG0014 @2: [Zeros] of dense1 | is meant for its slope, but dense1 has only weight and bias | Remove it, or aim it at one of these with Target or TargetName")]
    [InlineData("[Dense(2)] [BatchNorm] [Ones(TargetName = \"runing_var\")]", "NG0014 @3: [Ones] of bn1 | is meant for its runing_var, but bn1 has only weight, bias, running_mean and running_var | Remove it, or aim it at one of these with Target or TargetName")]
    [InlineData("[Dense(2, UseBias = false)] [Zeros(TargetName = \"bias\")]", "NG0014 @2: [Zeros] of dense1 | is meant for its bias, but dense1 has only weight | Write UseBias = true on the layer, or remove the initialiser")]
    [InlineData("[Dense(2)] [Zeros(TargetName = null)] [Zeros(Target = Parameter.Bias, TargetName = \"bias\")]", "NG0006 @3: [Zeros] of dense1 | has both Target = Parameter.Bias and TargetName = \"bias\", which may contradict each other | Keep one of the two")]
    [InlineData("[Dense(2)] [Zeros(TargetName = \"bias\")] [Ones(Target = Parameter.Bias)]", "NG0005 @3: dense1 | has [Zeros] and [Ones] for the same parameter, of which only the last counts | Remove [Zeros], or aim one of them at another parameter with Target")]
    [InlineData("[Dense(2)] [He(Target = Parameter.Bias)]", "NG0014 @2: [He] of dense1 | divides by a fan, and dense1.bias has none because it connects nothing | Write [Zeros], [Constant], [Normal] or [Uniform]")]
    [InlineData("[Dense(2)] [BatchNorm] [He]", "NG0014 @3: [He] of bn1 | divides by a fan, and bn1.weight has none because it connects nothing | Move it above [BatchNorm], directly below the layer that it is meant for")]
    [InlineData("[WeightNorm] [Dense(2)]", "NG0004 @1: [WeightNorm] | stands above every layer with weights, so there is nothing it could normalise | Move it below the layer that it is meant for, such as [Conv2D] or [Dense]")]
    [InlineData("[Dense(2)] [BatchNorm] [WeightNorm]", "NG0021 @3: [WeightNorm] of bn1 | is meant for [BatchNorm], the nearest layer above that has weights, and those are not normalised | Move it above [BatchNorm], directly below the layer that it is meant for")]
    [InlineData("[Dense(4)] [Reshape(2, 2)] [SimpleRNN(2)] [WeightNorm]", "NG0021 @4: [WeightNorm] of rnn1 | is meant for [SimpleRNN], the nearest layer above that has weights, and those are not normalised | Move it directly below [Dense] or a convolution, or remove it")]
    [InlineData("[Dense(2)] [WeightNorm] [ReLU] [WeightNorm]", "NG0021 @4: [WeightNorm] of dense1 | stands there twice | Remove one of the two")]
    [InlineData("[Dense(2)] [WeightNorm] [ReLU] [SpectralNorm]", "NG0021 @4: [SpectralNorm] of dense1 | stands beside [WeightNorm], and weights are computed in one way | Remove one of the two")]
    [InlineData("[Dense(2)] [WeightNorm] [Zeros]", "NG0021 @3: [WeightNorm] of dense1 | divides by the size of weight_v, which begins with zeros | Write an initialiser that draws its values, such as [Auto]")]
    [InlineData("[Dense(2)] [WeightNorm] [He(TargetName = \"weight_g\")]", "NG0014 @3: [He] of dense1 | divides by a fan, and dense1.weight_g has none because it connects nothing | Write [Zeros], [Constant], [Normal] or [Uniform]")]
    [InlineData("[Dense(2)] [WeightNorm] [Ones(TargetName = \"weight\")]", "NG0014 @3: [Ones] of dense1 | is meant for its weight, but dense1 has only weight_v, weight_g and bias | Remove it, or aim it at one of these with Target or TargetName")]
    public void Modifiers(string attributes, string expected) => Assert.Equal([expected], FindingsOf.Network("[Network(4)]" + attributes));

    [Theory]
    [InlineData("[Dense(4, Name = \"a\")] [Dense(4, Name = \"a\")]", "NG0009 @2: a | is the name of two layers | Give one of them another Name")]
    [InlineData("[Dense(4, Name = \"dense1\")] [Dense(4)]", "NG0009 @2: dense1 | is the name of two layers | Give one of them another Name")]
    [InlineData("[Dense(4, Input = \"dens1\")]", "NG0010 @1: dense1 | reads \"dens1\", and no layer has that name | Write one of these: input")]
    [InlineData("[Dense(4)] [Add(\"\")]", "NG0010 @2: add1 | reads \"\", and no layer has that name | Write one of these: input, dense1")]
    [InlineData("[Dense(4)] [Add(new string[] { null! })]", "NG0010 @2: add1 | reads \"\", and no layer has that name | Write one of these: input, dense1")]
    [InlineData("[Dense(4, Input = \"dense1\")]", "NG0011 @1: dense1 | reads itself | Read a layer above, or move this one down: layers run in the order in which they are written")]
    [InlineData("[Dense(4, Input = \"dense2\")] [Dense(4)]", "NG0011 @1: dense1 | reads dense2, which stands below it | Read a layer above, or move this one down: layers run in the order in which they are written")]
    [InlineData("[Dense(4)] [Dense(4, Input = \"input\")]", "NG0016 @1: dense1 | is read by no layer, so it would be computed for nothing | Join it to the network, as with [Add] or [Concat], make it an output with [Output], or remove it")]
    [InlineData("[Dense(4)] [MeanSquaredError] [ReLU]", "NG0015 @3: [ReLU] | stands below the loss [MeanSquaredError], which ends the network | Move it above the loss, or let a second head begin with a layer that names what it reads with Input")]
    [InlineData("[Dense(4)] [MeanSquaredError] [SoftmaxCrossEntropy]", "NG0015 @3: [SoftmaxCrossEntropy] | stands below the loss [MeanSquaredError], which ends the network | Keep one loss, or name what it reads with Input")]
    [InlineData("[Dense(4)] [MeanSquaredError] [He]", "NG0015 @3: [He] | stands below the loss [MeanSquaredError], which ends the network | Move it above the loss, or let a second head begin with a layer that names what it reads with Input")]
    public void Names_and_order(string attributes, string expected) => Assert.Equal([expected], FindingsOf.Network("[Network(4)]" + attributes));

    [Theory]
    [InlineData("[Network(4)] [SimpleRNN(8)]", "NG3001 @1: rnn1 | reads a vector of 4, but works on a sequence of time steps x features | Declare the input as a sequence, such as [Network(10, 32)], or use [Dense]")]
    [InlineData("[Network(4, 4, 1)] [SimpleRNN(8)]", "NG3001 @1: rnn1 | reads an image of 4x4x1, but works on a sequence of time steps x features | Declare the input as a sequence, such as [Network(10, 32)], or use another layer")]
    [InlineData("[Network(4)] [Embedding(8)]", "NG3001 @1: embedding1 | looks up indices, but reads numbers | Declare its input with Vocabulary, as in [Network(16, Vocabulary = 1000)]")]
    [InlineData("[Network(4, 2, Vocabulary = 9)] [Embedding(8)]", "NG3001 @1: embedding1 | reads a sequence of 4x2, but looks up a list of indices | Declare the input with one extent, as in [Network(8, Vocabulary = 9)]")]
    [InlineData("[Network(5, 3)] [LSTM(4, LearnInitialState = true, InitialState = \"input\")]", "NG0006 @1: lstm1 | has LearnInitialState = true, but is given a state | Keep one of the two")]
    [InlineData("[Network(5, 3)] [LSTM(4, InitialCell = \"input\")]", "NG0006 @1: lstm1 | has InitialCell, but no InitialState | Name the layer that gives the state, too, with InitialState")]
    [InlineData("[Network(5, 3)] [GRU(4, InitialState = \"input\")]", "NG3001 @1: gru1 | is given a sequence of 5x3 as InitialState, but its state is a vector of 4 | Name a layer that gives 4 values, such as [Dense(4)] or a recurrent layer with LastStepOnly = true")]
    [InlineData("[Network(5, 3)] [Last] [Dense(4, Name = \"s\")] [GRU(4, Bidirectional = true, Input = \"input\", InitialState = \"s\")]", "NG3001 @3: gru1 | is given a vector of 4 as InitialState, but its state is a vector of 8 | Name a layer that gives 8 values, such as [Dense(8)] or a recurrent layer with LastStepOnly = true")]
    [InlineData("[Network(5, 3)] [SimpleRNN(4, InitialState = \"nothing\")]", "NG0010 @1: rnn1")]
    [InlineData("[Network(5, 3, 2)] [SpatialDropout1D(0.5)]", "NG3001 @1: spatialdropout1 | reads an image of 5x3x2, but works on a sequence of time steps x features | Declare the input as a sequence, such as [Network(100, 8)], or use the layer for images, whose name ends in 2D")]
    [InlineData("[Network(4, Vocabulary = 9)] [Embedding(8, Mask = 9)]", "NG0006 @1: embedding1 | has Mask = 9, but its indices are below 9 | Write an index below it, or declare the input with Vocabulary = 10")]
    [InlineData("[Network(4, Vocabulary = 9)] [Embedding(8, Mask = -2)]", "NG0006 @1: embedding1 | has Mask = -2, which is no index | Write the index that pads shorter samples, such as Mask = 0")]
    [InlineData("[Network(8, 4)] [MultiHeadAttention(2, Dropout = 1.0)]", "NG0006 @1: attention1 | has Dropout = 1, which must be at least 0 and below 1 | Write a number such as Dropout = 0.1")]
    [InlineData("[Network(8, 6)] [MultiHeadAttention(2, Rotary = true)]", "NG0006 @1: attention1 | has Rotary = true, which turns pairs of values, and heads of 3 | Write a number of heads that leaves each an even number of features, or HeadSize")]
    [InlineData("[Network(8, 6)] [MultiHeadAttention(2, HeadSize = 5, Rotary = true)]", "NG0006 @1: attention1 | has Rotary = true, which turns pairs of values, and heads of 5 | Write HeadSize = 6 or another even number")]
    [InlineData("[Network(8, 6)] [TransformerBlock(2, Rotary = true)]", "NG0006 @1: block1.self_attn | has Rotary = true, which turns pairs of values, and heads of 3 | Write a number of heads that leaves each an even number of features, or HeadSize")]
    [InlineData("[Network(8, 4)] [MultiHeadAttention(2, RotaryBase = 100)]", "NG0006 @1: attention1 | has RotaryBase, but no rotary positions | Write Rotary = true beside it")]
    [InlineData("[Network(8, 4)] [MultiHeadAttention(2, Rotary = true, RotaryBase = 0.5)]", "NG0006 @1: attention1 | has RotaryBase = 0.5, which must be at least 1 | Write a number such as RotaryBase = 10000")]
    [InlineData("[Network(8, 4)] [Dense(4, Name = \"a\")] [MultiHeadAttention(2, Rotary = true, Memory = \"a\")]", "NG0006 @2: attention1 | has Rotary and Memory, whose steps are not its own: they are no distance apart | Keep one of the two")]
    [InlineData("[Network(4, Vocabulary = 9)] [Embedding(0)]", "NG0006 @1: embedding1 | has features = 0, which must be at least 1 | Write 1 or more")]
    [InlineData("[Network(4, 4)] [SimpleRNN(0)]", "NG0006 @1: rnn1 | has units = 0, which must be at least 1 | Write 1 or more")]
    [InlineData("[Network(4, 4)] [LSTM(0)]", "NG0006 @1: lstm1 | has units = 0, which must be at least 1 | Write 1 or more")]
    [InlineData("[Network(4, 4)] [LSTM(8, ForgetBias = double.NaN)]", "NG0006 @1: lstm1 | has ForgetBias = NaN, which is no number | Write a number such as ForgetBias = 1")]
    [InlineData("[Network(4, 4)] [GRU(8, Reverse = true, Bidirectional = true)]", "NG0006 @1: gru1 | has Reverse = true, but runs in both directions, as Bidirectional = true says | Keep one of the two")]
    [InlineData("[Network(4, 4)] [GRU(8, RecurrentDropout = 0.2, ResetAfter = false)]", "NG0006 @1: gru1 | has RecurrentDropout and ResetAfter = false, which meet at the same state | Keep one of the two")]
    [InlineData("[Network(4, 4)] [LSTM(8, RecurrentDropout = 1)]", "NG0006 @1: lstm1 | has RecurrentDropout = 1, which must be at least 0 and below 1 | Write a number such as RecurrentDropout = 0.2")]
    [InlineData("[Network(4)] [GRU(8)]", "NG3001 @1: gru1 | reads a vector of 4, but works on a sequence of time steps x features | Declare the input as a sequence, such as [Network(10, 32)], or use [Dense]")]
    [InlineData("[Network(4, 4, 1)] [LayerNorm]", "NG3001 @1: ln1 | reads an image of 4x4x1, whose single channel is its own mean: nothing would be left of it | Put it behind a layer with more of them, or write [BatchNorm]")]
    [InlineData("[Network(4)] [Dense(1)] [LayerNorm]", "NG3001 @2: ln1 | reads a vector of 1, whose single feature is its own mean: nothing would be left of it | Put it behind a layer with more of them, or write [BatchNorm]")]
    [InlineData("[Network(4)] [Dense(1)] [RMSNorm]", "NG3001 @2: rms1 | reads a vector of 1, whose single feature is as large as its row: its sign alone would be left of it | Put it behind a layer with more of them, or write [BatchNorm]")]
    [InlineData("[Network(4)] [RMSNorm(Epsilon = 0)]", "NG0006 @1: rms1 | has Epsilon = 0, which must be positive | Write a number such as Epsilon = 1e-5")]
    [InlineData("[Network(4, 4, 6)] [GroupNorm(4)]", "NG0006 @1: gn1 | has groups = 4, which does not divide the 6 channels of its input | Write a number of groups that divides 6")]
    [InlineData("[Network(4, 4, 6)] [GroupNorm(0)]", "NG0006 @1: gn1 | has groups = 0, which must be at least 1 | Write 1 or more")]
    [InlineData("[Network(6)] [GroupNorm(6)]", "NG3001 @1: gn1 | reads a vector of 6, of which each group is a single value and its own mean: nothing would be left of it | Write [LayerNorm], or fewer groups")]
    [InlineData("[Network(4, 4, 6)] [Flatten] [GroupNorm(2)]", "NG3001 @2: gn1 | reads a flattened image of 4x4x6, whose positions and channels are no longer apart | Move it above [Flatten]")]
    [InlineData("[Network(4, 4, 6)] [GlobalAveragePool2D] [InstanceNorm]", "NG3001 @2: in1 | reads a vector of 6, of which each channel is a single value and its own mean: nothing would be left of it | Write [LayerNorm], or move it above the layer that leaves one position")]
    [InlineData("[Network(4, 4, 6)] [InstanceNorm(Epsilon = -1)]", "NG0006 @1: in1 | has Epsilon = -1, which must be positive | Write a number such as Epsilon = 1e-5")]
    [InlineData("[Network(4)] [DepthwiseConv2D(3)]", "NG3001 @1: depthwise1 | reads a vector of 4, but works on an image of height x width x channels | Declare the input as an image, such as [Network(28, 28, 1)], or use another layer")]
    [InlineData("[Network(4)] [Conv1D(2, 3)]", "NG3001 @1: conv1 | reads a vector of 4, but works on a sequence of time steps x features | Declare the input as a sequence, such as [Network(100, 8)], or use another layer")]
    [InlineData("[Network(4, 4, 1)] [MaxPool1D(2)]", "NG3001 @1: pool1 | reads an image of 4x4x1, but works on a sequence of time steps x features | Declare the input as a sequence, such as [Network(100, 8)], or use the layer for images, whose name ends in 2D")]
    [InlineData("[Network(4, 3)] [Conv1D(2, 5)]", "NG3002 @1: conv1 | has a window of 5, larger than its input of 4 steps | Write a window of at most 4, or Padding = Padding.Same")]
    [InlineData("[Network(4, 3)] [Cropping1D(2)]", "NG0006 @1: crop1 | cuts off 4 steps, and leaves nothing of its input of 4 steps | Cut off at most 3 steps")]
    [InlineData("[Network(4, 4, 3)] [Conv2D(2, 3, Padding = Padding.Causal)]", "NG0006 @1: conv1 | has Padding = Padding.Causal, which is for convolutions of sequences: pixels have no order in time, and a pooling has its steps behind it | Write Padding = Padding.Same")]
    [InlineData("[Network(4, 3)] [RepeatVector(3)]", "NG3001 @1: repeat1 | reads a sequence of 4x3, but repeats a vector | Put [Last], [GlobalAveragePool1D] or [Flatten] in front")]
    [InlineData("[Network(4)] [Dense(4, Name = \"a\")] [Dense(4)] [Dot(\"a\", \"input\")]", "NG0006 @3: dot1 | names 2 layers, and is the product of two: the one above and one more | Name one layer, such as [Dot(\"left\")]")]
    [InlineData("[Network(4)] [Dense(5)] [Dot(\"input\")]", "NG3001 @2: dot1 | multiplies a vector of 5 with a vector of 4, whose shapes differ | Give both branches the same number of units, or of positions and channels")]
    [InlineData("[Network(4)] [Dense(7)] [GLU]", "NG3001 @2: glu1 | halves 7 features, which 2 does not divide | Give the layer above a multiple of 2 features")]
    [InlineData("[Network(4, 4, 3)] [SwiGLU]", "NG3001 @1: swiglu1 | halves 3 channels, which 2 does not divide | Give the layer above a multiple of 2 channels")]
    [InlineData("[Network(4, 4, 3)] [Flatten] [GeGLU]", "NG3001 @2: geglu1 | halves 3 channels of a flattened image, which 2 does not divide | Give the layer above a multiple of 2 channels")]
    [InlineData("[Network(4, 4, 3)] [Flatten] [Maxout(4)]", "NG3001 @2: maxout1 | takes the largest of each 4 of 3 channels of a flattened image, which 4 does not divide | Give the layer above a multiple of 4 channels")]
    [InlineData("[Network(4)] [Conv2D(8, 3)]", "NG3001 @1: conv1 | reads a vector of 4, but works on an image of height x width x channels | Declare the input as an image, such as [Network(28, 28, 1)], or use another layer")]
    [InlineData("[Network(4, 4, 2)] [Flatten] [MaxPool2D(2)]", "NG3001 @2: pool1 | reads a flattened image of 4x4x2, but works on an image of height x width x channels | Move it above [Flatten]")]
    [InlineData("[Network(4, 5)] [GlobalAveragePool2D]", "NG3001 @1: pool1 | reads a sequence of 4x5, but works on an image of height x width x channels | Declare the input as an image, such as [Network(28, 28, 1)], or use another layer")]
    [InlineData("[Network(4)] [Dense(5)] [Add(\"input\")]", "NG3001 @2: add1 | joins a vector of 5 with a vector of 4, whose shapes differ | Give both branches the same shape: the same strides, padding and number of filters or units")]
    [InlineData("[Network(4, 4, 2)] [Flatten] [Dense(32)] [Add(\"flatten1\")]", "NG3001 @3: add1 | joins a vector of 32 with a flattened image of 4x4x2, whose shapes differ | Bring both to the same form, with [Flatten] on both branches or on neither")]
    [InlineData("[Network(4, 4, 2)] [Conv2D(3, 3)] [Concat(\"input\")]", "NG3001 @2: concat1 | puts an image of 2x2x3 beside an image of 4x4x2, which differ in more than their channels | Give both branches the same height and width, or flatten both")]
    [InlineData("[Network(4, 4, 2)] [Conv2D(3, 5)]", "NG3002 @1: conv1 | has a window of 5x5, larger than its input of 4x4 pixels | Write a window of at most 4x4, or Padding = Padding.Same")]
    [InlineData("[Network(4, 4, 2)] [Conv2D(3, 3, Dilation = 2)]", "NG3002 @1: conv1 | has a window of 5x5 (dilation 2 included), larger than its input of 4x4 pixels | Write a window of at most 4x4, or Padding = Padding.Same")]
    [InlineData("[Network(2, 9, 2)] [Conv2D(3, 5, PaddingSize = 1)]", "NG3002 @1: conv1 | has a window of 5x5, larger than its input of 2x9 pixels with 1 pixel of padding around | Write a window of at most 2x9, or Padding = Padding.Same")]
    [InlineData("[Network(4, 4, 2)] [MaxPool2D(5)]", "NG3002 @1: pool1 | has a window of 5x5, larger than its input of 4x4 pixels | Write a window of at most 4x4, or Padding = Padding.Same")]
    [InlineData("[Network(4, 4, 2)] [Dense(5)]", "NG3003 @1: dense1 | reads an image of 4x4x2, but works on a vector, or on each step of a sequence | Put [Flatten] above it, or write [Conv2D(5, 1)], which works on each pixel")]
    [InlineData("[Network(4, 4, 2)] [ReLU] [SoftmaxCrossEntropy]", "NG3003 @2: [SoftmaxCrossEntropy] | reads an image of 4x4x2, but works on a vector with one number per class | Put [Flatten] and [Dense], or [GlobalAveragePool2D], above it")]
    public void Shapes(string attributes, string expected) => Assert.Equal([expected], FindingsOf.Network(attributes));

    [Theory]
    [InlineData("[Network(100000)] [Dense(100000)]", "NG0018 @1: dense1 | would have 10,000,000,000 weights, more than the 536,870,911 that a layer may have | Give it fewer outputs or a smaller input")]
    [InlineData("[Network(16, 16, 65536)] [Conv2D(200000000, 1)]", "NG0018 @1: conv1 | would have 13,107,200,000,000 weights, more than the 536,870,911 that a layer may have | Give it fewer outputs or a smaller input")]
    [InlineData("[Network(20, 20, 1)] [Conv2D(200000000, 200000000, Padding = Padding.Same, Dilation = 1)]", "NG0018 @1: conv1 | would have 8,000,000,000,000,000,000,000,000 weights")]
    [InlineData("[Network(4096, 4096, 1)] [Conv2D(32, 1)]", "NG0018 @1: conv1 | would give 536,870,912 values per sample, more than the 268,435,456 that a network may hold | Give it a larger stride, fewer channels or a smaller input")]
    [InlineData("[Network(8, 65536)] [MultiHeadAttention(65536, HeadSize = 65536)]", "NG0018 @1: attention1 | would have 844,424,930,131,968 weights, more than the 536,870,911 that a layer may have | Give it fewer outputs or a smaller input")]
    [InlineData("[Network(8000000, 2)] [MultiHeadAttention(1)]", "NG0018 @1: attention1 | would give 512,000,000 values per sample, more than the 268,435,456 that a network may hold | Give it a larger stride, fewer channels or a smaller input")]
    [InlineData("[Network(16, 65536)] [TransformerBlock(1)]", "NG0018 @1: block1.self_attn | would have 12,884,901,888 weights, more than the 536,870,911 that a layer may have | Give it fewer outputs or a smaller input")]
    [InlineData("[Network(8192, 8192, 2)] [Concat(\"input\", \"input\")]", "NG0018 @1: concat1 | would give 402,653,184 values per sample, more than the 268,435,456 that a network may hold | Give it a larger stride, fewer channels or a smaller input")]
    [InlineData("[Network(20000)] [Dense(20000)] [Dense(20000)] [Dense(20000)]", "NG0018 @0: TestNet | has 1,200,060,000 parameters, more than the 1,073,741,824 that a network may have | Use smaller layers")]
    [InlineData("[Network(200000000)] [Dense(1)] [Dense(1, Input = \"input\")] [Add(\"dense1\")]", "NG0018 @0: TestNet | has 400,000,002 parameters, 1,600,000,008 with their padding, more than the 1,073,741,824 that a network may have | Use smaller layers")]
    [InlineData("[Network(8000, 8000, 1)] [ReLU] [Conv2D(1, 3, Padding = Padding.Same)] [Conv2D(1, 3, Padding = Padding.Same)] [Conv2D(1, 3, Padding = Padding.Same)] [MeanSquaredError]", "NG0018 @0: TestNet | needs memory for 2,304,000,000 values per sample, gradients and padding included, more than the 2,080,374,783 that a network may have | Use smaller layers")]
    [InlineData("[Network(200000000)] [ReLU] [Tanh] [ReLU] [Tanh] [ReLU] [Tanh] [ReLU] [Tanh] [ReLU] [Tanh]", "NG0018 @0: TestNet | needs memory for 2,200,000,000 values per sample, padding included, more than the 2,080,374,783 that a network may have | Use smaller layers")]
    [InlineData("[Network(20, 20, 1)] [Conv2D(1, 3, Dilation = 200000000)]", "NG3002 @1: conv1 | has a window of 400000001x400000001 (dilation 200000000 included), larger than its input of 20x20 pixels | Write a window of at most 20x20, or Padding = Padding.Same")]
    public void Sizes_beyond_all_bounds(string attributes, string expected)
    {
        if (attributes.Contains("200000000, 200000000", StringComparison.Ordinal)) expected = "NG0018 @1: conv1 | would have more than 9,223,372,036,854,775,807 weights, more than the 536,870,911 that a layer may have | Give it fewer outputs or a smaller input";
        Assert.Equal([expected], FindingsOf.Network(attributes));
    }

    [Fact]
    public void Errors_do_not_hide_those_below_them_nor_bring_others_about()
    {
        string[] findings = FindingsOf.Network(
            """
            [Network(28, 28, 1)]
            [Conv2D(0, 3)] [He]
            [MaxPool2D(2)]
            [Flatten]
            [Dense(-1)] [Xavier]
            [Add("nothing")]
            [SoftmaxCrossEntropy]
            """);
        Assert.Equal(["NG0006 @1", "NG0006 @5", "NG0010 @7"], findings.Select(finding => finding.Split(':')[0]));
    }

    [Fact]
    public void What_the_compiler_does_not_understand_is_left_to_it()
    {
        Assert.Equal(["NG0006 @1"], Rules("[Network(4, 4, 1)] [Conv2D(0, 3)] [Flaten] [Dense(0)]"));
        Assert.Equal(["NG0006 @1"], Rules("[Network(4, 4, 1)] [Conv2D(0, 3)] [MaxPool2D()] [Dense(0)]"));
        Assert.Null(Declared.Build("[Network(4)] [Dense(3)] [Dense()] partial class TestNet;").Model);

        static IEnumerable<string> Rules(string attributes) => FindingsOf.Network(attributes).Select(finding => finding.Split(':')[0]);
    }
}
