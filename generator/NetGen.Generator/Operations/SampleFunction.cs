using NetGen.Generator.Model;

namespace NetGen.Generator.Operations;

/// <summary>The loss of a sample as the run-time library computes it, in training steps and in evaluation.</summary>
internal abstract record SampleFunction
{
    /// <summary>Whether evaluation takes it for granted where it is told of no other.</summary>
    public virtual bool IsPresumed => false;
}

/// <summary>The loss of one value against one target; a sample's is the mean over its values.</summary>
/// <param name="Kind">As the attribute is called: MeanSquaredError.</param>
/// <param name="Struct">The run-time library's struct; null for the squared error, which has a loop of its own.</param>
/// <param name="Arguments">Of its constructor.</param>
/// <param name="Value">Its formula in output and target.</param>
/// <param name="Derivative">That of its derivative.</param>
internal sealed record ElementFunction(string Kind, string? Struct, EquatableArray<double> Arguments, string Value, string Derivative) : SampleFunction
{
    public override bool IsPresumed => Struct is null;
}

/// <summary>The loss of a row of outputs, or of all of a sample's.</summary>
/// <param name="Kind">As the attribute is called: CosineDistance.</param>
/// <param name="Struct">The struct that computes it, by its full name.</param>
/// <param name="Arguments">Of its constructor: numbers, whole numbers, yes and no.</param>
/// <param name="Reach">What it is given at once.</param>
/// <param name="Value">Its formula in output and target.</param>
/// <param name="Targets">Target values of a sample.</param>
internal sealed record RowFunction(string Kind, string Struct, EquatableArray<ArgumentValue> Arguments, LossReach Reach, string Value, int Targets) : SampleFunction;

/// <summary>What a loss is given at once.</summary>
internal enum LossReach
{
    /// <summary>The channels of a position; a sample's loss is the mean over positions.</summary>
    Position,

    /// <summary>All positions of a sample.</summary>
    Sample,

    /// <summary>A sample's scores, and a label.</summary>
    Label,
}

/// <summary>Cross entropy of softmax against a label, or against shares of classes.</summary>
/// <param name="Smoothing">What all classes share.</param>
/// <param name="Weights">What each class counts; empty where all count 1.</param>
/// <param name="Ignored">The label of samples that do not count; null where all do.</param>
internal sealed record ClassFunction(double Smoothing, EquatableArray<double> Weights, int? Ignored) : SampleFunction
{
    /// <summary>Whether the label's class alone has a share, and all count the same.</summary>
    public bool IsPlain => Smoothing == 0 && Weights.Count == 0;
}
