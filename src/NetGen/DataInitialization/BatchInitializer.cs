namespace NetGen;

/// <summary>How the weights of a network are set by what a batch of samples makes of them: <see cref="Lsuv"/> or <see cref="WithinLayer"/>.</summary>
public abstract class BatchInitializer
{
    private readonly string _layers = "*";

    private protected BatchInitializer()
    {
    }

    /// <summary>Which layers are changed: a pattern of their names, in which '*' stands for any letters and '?' for one. All, if not given.</summary>
    /// <exception cref="ArgumentException">The value is null or empty.</exception>
    public string Layers
    {
        get => _layers;
        init
        {
            ArgumentException.ThrowIfNullOrEmpty(value);
            _layers = value;
        }
    }

    /// <summary>What random layers, such as dropout, draw while the batch passes, and what orthogonal weights are drawn from.</summary>
    public ulong Seed { get; init; }

    /// <summary>Sets the weights of one layer; those in front of it are set.</summary>
    internal abstract LayerInitialization Apply<TNetwork>(TNetwork network, SummingLayer layer, LayerSums<TNetwork> sums)
        where TNetwork : class, ITrainableNetwork<TNetwork>;

    internal static float[] Copy<TNetwork>(TNetwork network, ParameterInfo parameter)
        where TNetwork : class, ITrainableNetwork<TNetwork>
    {
        float[] values = new float[parameter.Count];
        network.CopyParameter(parameter.Name, values);
        return values;
    }
}
