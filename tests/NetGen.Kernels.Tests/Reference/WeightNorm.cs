namespace NetGen.Kernels.Tests.Reference;

/// <summary>
/// A layer whose weights are computed (Salimans and Kingma 2016): weight[r] = g[r] v[r] / |v[r]| for each row r, which is all of one value of the weight's
/// first axis.
/// </summary>
internal sealed class WeightNorm : ReferenceLayer
{
    private readonly ReferenceLayer _layer;
    private readonly ReferenceParameter _weight; // the layer's own
    private readonly ReferenceParameter _direction; // v, of its shape
    private readonly ReferenceParameter _length; // g, [rows, 1, ...]
    private readonly int _rows;
    private readonly int _columns;

    /// <param name="layer">Has a parameter 'weight'.</param>
    public WeightNorm(ReferenceLayer layer)
    {
        _layer = layer;
        _weight = layer.Parameters.Single(parameter => parameter.Name == "weight");
        _rows = _weight.Value.Shape[0];
        _columns = _weight.Value.Values.Length / _rows;
        _direction = new ReferenceParameter("weight_v", _weight.Value.ZerosLike());
        _length = new ReferenceParameter("weight_g", new Tensor([_rows, .. _weight.Value.Shape[1..].Select(_ => 1)]));
        Parameters = [_direction, _length, .. layer.Parameters.Where(parameter => parameter != _weight)];
    }

    public override Tensor Forward(IReadOnlyList<Tensor> inputs, bool training)
    {
        for (int r = 0; r < _rows; r++)
        {
            double norm = Norm(r);
            for (int c = 0; c < _columns; c++)
            {
                int i = (r * _columns) + c;
                _weight.Value.Values[i] = norm == 0 ? 0 : Rounding(_length.Value.Values[r] * _direction.Value.Values[i] / norm);
            }
        }

        return _layer.Forward(inputs, training);
    }

    public override IReadOnlyList<Tensor> Backward(IReadOnlyList<Tensor> inputs, Tensor output, Tensor doutput)
    {
        // dg = sum of dw v / |v|; dv = g / |v| (dw - v / |v| dg), because |v| grows along v.
        Array.Clear(_weight.Gradient.Values);
        IReadOnlyList<Tensor> dinputs = _layer.Backward(inputs, output, doutput);
        for (int r = 0; r < _rows; r++)
        {
            double norm = Norm(r);
            if (norm == 0) continue;
            double along = 0;
            for (int c = 0; c < _columns; c++) along += _weight.Gradient.Values[(r * _columns) + c] * _direction.Value.Values[(r * _columns) + c] / norm;
            _length.Gradient.Values[r] += along;
            for (int c = 0; c < _columns; c++)
            {
                int i = (r * _columns) + c;
                double beside = Rounding(_weight.Gradient.Values[i]) - Rounding(_direction.Value.Values[i] / norm * along);
                _direction.Gradient.Values[i] += _length.Value.Values[r] / norm * beside;
            }
        }

        return dinputs;
    }

    public override void CommitState() => _layer.CommitState();

    private double Norm(int row)
    {
        double squares = 0;
        for (int c = 0; c < _columns; c++) squares += _direction.Value.Values[(row * _columns) + c] * _direction.Value.Values[(row * _columns) + c];
        return Math.Sqrt(squares);
    }
}
