// Compiled into the run-time library and, in a namespace of its own, into the generator.
#if NETSTANDARD2_0
namespace NetGen.Generator;
#else
namespace NetGen;
#endif

/// <summary>Whose initial values a layer begins with where none are declared for it.</summary>
public enum Framework
{
    /// <summary>Weights suit the activation that follows; biases begin with 0.</summary>
    NetGen,

    /// <summary>Weights and biases uniform within 1 / sqrt(fan-in), recurrent ones within 1 / sqrt(units); embeddings standard normal.</summary>
    PyTorch,

    /// <summary>Xavier's uniform weights, orthogonal recurrent weights, biases 0; embeddings uniform within 0.05.</summary>
    Keras,

    /// <summary>LeCun's weights, a normal cut at two standard deviations; orthogonal recurrent weights, biases 0; embeddings with variance 1 / features.</summary>
    Flax,
}
