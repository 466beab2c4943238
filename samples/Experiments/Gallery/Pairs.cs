using NetGen;

namespace ExperimentsSample;

/// <summary>All pairs, by rule.</summary>
internal static class Pairs
{
    /// <summary>Rules of the three families that have no pair, and why.</summary>
    public const string Without = "NG1004 and NG1016 say that what looks wrong is right. NG1020 compares two networks: docs/scaling.md has what it costs. "
        + "NG2001, NG2002, NG2004, NG2012 and NG4006 are errors: such a network is not built. NG2006, NG2013 and NG4016 are about target values, of which "
        + "these digits have none. NG4009 tells a prediction. NG4017 is about several heads, and these networks have one; NG4018 about sequences of tokens, "
        + "and these are given pixels.";

    public static IReadOnlyList<Pair> All { get; } =
    [
        Pair.Of("NG1001", "twelve layers with ReLU from Xavier", "He", static seed => new NG1001Broken(seed), static seed => new NG1001Repaired(seed)),
        Pair.Of("NG1002", "twelve layers with tanh from He", "Xavier", static seed => new NG1002Broken(seed), static seed => new NG1002Repaired(seed)),
        Pair.Of("NG1003", "a hidden layer of zeros", "He", static seed => new NG1003Broken(seed), static seed => new NG1003Repaired(seed)),
        Pair.Of("NG1005", "two layers of std 0.8", "He", static seed => new NG1005Broken(seed), static seed => new NG1005Repaired(seed)),
        Pair.Of("NG1006", "twelve layers with SELU from He", "LeCun", static seed => new NG1006Broken(seed), static seed => new NG1006Repaired(seed)),
        Pair.Of("NG1007", "twelve layers of a truncated normal whose std is nominal", "a normal of that std", static seed => new NG1007Broken(seed), static seed => new NG1007Repaired(seed)),
        Pair.Of("NG1008", "six layers whose biases begin at 1", "biases of 0", static seed => new NG1008Broken(seed), static seed => new NG1008Repaired(seed)),
        Pair.Of("NG1012", "31 plain convolutions", "a BatchNorm behind each", static seed => new NG1012Broken(seed), static seed => new NG1012Repaired(seed)),
        Pair.Of("NG1013", "an LSTM with small recurrent weights", "orthogonal ones", static seed => new NG1013Broken(seed), static seed => new NG1013Repaired(seed)),
        Pair.Of("NG1014", "eight residual branches that begin at full size", "branches that begin at 0", static seed => new NG1014Broken(seed), static seed => new NG1014Repaired(seed)),
        Pair.Of("NG1017", "3x3 convolutions of 16 channels with sqrt(2 / 9)", "He", static seed => new NG1017Broken(seed), static seed => new NG1017Repaired(seed)),
        Pair.Of("NG1018", "twelve layers with a slope of 0.5 that is not in the gain", "He(Slope = 0.5)", static seed => new NG1018Broken(seed), static seed => new NG1018Repaired(seed)),
        Pair.Of("NG1019", "eight layers with ReLU from PyTorch's default", "He", static seed => new NG1019Broken(seed), static seed => new NG1019Repaired(seed)),
        Pair.Of("NG2005", "scores behind a ReLU", "scores as they are", static seed => new NG2005Broken(seed), static seed => new NG2005Repaired(seed)),
        Pair.Of("NG2007", "three linear layers", "ReLU between them", static seed => new NG2007Broken(seed), static seed => new NG2007Repaired(seed)),
        Pair.Of("NG2008", "ReLU twice", "ReLU once", static seed => new NG2008Broken(seed), static seed => new NG2008Repaired(seed)),
        Pair.Of("NG2009", "five layers with sigmoid", "ReLU and He", static seed => new NG2009Broken(seed), static seed => new NG2009Repaired(seed)),
        Pair.Of("NG2011", "five layers of two units with ReLU", "LeakyReLU", static seed => new NG2011Broken(seed), static seed => new NG2011Repaired(seed)),
        Pair.Of("NG2014", "a softmax between two layers", "ReLU", static seed => new NG2014Broken(seed), static seed => new NG2014Repaired(seed)),
        Pair.Of("NG4001", "five layers that explode", "He", static seed => new NG4001Broken(seed), static seed => new NG4001Repaired(seed)),
        Pair.Of("NG4002", "five layers that vanish", "He", static seed => new NG4002Broken(seed), static seed => new NG4002Repaired(seed)),
        Pair.Of("NG4003", "six layers with sigmoid, whose gradients vanish", "ReLU and He", static seed => new NG4003Broken(seed), static seed => new NG4003Repaired(seed)),
        Pair.Of("NG4004", "a head of std 2", "LeCun", static seed => new NG4004Broken(seed), static seed => new NG4004Repaired(seed)),
        Pair.Of("NG4005", "weights of a millionth, with Adam", "Xavier", static seed => new NG4005Broken(seed), static seed => new NG4005Repaired(seed)) with { Optimizer = static () => new Adam(1e-3f) },
        Pair.Of("NG4007", "twelve layers with tanh in the ordered phase", "Xavier", static seed => new NG4007Broken(seed), static seed => new NG4007Repaired(seed)),
        Pair.Of("NG4008", "tanh that begins saturated", "Xavier", static seed => new NG4008Broken(seed), static seed => new NG4008Repaired(seed)),
        Pair.Of("NG4010", "a hidden layer sixteen times wider than the next", "an even width", static seed => new NG4010Broken(seed), static seed => new NG4010Repaired(seed)),
        Pair.Of("NG4011", "pixels from 0 to 255", "pixels from 0 to 1", static seed => new NG4011Broken(seed), static seed => new NG4011Repaired(seed)) with { BrokenScale = 255 },
        Pair.Of("NG4012", "eight layers of eight units", "of 64 units", static seed => new NG4012Broken(seed), static seed => new NG4012Repaired(seed)),
        Pair.Of("NG4013", "SGD at 1e-7", "SGD at 0.05", static seed => new NG4013Broken(seed), static seed => new NG4013Repaired(seed)) with { BrokenOptimizer = static () => new Sgd(1e-7f) },
        Pair.Of("NG4014", "an LSTM that forgets, pixel by pixel", "a forget bias of 3", static seed => new NG4014Broken(seed), static seed => new NG4014Repaired(seed)),
        Pair.Of("NG4015", "attention that begins decided", "Xavier", static seed => new NG4015Broken(seed), static seed => new NG4015Repaired(seed)),
    ];
}
