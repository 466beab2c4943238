namespace NetGen.Kernels.Tests.Reference;

/// <summary>
/// A layer whose weights are computed (Miyato et al. 2018): weight = W / sigma, sigma = u^T W v, W a matrix with a row for each value of its first axis, or
/// for a transposed convolution of its second. In training u and v come from power iterations; for the gradient they are constant.
/// </summary>
internal sealed class SpectralNorm : ReferenceLayer
{
    private readonly ReferenceLayer _layer;
    private readonly int _iterations;
    private readonly double _epsilon;
    private readonly bool _isTransposed;
    private readonly ReferenceParameter _weight;   // the layer's own
    private readonly ReferenceParameter _original; // W, of its shape
    private readonly ReferenceParameter _left;     // u, [rows]
    private readonly ReferenceParameter _right;    // v, [columns]
    private readonly int _rows;
    private readonly int _columns;
    private readonly int _taps;
    private (double[] Left, double[] Right, double Sigma) _used;

    /// <param name="layer">Has a parameter 'weight'.</param>
    public SpectralNorm(ReferenceLayer layer, int iterations = 1, double epsilon = 1e-12)
    {
        (_layer, _iterations, _epsilon, _isTransposed) = (layer, iterations, epsilon, layer is Conv2DTranspose);
        _weight = layer.Parameters.Single(parameter => parameter.Name == "weight");
        int[] shape = _weight.Value.Shape;
        _rows = shape[_isTransposed ? 1 : 0];
        _columns = _weight.Value.Values.Length / _rows;
        _taps = shape.Length == 4 ? shape[2] * shape[3] : 1;
        _original = new ReferenceParameter("weight_orig", _weight.Value.ZerosLike());
        _left = new ReferenceParameter("weight_u", new Tensor(_rows), IsTrained: false);
        _right = new ReferenceParameter("weight_v", new Tensor(_columns), IsTrained: false);
        Parameters = [_original, _left, _right, .. layer.Parameters.Where(parameter => parameter != _weight)];
    }

    public override Tensor Forward(IReadOnlyList<Tensor> inputs, bool training)
    {
        double[] left = [.. _left.Value.Values];
        double[] right = [.. _right.Value.Values];
        if (training) Iterate(_iterations, left, right);
        double sigma = 0;
        for (int r = 0; r < _rows; r++)
            for (int c = 0; c < _columns; c++) sigma += left[r] * _original.Value.Values[Index(r, c)] * right[c];
        sigma = Rounding(sigma);
        for (int i = 0; i < _weight.Value.Values.Length; i++) _weight.Value.Values[i] = sigma == 0 ? 0 : Rounding(_original.Value.Values[i] / sigma);
        if (training) _used = (left, right, sigma);
        return _layer.Forward(inputs, training);
    }

    public override IReadOnlyList<Tensor> Backward(IReadOnlyList<Tensor> inputs, Tensor output, Tensor doutput)
    {
        // d(W / sigma) = dW / sigma - W / sigma dsigma / sigma, and dsigma = u^T dW v.
        Array.Clear(_weight.Gradient.Values);
        IReadOnlyList<Tensor> dinputs = _layer.Backward(inputs, output, doutput);
        (double[] left, double[] right, double sigma) = _used;
        if (sigma == 0) return dinputs;
        double product = 0;
        for (int i = 0; i < _weight.Value.Values.Length; i++) product += Rounding(_weight.Gradient.Values[i]) * _weight.Value.Values[i];
        for (int r = 0; r < _rows; r++)
            for (int c = 0; c < _columns; c++)
            {
                int i = Index(r, c);
                _original.Gradient.Values[i] += (_weight.Gradient.Values[i] - Rounding(product * left[r] * right[c])) / sigma;
            }

        return dinputs;
    }

    public override void CommitState()
    {
        _used.Left.CopyTo(_left.Value.Values, 0);
        _used.Right.CopyTo(_right.Value.Values, 0);
        _layer.CommitState();
    }

    public override void Settle()
    {
        double[] left = [.. _left.Value.Values];
        double[] right = new double[_columns];
        Iterate(3, left, right);
        for (int r = 0; r < _rows; r++) _left.Value.Values[r] = (float)left[r];
        for (int c = 0; c < _columns; c++) _right.Value.Values[c] = (float)right[c];
    }

    private void Iterate(int iterations, double[] left, double[] right)
    {
        for (int iteration = 0; iteration < iterations; iteration++)
        {
            Array.Clear(right);
            for (int r = 0; r < _rows; r++)
                for (int c = 0; c < _columns; c++) right[c] += left[r] * _original.Value.Values[Index(r, c)];
            Normalize(right);
            Array.Clear(left);
            for (int r = 0; r < _rows; r++)
                for (int c = 0; c < _columns; c++) left[r] += right[c] * _original.Value.Values[Index(r, c)];
            Normalize(left);
        }
    }

    private void Normalize(double[] vector)
    {
        double length = Math.Max(_epsilon, Math.Sqrt(vector.Sum(value => value * value)));
        for (int i = 0; i < vector.Length; i++) vector[i] = Rounding(vector[i] / length);
    }

    /// <summary>Where an element of the matrix stands in the weight.</summary>
    private int Index(int row, int column)
        => _isTransposed ? (((column / _taps * _rows) + row) * _taps) + (column % _taps) : (row * _columns) + column;
}
