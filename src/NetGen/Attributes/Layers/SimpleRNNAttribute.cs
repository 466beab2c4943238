namespace NetGen;

/// <summary>
/// Recurrent layer of Elman's kind (1990): <c>h[t] = f(W_ih x[t] + b_ih + W_hh h[t - 1] + b_hh)</c> for every time step, from the first
/// to the last, with nothing in front of the first. Gives all steps,
/// or the last one.
/// </summary>
/// <remarks>
/// Reads a sequence (steps, features), gives (steps, units), or (units). Parameters, named as those of PyTorch's <c>nn.RNN</c>: <c>weight_ih_l0</c> [units, features],
/// <c>weight_hh_l0</c> [units, units], and, unless <see cref="UseBias"/> is false, <c>bias_ih_l0</c> and <c>bias_hh_l0</c> [units]. An initialiser is
/// meant for <c>weight_ih_l0</c>; <see cref="Parameter.Recurrent"/> aims it at <c>weight_hh_l0</c>. The former begin with Xavier's, the latter orthogonal,
/// biases with 0.
/// </remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class SimpleRNNAttribute : LayerAttribute
{
    /// <summary>A recurrent layer.</summary>
    /// <param name="units">Size of the state, and of the output at a step; at least 1.</param>
    public SimpleRNNAttribute(int units) => Units = units;

    /// <summary>Size of the state, and of the output at a step; at least 1.</summary>
    public int Units { get; }

    /// <summary>f: <see cref="RecurrentActivation.Tanh"/> unless another is given.</summary>
    public RecurrentActivation Activation { get; set; }

    /// <summary>Whether biases are added.</summary>
    public bool UseBias { get; set; } = true;

    /// <summary>Whether it runs from the last step to the first. The output at a step stays in that step's place.</summary>
    public bool Reverse { get; set; }

    /// <summary>
    /// Whether a second one, with parameters of its own whose names end with <c>_reverse</c>, runs from the last step to the first. Its states stand behind those of the
    /// first: twice as many outputs.
    /// </summary>
    public bool Bidirectional { get; set; }

    /// <summary>
    /// Whether only the state behind the last step that is taken is given, a vector: in reverse that of the first place, in both directions the one beside the other. Keras
    /// says it with <c>return_sequences=False</c>.
    /// </summary>
    public bool LastStepOnly { get; set; }

    /// <summary>
    /// The share of the state that is dropped in training before it meets the recurrent weights, at least 0 and below 1; the rest is divided by its probability to stay. What is
    /// dropped is drawn once for a sequence and the same at all steps (Gal and Ghahramani, 2016): drawn anew at each, nothing would last.
    /// </summary>
    public double RecurrentDropout { get; set; }

    /// <summary>
    /// Whether the state in front of the first step is learned, and not zero: a parameter <c>h_0</c> [units], which begins with zeros and is the same for all samples; of a second
    /// direction with <c>_reverse</c> behind its name. Not with <see cref="InitialState"/>.
    /// </summary>
    public bool LearnInitialState { get; set; }

    /// <summary>
    /// The layer, or input, that gives the state in front of the first step: a vector of the units, in both directions of the first one's and behind them the second one's, as
    /// a recurrent layer with <see cref="LastStepOnly"/> gives it: an encoder's last state for a decoder. Gradients flow to it. Default: zeros.
    /// </summary>
    public string? InitialState { get; set; }
}
