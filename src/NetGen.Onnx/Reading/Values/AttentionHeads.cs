namespace NetGen.Onnx.Reading.Values;

/// <summary>Attention whose heads are not yet put together: the product that does it is a part of the layer.</summary>
/// <param name="Name">What the layer is called.</param>
/// <param name="Query">Of all heads, scaled.</param>
/// <param name="Key">Of all heads of keys.</param>
/// <param name="Value">Of as many.</param>
/// <param name="Count">Heads of queries.</param>
/// <param name="Shared">Heads of keys and values.</param>
/// <param name="Size">Values of a head.</param>
/// <param name="IsCausal">Whether no step sees a later one.</param>
internal sealed record AttentionHeads(string Name, LinearPart Query, LinearPart Key, LinearPart Value, int Count, int Shared, int Size, bool IsCausal);
