using NetGen.Runtime;

namespace NetGen;

/// <summary>
/// The sums of layers for a batch: what stands in front of an activation. Most are kept by a training pass. Where what follows works in its place,
/// as a ReLU behind a convolution does, they are read through it: with weights and bias times a small e, and times -e, the outputs differ by 2 e s f' for a
/// sum s and the slope f' at 0; the slope is found in the same way, from biases alone, as the sum is then known. What lets nothing through, as dropout does
/// with part of the values, leaves the sums there unknown.
/// </summary>
internal sealed class LayerSums<TNetwork> : IDisposable
    where TNetwork : class, ITrainableNetwork<TNetwork>
{
    /// <summary>What the sums are scaled to when they are read through an activation: small enough for it to be straight, large enough for floats.</summary>
    private const double Small = 1.0 / 128;

    /// <summary>How far from that they may be.</summary>
    private const double Play = 4;

    /// <summary>An activation that saturates shows sums too small, each time 1 / <see cref="Small"/> larger: enough for all that a float can be.</summary>
    private const int ScaleLimit = 24;

    private readonly TNetwork _network;
    private readonly float[] _inputs;
    private readonly Trainer<TNetwork> _trainer;
    private readonly PassReader _reader;
    private readonly double[]?[] _values;
    private int _firstWanted;
    private int _endWanted;

    public LayerSums(TNetwork network, ReadOnlySpan<float> inputs, ulong seed)
    {
        _network = network;
        _inputs = inputs.ToArray();
        _trainer = NetworkSignal.CreateTrainer(network, seed);
        _values = new double[]?[Tensors.Count];
        _reader = new PassReader(_trainer.Memory.Pass, TNetwork.Program, Keep);
        _trainer.PhaseEnded = _reader.Look;
    }

    private static IReadOnlyList<LayerTensor> Tensors => TNetwork.Program.Tensors;

    public void Dispose() => _trainer.Dispose();

    /// <summary>The statistics of a layer's sums; null where they cannot be read.</summary>
    /// <exception cref="ArgumentException">They are not finite.</exception>
    public SumStatistics? Measure(SummingLayer layer)
    {
        double[]? sums = Tensors[layer.Index].Offset >= 0 ? Pass(layer.Index) : ReadThrough(layer);
        if (sums is null) return null;
        SumStatistics statistics = SumStatistics.Of(sums, layer.Units);
        if (double.IsFinite(statistics.Std)) return statistics;
        throw OptionGuard.Wrong($"The sums of {layer.Info.Name} are not finite: either the batch holds values that are not, or the layers in front are too large.", "inputs");
    }

    private double[]? ReadThrough(SummingLayer layer)
    {
        if (layer.Bias is null) return null;
        (string Name, float[] Values)[] before = [.. layer.Parameters.Select(parameter => (parameter.Name, BatchInitializer.Copy(_network, parameter)))];
        try
        {
            return new Reading(this, layer, layer.ReadWeights(_network), BatchInitializer.Copy(_network, layer.Bias)).Read();
        }
        finally
        {
            foreach ((string name, float[] values) in before) _network.SetParameter(name, values);
        }
    }

    private double[] Pass(int tensor) => Pass(tensor, tensor + 1)[tensor]!;

    /// <summary>The values of layers from one to another, null where there are none.</summary>
    private double[]?[] Pass(int first, int end)
    {
        (_firstWanted, _endWanted) = (first, end);
        Array.Clear(_values);
        NetworkSignal.Pass(_trainer, _inputs);
        _reader.Finish();
        return [.. _values];
    }

    private void Keep(int tensor, WorkspaceTensor values)
    {
        if (tensor >= _firstWanted && tensor < _endWanted) _values[tensor] = [.. values.Select(static value => (double)value)];
    }

    /// <summary>One layer whose sums are read through what follows it.</summary>
    private sealed class Reading(LayerSums<TNetwork> owner, SummingLayer layer, float[] weight, float[] bias)
    {
        /// <summary>Null where nothing shows the sums; zeros where there are none.</summary>
        public double[]? Read()
        {
            LayerTensor own = Tensors[layer.Index];
            if (FindTensor() is not (int tensor, double size)) return new double[owner._trainer.Memory.Pass.Batch * own.Positions * own.Channels];
            if (Tensors[tensor].Positions != own.Positions || Tensors[tensor].Channels != own.Channels) return null;
            if (Known(tensor) is not { } known) return null;
            for (int attempt = 0; attempt < ScaleLimit; attempt++)
            {
                double[] sums = Read(tensor, size, known);
                double measured = Math.Sqrt(sums.Where(static sum => !double.IsNaN(sum)).Select(static sum => sum * sum).DefaultIfEmpty(0).Average());
                if (measured == 0 || !double.IsFinite(measured) || (measured < Play * size && measured > size / Play)) return sums;
                size = measured;
            }

            return null;
        }

        /// <summary>
        /// The first tensor that the layer's parameters change: that of what works in its place, as all goes through this. And a size that the sums
        /// may have, as they show when they are scaled by it. Null where none changes.
        /// </summary>
        private (int Tensor, double Size)? FindTensor()
        {
            // A sum may be so small that a float does not show it beside what an activation adds.
            for (double factor = Small; factor < 1e12; factor *= 1024)
            {
                double[]?[] plus = All(factor);
                double[]?[] minus = All(-factor);
                for (int tensor = layer.Index + 1; tensor < plus.Length; tensor++)
                {
                    if (plus[tensor] is { } values && !values.SequenceEqual(minus[tensor]!)) return (tensor, Small / factor);
                }
            }

            return null;
        }

        /// <summary>What sums of <see cref="Small"/> come to; null where half the sum does not come to half, so that there is no slope to go by.</summary>
        private double[]? Known(int tensor)
        {
            double[] known = Difference(() => Set(Small), () => Set(-Small), tensor);
            double[] half = Difference(() => Set(Small / 2), () => Set(-Small / 2), tensor);
            double ratio = known.Sum(Math.Abs) / half.Sum(Math.Abs);
            return ratio is > 1.95 and < 2.05 ? known : null;
        }

        /// <summary>The sums, where they are about as large as is said: NaN where nothing shows them, infinite where they are not finite.</summary>
        private double[] Read(int tensor, double size, double[] known)
        {
            double[] sums = Difference(() => Scale(Small / size), () => Scale(-Small / size), tensor);
            for (int i = 0; i < sums.Length; i++)
            {
                if (known[i] == 0) sums[i] = double.NaN;
                else sums[i] = double.IsFinite(sums[i]) ? size * sums[i] / known[i] : double.PositiveInfinity;
            }

            return sums;
        }

        private double[] Difference(Action plus, Action minus, int tensor)
        {
            plus();
            double[] first = owner.Pass(tensor);
            minus();
            int next = 0;
            foreach (double value in owner.Pass(tensor)) first[next++] -= value;
            return first;
        }

        private double[]?[] All(double factor)
        {
            Scale(factor);
            return owner.Pass(layer.Index + 1, Tensors.Count);
        }

        private void Scale(double factor)
        {
            layer.WriteWeights(owner._network, Array.ConvertAll(weight, value => (float)(value * factor)));
            owner._network.SetParameter(layer.Bias!.Name, Array.ConvertAll(bias, value => (float)(value * factor)));
        }

        /// <summary>Every sum is a number.</summary>
        private void Set(double sum)
        {
            layer.WriteWeights(owner._network, new float[weight.Length]);
            owner._network.SetParameter(layer.Bias!.Name, Enumerable.Repeat((float)sum, bias.Length).ToArray());
        }
    }
}
