namespace NetGen.Kernels.Native;

/// <summary>The memory that inference works on.</summary>
internal interface IInferenceRows
{
    /// <summary>Computes the outputs of rows on memory of its own.</summary>
    void Compute(ReadOnlySpan<float> input, Span<float> output, Inference compute);
}

/// <summary>One of the methods that compute outputs.</summary>
internal delegate void Inference(ReadOnlySpan<float> input, Span<float> output);
