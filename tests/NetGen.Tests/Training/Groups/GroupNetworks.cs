namespace NetGen.Tests.Training.Groups;

#pragma warning disable format // one line for each layer

/// <summary>Nothing in it is random or looks at other samples: a group computes what one process does.</summary>
[Network(4)]
[Dense(8)] [Tanh]
[Dense(3)]
[SoftmaxCrossEntropy]
public sealed partial class PlainGroupNet;

/// <summary>Keeps statistics of the batch.</summary>
[Network(4)]
[Standardize]
[Dense(8)] [BatchNorm] [ReLU]
[Dense(3)]
[SoftmaxCrossEntropy]
public sealed partial class NormalizedGroupNet;

/// <summary>Looks at the parameters of any network.</summary>
internal static class GroupParameters
{
    /// <summary>All parameters and state, as they lie in memory.</summary>
    public static float[] Block<TNetwork>(TNetwork network)
        where TNetwork : class, INetwork<TNetwork> => network.Parameters.Memory.Span.ToArray();
}
