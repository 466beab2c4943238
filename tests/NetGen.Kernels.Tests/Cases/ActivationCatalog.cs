using NetGen.Kernels.Tests.Reference;

namespace NetGen.Kernels.Tests.Cases;

/// <summary>Activations by the names of their attributes, with the attributes' defaults.</summary>
internal static class ActivationCatalog
{
    /// <summary>All of them: attribute and constant.</summary>
    public static IReadOnlyList<(string Kind, double? Argument)> All { get; } =
    [
        ("ReLU", null),
        ("LeakyReLU", null),
        ("LeakyReLU", 0.25),
        ("ReLU6", null),
        ("SquaredReLU", null),
        ("ELU", null),
        ("ELU", 0.7),
        ("CELU", null),
        ("CELU", 1.3),
        ("SELU", null),
        ("GELU", null),
        ("SiLU", null),
        ("Mish", null),
        ("HardSwish", null),
        ("Tanh", null),
        ("LeCunTanh", null),
        ("HardTanh", null),
        ("Sigmoid", null),
        ("HardSigmoid", null),
        ("Softplus", null),
        ("Softsign", null),
        ("Activation", null),
    ];

    public static Activation Create(string kind, double? argument) => kind switch
    {
        "ReLU" => Activations.ReLU(),
        "LeakyReLU" => Activations.LeakyReLU(argument ?? 0.01),
        "ReLU6" => Activations.ReLU6(),
        "SquaredReLU" => Activations.SquaredReLU(),
        "ELU" => Activations.ELU(argument ?? 1),
        "CELU" => Activations.CELU(argument ?? 1),
        "SELU" => Activations.SELU(),
        "GELU" => Activations.GELU(),
        "SiLU" => Activations.SiLU(),
        "Mish" => Activations.Mish(),
        "HardSwish" => Activations.HardSwish(),
        "Tanh" => Activations.Tanh(),
        "LeCunTanh" => Activations.LeCunTanh(),
        "HardTanh" => Activations.HardTanh(),
        "Sigmoid" => Activations.Sigmoid(),
        "HardSigmoid" => Activations.HardSigmoid(),
        "Softplus" => Activations.Softplus(),
        "Softsign" => Activations.Softsign(),
        "Activation" => Activations.Activation(),
        _ => throw new ArgumentException($"No activation {kind}.", nameof(kind)),
    };
}
