namespace NetGen.Generator.Operations;

/// <summary>
/// A state that goes from step to step, from the first (or the last) time step on: at each the cell makes it of what the inputs give to its gates, and of
/// the products of the state before with the recurrent weights. In front of the first step it is zero. The output is the state at every step, or,
/// where it has no time steps, the last one.
/// </summary>
/// <param name="cell">What is done at a step.</param>
/// <param name="input">What each step's gates are given: [time][gates side by side, each padded]. Nobody else reads it: it is overwritten, and its gradient is where the state's is followed back.</param>
/// <param name="weight">[gates x units][units].</param>
/// <param name="bias">What is added to the products of the state, or null.</param>
/// <param name="isReversed">Whether it runs from the last step to the first.</param>
/// <param name="dropout">What is dropped, in training, of the state before it meets the weights; null for nothing.</param>
internal sealed class Scan(RecurrentCell cell, Tensor input, ParameterTensor weight, ParameterTensor? bias, Tensor output, bool isReversed, StateDropout? dropout) : Operation
{
    public RecurrentCell Cell { get; } = cell;

    public Tensor Input { get; } = input;

    public ParameterTensor Weight { get; } = weight;

    public ParameterTensor? Bias { get; } = bias;

    public bool IsReversed { get; } = isReversed;

    public StateDropout? Dropout { get; } = dropout;

    /// <summary>Whether the input is one step of a sequence: the state goes on from the step before, and is kept for the next.</summary>
    public bool IsStep { get; init; }

    /// <summary>How many steps each sample has: at the others the state stays as it is, and what is given is 0. Null where all have all.</summary>
    public Tensor? Lengths { get; init; }

    public override IReadOnlyList<Tensor> Inputs => Lengths is null ? [Input] : [Input, Lengths];

    public override Tensor Output { get; } = output;

    public override IReadOnlyList<ParameterTensor> Parameters { get; } = bias is null ? [weight] : [weight, bias];

    /// <summary>The state is read again at the next step.</summary>
    public override bool SharesMemory => IsStep;

    /// <summary>A last state is but a copy.</summary>
    public override Kept Kept => Output.Shape.Positions < Input.Shape.Positions ? Kept.Nothing : Kept.Output;
}

/// <summary>A mask that is drawn once for each sequence.</summary>
/// <param name="Rate">The share that is dropped.</param>
/// <param name="Stream">Which of the network's streams of random numbers is drawn from.</param>
internal sealed record StateDropout(double Rate, int Stream);
