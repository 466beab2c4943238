namespace NetGen.Generator.Operations;

/// <summary>Which steps are taken, and in which order, where each sample has some of a sequence's first steps.</summary>
internal enum SelectedSteps
{
    /// <summary>Those that a sample has, where they are; 0 at the others.</summary>
    Own,

    /// <summary>Those that a sample has, from its last to its first; 0 at the others.</summary>
    Reversed,

    /// <summary>The last that a sample has.</summary>
    Last,
}

/// <summary>Steps of a sequence that a sample has: output[t] = input[t], or input[length - 1 - t], for t below the length, and 0 behind; or input[length - 1] alone.</summary>
/// <param name="lengths">One for each sample, from 1 to the steps of the input.</param>
internal sealed class StepSelection(SelectedSteps steps, Tensor input, Tensor lengths, Tensor output) : Operation
{
    public SelectedSteps Steps { get; } = steps;

    public Tensor Input { get; } = input;

    public Tensor Lengths { get; } = lengths;

    public override IReadOnlyList<Tensor> Inputs { get; } = [input, lengths];

    public override Tensor Output { get; } = output;

    public override Kept Kept => Kept.Nothing;
}
