namespace NetGen.Benchmarks.Works;

/// <summary>What is timed.</summary>
internal enum Mode
{
    /// <summary>Forward.</summary>
    Inference,

    /// <summary>Forward, backward and plain gradient descent.</summary>
    StepSgd,

    /// <summary>Forward, backward and Adam.</summary>
    StepAdam,

    /// <summary>Forward, backward and Adam with weight decay of its own.</summary>
    StepAdamW,
}

/// <summary>The modes' names in reports.</summary>
internal static class ModeNames
{
    /// <summary>The name in JSON.</summary>
    public static string Name(this Mode mode) => mode switch
    {
        Mode.Inference => "inference",
        Mode.StepSgd => "step-sgd",
        Mode.StepAdam => "step-adam",
        Mode.StepAdamW => "step-adamw",
        _ => throw new ArgumentOutOfRangeException(nameof(mode)),
    };
}
