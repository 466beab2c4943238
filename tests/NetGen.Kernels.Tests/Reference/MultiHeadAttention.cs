namespace NetGen.Kernels.Tests.Reference;

/// <summary>How attention is set.</summary>
/// <param name="Heads">Of queries.</param>
/// <param name="KeyHeads">Of keys and values; 0: as many.</param>
/// <param name="Size">Values of a head; 0: the features divided by the heads.</param>
/// <param name="Dropout">The share of the weights that is dropped in training.</param>
/// <param name="RotaryBase">Of the angles by which queries and keys are turned; 0: they are not.</param>
internal sealed record AttentionOptions(int Heads, int KeyHeads = 0, int Size = 0, bool IsCausal = false, bool Bias = true, double Dropout = 0, double RotaryBase = 0)
{
    /// <summary>Gives the mask of each training pass, [sample][head][query][key] or more of them: 1 where a weight stays, 0 where it is dropped.</summary>
    public Func<int[], Tensor>? DrawMask { get; init; }
}

/// <summary>
/// Attention of several heads, as PyTorch's nn.MultiheadAttention: q = W_q x + b_q, k and v likewise of the memory, weights softmax over the keys of
/// q . k / sqrt(size), and the heads' sums of weighted values through a last matrix. In training weights are dropped by a given mask, and the others divided by
/// the probability to stay. With rotary positions values c and c + size / 2 of each query and key are turned by the angle t base^(-2 c / size).
/// </summary>
internal sealed class MultiHeadAttention : ReferenceLayer
{
    private readonly AttentionOptions _options;
    private readonly int _keyHeads;
    private readonly int _size;
    private readonly Rows _query;
    private readonly Rows _key;
    private readonly Rows _value;
    private readonly Rows _output;
    private Tensor? _mask;

    /// <param name="features">Of a step of the query.</param>
    /// <param name="memory">Of a step of the memory; null where that is the query itself.</param>
    public MultiHeadAttention(int features, AttentionOptions options, int? memory = null)
    {
        _options = options;
        _keyHeads = options.KeyHeads == 0 ? options.Heads : options.KeyHeads;
        _size = options.Size == 0 ? features / options.Heads : options.Size;
        (int queries, int keys) = (options.Heads * _size, _keyHeads * _size);
        List<ReferenceParameter> parameters = [];
        ReferenceParameter Add(string name, params int[] shape)
        {
            ReferenceParameter parameter = new(name, new Tensor(shape));
            parameters.Add(parameter);
            return parameter;
        }

        if (memory is { } size)
        {
            (ReferenceParameter query, ReferenceParameter both) = (Add("q_proj_weight", queries, features), Add("kv_proj_weight", 2 * keys, size));
            ReferenceParameter output = Add("out_proj.weight", features, queries);
            (ReferenceParameter? queryBias, ReferenceParameter? bothBias) = options.Bias ? (Add("q_proj_bias", queries), Add("kv_proj_bias", 2 * keys)) : (null, null);
            (_query, _key, _value) = (new(query, queryBias, 0, queries), new(both, bothBias, 0, keys), new(both, bothBias, keys, keys));
            _output = new(output, options.Bias ? Add("out_proj.bias", features) : null, 0, features);
        }
        else
        {
            ReferenceParameter all = Add("in_proj_weight", queries + (2 * keys), features);
            ReferenceParameter output = Add("out_proj.weight", features, queries);
            ReferenceParameter? bias = options.Bias ? Add("in_proj_bias", queries + (2 * keys)) : null;
            (_query, _key, _value) = (new(all, bias, 0, queries), new(all, bias, queries, keys), new(all, bias, queries + keys, keys));
            _output = new(output, options.Bias ? Add("out_proj.bias", features) : null, 0, features);
        }

        Parameters = parameters;
    }

    public override Tensor Forward(IReadOnlyList<Tensor> inputs, bool training)
    {
        Tensor memory = inputs[^1];
        _mask = training && _options.Dropout > 0 ? _options.DrawMask!([FirstSample + inputs[0].Samples, _options.Heads, inputs[0].Height, memory.Height]) : null;
        return _output.Forward(Attend(Turn(_query.Forward(inputs[0], Rounding), 1), Turn(_key.Forward(memory, Rounding), 1), _value.Forward(memory, Rounding)), static value => value);
    }

    public override IReadOnlyList<Tensor> Backward(IReadOnlyList<Tensor> inputs, Tensor output, Tensor doutput)
    {
        Tensor memory = inputs[^1];
        (Tensor query, Tensor key, Tensor value) = (Turn(_query.Forward(inputs[0], Rounding), 1), Turn(_key.Forward(memory, Rounding), 1), _value.Forward(memory, Rounding));
        Tensor heads = Attend(query, key, value);
        Tensor dheads = heads.ZerosLike();
        _output.Backward(heads, doutput, dheads);
        (Tensor dquery, Tensor dkey, Tensor dvalue) = (query.ZerosLike(), key.ZerosLike(), value.ZerosLike());
        foreach ((int n, int head, int i) in Places(query))
        {
            (int first, int keyFirst) = (head * _size, head / (_options.Heads / _keyHeads) * _size);
            double[] weights = Weights(query, key, n, head, i);
            double[] dweights = [.. weights.Select((_, j) => Factor(n, head, i, j) * Enumerable.Range(0, _size).Sum(c => dheads[n, i, 0, first + c] * value[n, j, 0, keyFirst + c]))];
            double mean = weights.Zip(dweights, (weight, dweight) => weight * dweight).Sum();
            for (int j = 0; j < weights.Length; j++)
            {
                double dscore = weights[j] * (dweights[j] - mean) / Math.Sqrt(_size);
                for (int c = 0; c < _size; c++)
                {
                    dvalue[n, j, 0, keyFirst + c] += Factor(n, head, i, j) * weights[j] * dheads[n, i, 0, first + c];
                    dquery[n, i, 0, first + c] += dscore * key[n, j, 0, keyFirst + c];
                    dkey[n, j, 0, keyFirst + c] += dscore * query[n, i, 0, first + c];
                }
            }
        }

        Tensor[] dinputs = [.. inputs.Select(input => input.ZerosLike())];
        _query.Backward(inputs[0], Turn(dquery, -1), dinputs[0]);
        _key.Backward(memory, Turn(dkey, -1), dinputs[^1]);
        _value.Backward(memory, dvalue, dinputs[^1]);
        return dinputs;
    }

    /// <summary>Turns each pair of values of the heads, forward or back.</summary>
    private Tensor Turn(Tensor rows, int sign)
    {
        if (_options.RotaryBase == 0) return rows;
        Tensor turned = rows.Clone();
        int half = _size / 2;
        for (int n = 0; n < rows.Samples; n++)
            for (int t = 0; t < rows.Height; t++)
                for (int first = 0; first < rows.Channels; first += _size)
                    for (int c = 0; c < half; c++)
                    {
                        (double sine, double cosine) = Math.SinCos(sign * t * Math.Pow(_options.RotaryBase, -2.0 * c / _size));
                        (double x, double y) = (rows[n, t, 0, first + c], rows[n, t, 0, first + half + c]);
                        turned[n, t, 0, first + c] = Rounding((x * cosine) - (y * sine));
                        turned[n, t, 0, first + half + c] = Rounding((y * cosine) + (x * sine));
                    }

        return turned;
    }

    private Tensor Attend(Tensor query, Tensor key, Tensor value)
    {
        var heads = new Tensor(query.Samples, query.Height, 1, query.Channels);
        foreach ((int n, int head, int i) in Places(query))
        {
            (int first, int keyFirst) = (head * _size, head / (_options.Heads / _keyHeads) * _size);
            double[] weights = Weights(query, key, n, head, i);
            for (int c = 0; c < _size; c++) heads[n, i, 0, first + c] = Rounding(weights.Select((weight, j) => Factor(n, head, i, j) * weight * value[n, j, 0, keyFirst + c]).Sum());
        }

        return heads;
    }

    /// <summary>What dropout makes of a weight.</summary>
    private double Factor(int n, int head, int i, int j) => _mask is null ? 1 : _mask[FirstSample + n, head, i, j] / (1 - _options.Dropout);

    private double[] Weights(Tensor query, Tensor key, int n, int head, int i)
    {
        (int first, int keyFirst) = (head * _size, head / (_options.Heads / _keyHeads) * _size);
        int keys = _options.IsCausal ? Math.Min(key.Height, i + 1) : key.Height;
        double[] scores = [.. Enumerable.Range(0, keys).Select(j => Enumerable.Range(0, _size).Sum(c => query[n, i, 0, first + c] * key[n, j, 0, keyFirst + c]) / Math.Sqrt(_size))];
        double largest = scores.Max();
        double[] exponentials = [.. scores.Select(score => Math.Exp(score - largest))];
        double sum = exponentials.Sum();
        return [.. exponentials.Select(exponential => Rounding(exponential / sum))];
    }

    private IEnumerable<(int N, int Head, int Step)> Places(Tensor query)
        => from n in Enumerable.Range(0, query.Samples) from head in Enumerable.Range(0, _options.Heads) from i in Enumerable.Range(0, query.Height) select (n, head, i);

    /// <summary>Some rows of a matrix, and of its bias.</summary>
    private sealed record Rows(ReferenceParameter Weight, ReferenceParameter? Bias, int First, int Count)
    {
        public Tensor Forward(Tensor input, Func<double, double> rounding)
        {
            var output = new Tensor(input.Samples, input.Height, 1, Count);
            foreach ((int n, int t, int o) in Places(output))
            {
                double sum = Bias?.Value[First + o] ?? 0;
                for (int c = 0; c < input.Channels; c++) sum += input[n, t, 0, c] * Weight.Value[First + o, c];
                output[n, t, 0, o] = rounding(sum);
            }

            return output;
        }

        public void Backward(Tensor input, Tensor doutput, Tensor dinput)
        {
            foreach ((int n, int t, int o) in Places(doutput))
            {
                double d = doutput[n, t, 0, o];
                if (Bias is not null) Bias.Gradient[First + o] += d;
                for (int c = 0; c < input.Channels; c++)
                {
                    Weight.Gradient[First + o, c] += d * input[n, t, 0, c];
                    dinput[n, t, 0, c] += d * Weight.Value[First + o, c];
                }
            }
        }

        private static IEnumerable<(int N, int Step, int Output)> Places(Tensor output)
            => from n in Enumerable.Range(0, output.Samples) from t in Enumerable.Range(0, output.Height) from o in Enumerable.Range(0, output.Channels) select (n, t, o);
    }
}
