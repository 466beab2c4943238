namespace NetGen;

/// <summary>
/// Long short-term memory (Hochreiter and Schmidhuber, 1997; with a forget gate: Gers et al., 1999): for every time step, from the first to the last, the gates
/// <c>i, f, o = sigmoid(W_i x[t] + b_i + W_h h[t - 1] + b_h)</c> and <c>g = tanh(...)</c>, each with weights of its own, the cell state
/// <c>c[t] = f c[t - 1] + i g</c> and the state <c>h[t] = o tanh(c[t])</c>, with zeros in front of the first step unless something else is given there. Gives the states of all steps,
/// or the last one.
/// </summary>
/// <remarks>
/// Reads a sequence (steps, features), gives (steps, units), or (units). Parameters, named and ordered as those of PyTorch's <c>nn.LSTM</c>: <c>weight_ih_l0</c> [4 units,
/// features], <c>weight_hh_l0</c> [4 units, units], and, unless <see cref="UseBias"/> is false, <c>bias_ih_l0</c> and <c>bias_hh_l0</c> [4 units]; the gates
/// i, f, g and o one below the other. The weights of the inputs begin with Xavier's, gate by gate, those of the state orthogonal, gate by gate
/// (<see cref="Parameter.Recurrent"/> aims an initialiser at them), biases with 0, but in <c>bias_ih_l0</c> that of the forget gate with <see cref="ForgetBias"/>.
/// </remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class LSTMAttribute : LayerAttribute
{
    /// <summary>A layer of long short-term memory.</summary>
    /// <param name="units">Size of the state, and of the output at a step; at least 1.</param>
    public LSTMAttribute(int units) => Units = units;

    /// <summary>Size of the state, and of the output at a step; at least 1.</summary>
    public int Units { get; }

    /// <summary>Whether biases are added.</summary>
    public bool UseBias { get; set; } = true;

    /// <summary>
    /// What the bias of the forget gate begins with: 1, so that the cell state at first stays for a few steps and gradients come back through them (Jozefowicz et al.,
    /// 2015). PyTorch has 0 there, or what it draws.
    /// </summary>
    public double ForgetBias { get; set; } = 1;

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
    /// Whether the state in front of the first step is learned, and not zero: parameters <c>h_0</c> and <c>c_0</c> [units], which begin with zeros and are the same for all samples; of a second
    /// direction with <c>_reverse</c> behind their names. Not with <see cref="InitialState"/>.
    /// </summary>
    public bool LearnInitialState { get; set; }

    /// <summary>
    /// The layer, or input, that gives the state in front of the first step: a vector of the units, in both directions of the first one's and behind them the second one's, as
    /// a recurrent layer with <see cref="LastStepOnly"/> gives it: an encoder's last state for a decoder. Gradients flow to it. Default: zeros. The cell state begins with zeros then, unless
    /// <see cref="InitialCell"/> says what else.
    /// </summary>
    public string? InitialState { get; set; }

    /// <summary>
    /// The layer, or input, that gives the cell state in front of the first step, likewise; only beside <see cref="InitialState"/>. It has a name of its own because most that gives
    /// a state, such as another recurrent layer, gives no cell state.
    /// </summary>
    public string? InitialCell { get; set; }
}
