namespace NetGen;

/// <summary>A layer whose output is a sum of its inputs with its weights: scaling the weights scales the sum.</summary>
/// <param name="Index">Its place among the network's layers.</param>
/// <param name="Info">The layer.</param>
/// <param name="Weight">Its weights, or what their direction is.</param>
/// <param name="Length">The length of each row of weights, where <paramref name="Weight"/> says its direction alone; else null.</param>
/// <param name="Bias">What is added to them; null for none.</param>
internal sealed record SummingLayer(int Index, LayerInfo Info, ParameterInfo Weight, ParameterInfo? Length, ParameterInfo? Bias)
{
    /// <summary>In files the first axis of a transposed convolution's weights is that of its inputs.</summary>
    private bool IsTransposed => string.Equals(Info.Kind, "Conv2DTranspose", StringComparison.Ordinal);

    /// <summary>The layers of a network that are sums and whose names a pattern stands for, in the order in which they run.</summary>
    /// <remarks>A recurrent layer's output is none, as its weights stand in front of a state; nor is a row of a table.</remarks>
    public static IEnumerable<SummingLayer> Of(NetworkInfo info, string pattern)
    {
        for (int index = 0; index < info.Layers.Count; index++)
        {
            LayerInfo layer = info.Layers[index];
            if (layer.Kind is not ("Dense" or "Conv2D" or "Conv2DTranspose") || !NamePattern.Matches(pattern, layer.Name)) continue;
            ParameterInfo weight = Find("weight") ?? Find("weight_orig") ?? Find("weight_v")!;
            yield return new(index, layer, weight, Find("weight_g"), Find("bias")) { HasFixedSize = Find("weight_orig") is not null };

            ParameterInfo? Find(string name) => info.Parameters.FirstOrDefault(parameter => string.Equals(parameter.Name, $"{layer.Name}.{name}", StringComparison.Ordinal));
        }
    }

    /// <summary>Whether the weights that it multiplies with are the same, whatever the size of its parameters: those over their spectral norm.</summary>
    public bool HasFixedSize { get; init; }

    /// <summary>The parameters of which the sums are made.</summary>
    public IEnumerable<ParameterInfo> Parameters => ((ParameterInfo?[])[Weight, Length, Bias]).OfType<ParameterInfo>();

    /// <summary>The weights that the layer multiplies with.</summary>
    public float[] ReadWeights<TNetwork>(TNetwork network)
        where TNetwork : class, ITrainableNetwork<TNetwork>
    {
        float[] weights = BatchInitializer.Copy(network, Weight);
        if (Length is null) return weights;
        float[] lengths = BatchInitializer.Copy(network, Length);
        double[] norms = Norms(weights, lengths.Length);
        int row = weights.Length / lengths.Length;
        for (int i = 0; i < weights.Length; i++) weights[i] = norms[i / row] == 0 ? 0 : (float)(weights[i] * (lengths[i / row] / norms[i / row]));
        return weights;
    }

    /// <summary>Has the layer multiply with other weights.</summary>
    public void WriteWeights<TNetwork>(TNetwork network, float[] weights)
        where TNetwork : class, ITrainableNetwork<TNetwork>
    {
        network.SetParameter(Weight.Name, weights);
        if (Length is not null) network.SetParameter(Length.Name, Array.ConvertAll(Norms(weights, Length.Count), static norm => (float)norm));
    }

    private static double[] Norms(float[] weights, int rows)
    {
        int row = weights.Length / rows;
        return [.. Enumerable.Range(0, rows).Select(number => Math.Sqrt(weights.AsSpan(number * row, row).ToArray().Sum(static weight => (double)weight * weight)))];
    }

    /// <summary>Units of the layer: filters, or outputs.</summary>
    public int Units => Info.OutputShape[^1];

    /// <summary>The unit that a weight belongs to.</summary>
    /// <param name="element">Index of the weight in the order of files.</param>
    public int UnitOf(int element)
    {
        if (!IsTransposed) return element / (Weight.Count / Units);
        int perGroup = Weight.Shape[1];
        int taps = Weight.Shape[2] * Weight.Shape[3];
        int inputsPerGroup = Weight.Shape[0] / (Units / perGroup);
        (int input, int rest) = Math.DivRem(element, perGroup * taps);
        return (input / inputsPerGroup * perGroup) + (rest / taps);
    }
}
