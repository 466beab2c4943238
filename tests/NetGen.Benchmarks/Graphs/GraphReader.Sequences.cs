namespace NetGen.Benchmarks.Graphs;

/// <content>Layers of sequences. Not their products alone count as useful work, but those of their weights and of attention's scores.</content>
internal sealed partial class GraphReader
{
    /// <summary>Reads a layer if it is one of these.</summary>
    private bool ReadSequenceLayer(LayerAttribute attribute)
    {
        switch (attribute)
        {
            case GELUAttribute: Add("GELU", new GeluLayer([_value])); break;
            case LayerNormAttribute norm: AddLayerNorm(norm.Epsilon); break;
            case TransformerBlockAttribute block: AddTransformerBlock(block); break;
            case LSTMAttribute lstm: AddRecurrent("LSTM", lstm.Units, gates: 4, lstm.LastStepOnly, lstm.UseBias && !lstm.Bidirectional && !lstm.Reverse); break;
            case GRUAttribute gru: AddRecurrent("GRU", gru.Units, gates: 3, gru.LastStepOnly, gru.UseBias && gru.ResetAfter && !gru.Bidirectional && !gru.Reverse); break;
            default: return false;
        }

        return true;
    }

    private void AddRecurrent(string kind, int units, int gates, bool isLastStepOnly, bool isKnown)
    {
        if (!isKnown) throw new NotSupportedException($"{kind} without biases, in reverse or in both directions is not known to the comparison.");
        _usefulMultiplyAdds += (long)_shape[0] * gates * units * (_shape[1] + units);
        Add(kind, new RecurrentLayer([_value], kind, _info.Layers[_next].Name, units, isLastStepOnly));
    }

    private void AddTransformerBlock(TransformerBlockAttribute block)
    {
        if (block.FeedForward != FeedForward.GELU || block.KeyValueHeads > 0 || block.HeadSize > 0 || block.Dropout > 0 || !block.UseBias || block.PostNorm)
        {
            throw new NotSupportedException("Blocks of transformers other than PyTorch's with norm_first and GELU are not known to the comparison.");
        }

        int features = _shape[1];
        int hidden = block.Hidden > 0 ? block.Hidden : 4 * features;
        int stream = _value;
        AddLayerNorm(block.Epsilon);
        AddAttention(block.Heads, block.Causal);
        Add("Add", new AddLayer([_value, stream]));
        stream = _value;
        AddLayerNorm(block.Epsilon);
        AddDense(_info.Layers[_next].Name, hidden, hasBias: true);
        Add("GELU", new GeluLayer([_value]));
        AddDense(_info.Layers[_next].Name, features, hasBias: true);
        Add("Add", new AddLayer([_value, stream]));
    }

    private void AddLayerNorm(double epsilon)
    {
        string name = _info.Layers[_next].Name;
        Add("LayerNorm", new LayerNormLayer([_value], name + ".weight", name + ".bias", _shape[^1], epsilon));
    }

    private void AddAttention(int heads, bool isCausal)
    {
        (int steps, int features) = (_shape[0], _shape[1]);
        string name = _info.Layers[_next].Name;
        long pairs = isCausal ? (long)steps * (steps + 1) / 2 : (long)steps * steps;
        _usefulMultiplyAdds += (4L * steps * features * features) + (2 * pairs * features);
        Add("MultiHeadAttention", new AttentionLayer([_value], name + ".in_proj_weight", name + ".in_proj_bias", name + ".out_proj.weight", name + ".out_proj.bias", heads, isCausal, steps, features));
    }
}
