namespace NetGen.Generator.Layers;

/// <summary>The activations without trained parameters. The names are those of the attributes.</summary>
internal enum ActivationKind
{
    ReLU,
    LeakyReLU,
    ReLU6,
    ELU,
    CELU,
    SELU,
    GELU,
    SiLU,
    Mish,
    HardSwish,
    Tanh,
    LeCunTanh,
    HardTanh,
    Sigmoid,
    HardSigmoid,
    Softplus,
    Softsign,
    SquaredReLU,
}
