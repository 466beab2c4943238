namespace NetGen.Onnx.Reading;

/// <summary>
/// How many numbers may still be made that a model's file does not have: constants that are worked out, and weights that are put together of few.
/// </summary>
internal sealed class Allowance(long numbers)
{
    private const long AtLeast = 1 << 18;
    private long _left = numbers + AtLeast;

    /// <summary>Takes so many.</summary>
    /// <exception cref="NotSupportedException">It is too much.</exception>
    public int Take(long count)
    {
        if (count < 0 || count > _left) throw new NotSupportedException($"it asks for {count} numbers, which is far more than the model has");
        _left -= count;
        return (int)count;
    }
}
