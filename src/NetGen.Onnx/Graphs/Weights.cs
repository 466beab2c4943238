namespace NetGen.Onnx.Graphs;

/// <summary>Numbers that are part of the model.</summary>
/// <param name="Name">What they are called in it, unless another tensor is.</param>
/// <param name="Shape">Outermost first.</param>
/// <param name="Values">In row-major order.</param>
internal sealed record Weights(string Name, int[] Shape, float[] Values)
{
    /// <summary>The same numbers under another shape.</summary>
    public Weights As(params int[] shape) => this with { Shape = shape };

    /// <summary>A matrix with its rows as columns.</summary>
    public Weights Transposed()
    {
        (int rows, int columns) = (Shape[0], Shape[1]);
        float[] turned = new float[Values.Length];
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++) turned[(column * rows) + row] = Values[(row * columns) + column];
        }

        return new Weights(Name + "/transposed", [columns, rows], turned);
    }

    /// <summary>Some of the outermost slices, in an order; each of so many values as the first axis says that there are parts.</summary>
    /// <param name="parts">Into how many equal parts the first axis is divided.</param>
    /// <param name="order">Which of them follow one another.</param>
    public Weights Parts(int parts, IReadOnlyList<int> order)
    {
        int size = Values.Length / parts;
        float[] values = new float[size * order.Count];
        for (int place = 0; place < order.Count; place++) Array.Copy(Values, order[place] * size, values, place * size, size);
        return new Weights(Name, [Shape[0] / parts * order.Count, .. Shape[1..]], values);
    }
}
