namespace NetGen.Kernels.Native.Protocol;

/// <summary>What a test asks of networks in another process: what it would ask of <c>ITestNetwork</c> and <c>ITestTrainer</c>.</summary>
internal enum Request : byte
{
    /// <summary>Which processor this is: see <see cref="Processor"/>.</summary>
    Describe,

    /// <summary>Lets go of all networks and trainers.</summary>
    Forget,

    Create,
    Load,
    Save,
    Forward,
    Predict,
    ForwardInShares,
    CopyParameter,
    SetParameter,
    CopyPacked,
    ParameterMemory,

    CreateTrainer,
    Step,
    ComputeGradients,
    ApplyGradients,
    CopyGradient,
    CopyGradients,
    SaveCheckpoint,
    LoadCheckpoint,
}
