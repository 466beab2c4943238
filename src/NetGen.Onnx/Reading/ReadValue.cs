namespace NetGen.Onnx.Reading;

/// <summary>A tensor of a model as a network has it.</summary>
/// <param name="Layer">The layer or the input that gives it.</param>
/// <param name="Shape">Without the batch, channels last: height, width, channels, or features.</param>
/// <param name="IsChannelsLast">Whether the model's tensor of an image has its channels last, too.</param>
internal sealed record ReadValue(string Layer, int[] Shape, bool IsChannelsLast = false)
{
    public bool IsImage => Shape.Length == 3;

    public int Channels => Shape[^1];
}
