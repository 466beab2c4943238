namespace NetGen;

/// <summary>
/// Embeddings by what belongs together: the mean over the batch of <c>max(0, |anchor - positive| - |anchor - negative| + margin)</c>. A sample is a
/// sequence of three steps, which the same layers see one by one: anchor, positive and negative. Its target is one value, the margin; PyTorch's
/// <c>TripletMarginLoss</c> has 1. <c>Predict</c> gives the embeddings.
/// </summary>
/// <example>
/// <code>
/// [Network(3, 784)]
/// [Dense(128)] [ReLU]
/// [Dense(32)]
/// [TripletMargin]
/// public partial class Embedding;
/// </code>
/// </example>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class TripletMarginAttribute : LossTermAttribute;
