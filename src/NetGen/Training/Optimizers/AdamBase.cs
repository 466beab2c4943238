namespace NetGen;

/// <summary>
/// What Adam and AdamW share: estimates m and v of the gradient's first two moments, m = b1 * m + (1 - b1) * g,
/// v = b2 * v + (1 - b2) * g^2, and in step t the update p -= lr / (1 - b1^t) * m / (sqrt(v) / sqrt(1 - b2^t) + epsilon)
/// (Kingma and Ba, 2015; in the order of operations of PyTorch).
/// </summary>
public abstract class AdamBase : MomentOptimizer
{
    private readonly bool _isDecoupled;

    private protected AdamBase(double learningRate, double weightDecay, bool isDecoupled)
        : base(learningRate, weightDecay) => _isDecoupled = isDecoupled;

    /// <summary>
    /// Whether the largest v so far takes the place of v, so that steps never grow by forgetting (AMSGrad: Reddi, Kale and Kumar, 2018). It is kept
    /// for each parameter besides.
    /// </summary>
    public bool Amsgrad { get; init; }

    internal sealed override IReadOnlyList<string> SlotNames => Amsgrad ? AmsgradRule.SlotNames : AdamRule.SlotNames;

    /// <inheritdoc/>
    protected internal override UpdateScale UpdateScale => UpdateScale.Unit;

    internal override bool HasDecoupledDecay => _isDecoupled;

    /// <inheritdoc/>
    protected internal override IEnumerable<(string Name, object Value)> Describe() => [.. base.Describe(), (nameof(Amsgrad), Amsgrad)];

    internal sealed override bool Update(in UpdateRange range)
    {
        AdamRule rule = PrepareAdam(range.Step, _isDecoupled);
        return Amsgrad ? UpdateLoop<AmsgradRule>.Run(new(rule), range) : UpdateLoop<AdamRule>.Run(rule, range);
    }
}
