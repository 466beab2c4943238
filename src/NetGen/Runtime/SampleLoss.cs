using System.ComponentModel;

namespace NetGen.Runtime;

/// <summary>The loss of one sample, for whoever knows the network but not its loss.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class SampleLoss
{
    private protected SampleLoss()
    {
    }

    internal abstract float Of(ref float output, int count, ref float target, ref float gradient);
}

/// <summary>The mean over a sample's outputs of a loss of single elements.</summary>
/// <param name="loss">The loss of one output against one target.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class MeanOf<TLoss>(TLoss loss) : SampleLoss
    where TLoss : struct, IElementLoss
{
    internal override float Of(ref float output, int count, ref float target, ref float gradient) => Losses.Mean(loss, ref output, count, ref target, 1f, ref gradient);
}
