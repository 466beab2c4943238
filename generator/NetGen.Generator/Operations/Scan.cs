namespace NetGen.Generator.Operations;

/// <summary>
/// A state that goes from step to step, from the first (or the last) time step on: at each the cell makes it of what the inputs give to its gates, and of
/// the products of the state before with the recurrent weights. In front of the first step it is zero, or what is given. The output is the state at every step, or,
/// where it has no time steps, the last one.
/// </summary>
/// <param name="cell">What is done at a step.</param>
/// <param name="input">What each step's gates are given: [time][gates side by side, each padded]. Nobody else reads it: it is overwritten, and its gradient is where the state's is followed back.</param>
/// <param name="weight">[gates x units][units].</param>
/// <param name="bias">What is added to the products of the state, or null.</param>
/// <param name="isReversed">Whether it runs from the last step to the first.</param>
/// <param name="dropout">What is dropped, in training, of the state before it meets the weights, by a mask that is drawn once for each sequence; null for nothing.</param>
internal sealed class Scan(RecurrentCell cell, Tensor input, ParameterTensor weight, ParameterTensor? bias, Tensor output, bool isReversed, DropoutStream? dropout) : Operation
{
    public RecurrentCell Cell { get; } = cell;

    public Tensor Input { get; } = input;

    public ParameterTensor Weight { get; } = weight;

    public ParameterTensor? Bias { get; } = bias;

    public bool IsReversed { get; } = isReversed;

    public DropoutStream? Dropout { get; } = dropout;

    /// <summary>The state in front of the first step; null for zeros.</summary>
    public ScanStart? Start { get; init; }

    /// <summary>Whether the input is one step of a sequence: the state goes on from the step before, and is kept for the next.</summary>
    public bool IsStep { get; init; }

    /// <summary>How many steps each sample has: at the others the state stays as it is, and what is given is 0. Null where all have all.</summary>
    public Tensor? Lengths { get; init; }

    public override IReadOnlyList<Tensor> Inputs => [Input, .. Start?.Tensors ?? [], .. Lengths is null ? Array.Empty<Tensor>() : [Lengths]];

    public override Tensor Output { get; } = output;

    public override IReadOnlyList<ParameterTensor> Parameters { get; } = bias is null ? [weight] : [weight, bias];

    /// <summary>The state is read again at the next step.</summary>
    public override bool SharesMemory => IsStep;

    /// <summary>A last state is but a copy, and so are all where the one in front of them is kept with them.</summary>
    public override Kept Kept => Start is not null || Output.Shape.Positions < Input.Shape.Positions ? Kept.Nothing : Kept.Output;
}
