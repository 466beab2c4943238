namespace NetGen;

/// <summary>What L-BFGS knows of the curvature: the last steps, and by how much each changed the gradient.</summary>
internal sealed class CurvatureMemory(int limit)
{
    /// <summary>A step along which the gradient grows by less says nothing of the curvature.</summary>
    private const double LeastCurvature = 1e-10;

    private readonly List<Pair> _pairs = [];
    private double _scale = 1;

    private sealed record Pair(float[] Step, float[] Change, double InverseProduct);

    /// <summary>Takes in a step.</summary>
    /// <param name="step">The change of parameters; kept.</param>
    /// <param name="change">The change of the gradient; kept.</param>
    public void Add(float[] step, float[] change)
    {
        double product = TensorMath.Dot(change, step);
        if (!(product > LeastCurvature)) return;
        if (_pairs.Count == limit) _pairs.RemoveAt(0);
        _pairs.Add(new(step, change, 1 / product));
        _scale = product / TensorMath.Dot(change, change);
    }

    /// <summary>Minus the gradient times the inverse of the Hessian matrix, as far as that is known: the two loops of Nocedal, 1980.</summary>
    public float[] Direction(ReadOnlySpan<float> gradient)
    {
        float[] direction = gradient.ToArray();
        TensorMath.Scale(direction, -1f);
        double[] shares = new double[_pairs.Count];
        for (int i = _pairs.Count - 1; i >= 0; i--)
        {
            shares[i] = TensorMath.Dot(_pairs[i].Step, direction) * _pairs[i].InverseProduct;
            TensorMath.Combine(1f, direction, (float)-shares[i], _pairs[i].Change);
        }

        TensorMath.Scale(direction, (float)_scale);
        for (int i = 0; i < _pairs.Count; i++)
        {
            double share = TensorMath.Dot(_pairs[i].Change, direction) * _pairs[i].InverseProduct;
            TensorMath.Combine(1f, direction, (float)(shares[i] - share), _pairs[i].Step);
        }

        return direction;
    }
}
