namespace NetGen;

/// <summary>
/// What a run is made of: settings that decide the bits of its result. A checkpoint keeps them, and who goes on from it with others is told
/// so, unless they are allowed to change. The kind of optimiser never is: what one has kept of earlier steps means nothing to another.
/// </summary>
[Flags]
public enum RunSettings
{
    /// <summary>None of them.</summary>
    None = 0,

    /// <summary>The optimiser's learning rate, before any schedule.</summary>
    LearningRate = 1,

    /// <summary>All other settings of the optimiser.</summary>
    OptimizerSettings = 1 << 1,

    /// <summary>The learning rate's schedule: its kind and its settings.</summary>
    Schedule = 1 << 2,

    /// <summary>The number of epochs, on which a schedule depends; with a constant rate it may change as it is.</summary>
    Epochs = 1 << 3,

    /// <summary>Samples per step. An epoch that has begun begins anew.</summary>
    BatchSize = 1 << 4,

    /// <summary>Which samples an epoch takes, in which order: whether they are shuffled, or how they are drawn. An epoch that has begun begins anew.</summary>
    Shuffle = 1 << 5,

    /// <summary>The number of samples. An epoch that has begun begins anew.</summary>
    Samples = 1 << 6,

    /// <summary>The number of validation samples: by their loss, epochs are compared.</summary>
    Validation = 1 << 7,

    /// <summary>The trainer's seed. An epoch that has begun begins anew.</summary>
    Seed = 1 << 8,

    /// <summary>How gradients are clipped: by which of the norms, or values, and at what.</summary>
    ClipNorm = 1 << 9,

    /// <summary>What is done about a step that is not finite. From <see cref="NonFinitePolicy.Throw"/> it may change as it is.</summary>
    NonFinite = 1 << 10,

    /// <summary>What the samples of each class count.</summary>
    ClassWeights = 1 << 11,

    /// <summary>Groups of parameters, and whether biases and normalisations decay.</summary>
    Groups = 1 << 12,

    /// <summary>Steps for each update. A sum of gradients that has begun begins anew.</summary>
    AccumulateSteps = 1 << 13,

    /// <summary>Which average of the weights is kept. Another one begins anew.</summary>
    Average = 1 << 14,

    /// <summary>How many processes train together: by their number samples are divided, sums rounded and random numbers drawn.</summary>
    Processes = 1 << 15,
}
