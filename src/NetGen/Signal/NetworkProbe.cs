using System.Globalization;

using NetGen.Runtime;

namespace NetGen;

/// <summary>
/// What each layer of a network puts out for a few samples: to be looked at, and drawn. Made by <see cref="NetworkProbes.Probe"/>.
/// </summary>
/// <remarks>
/// It is a training pass without an update that has been looked at, as in <see cref="NetworkSignal"/>: dropout drops, and normalisations use the
/// batch's own statistics.
/// </remarks>
public sealed class NetworkProbe
{
    private readonly NetworkInfo _network;
    private readonly float[]?[] _values;

    internal NetworkProbe(NetworkInfo network, int samples, float[]?[] values)
    {
        _network = network;
        Samples = samples;
        _values = values;
    }

    /// <summary>Samples that were looked at.</summary>
    public int Samples { get; }

    /// <summary>The layers whose output is kept, in the order in which they run.</summary>
    public IReadOnlyList<string> Layers => [.. _network.Layers.Where((_, index) => _values[index] is not null).Select(static layer => layer.Name)];

    /// <summary>A layer's output for all samples: samples x the layer's shape, channels last.</summary>
    /// <exception cref="ArgumentException">There is no such layer, or its output is not kept; the message says why.</exception>
    public ReadOnlySpan<float> Activation(string layer)
    {
        ArgumentNullException.ThrowIfNull(layer);
        return _values[IndexOf(layer)];
    }

    /// <summary>A layer's output for one sample.</summary>
    /// <exception cref="ArgumentException">There is no such layer, or its output is not kept; the message says why.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such sample.</exception>
    public ReadOnlySpan<float> Activation(string layer, int sample)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(sample);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(sample, Samples);
        ReadOnlySpan<float> values = Activation(layer);
        int size = values.Length / Samples;
        return values.Slice(sample * size, size);
    }

    /// <summary>Shape of a layer's output, without the batch.</summary>
    /// <exception cref="ArgumentException">There is no such layer, or its output is not kept; the message says why.</exception>
    public IReadOnlyList<int> ShapeOf(string layer)
    {
        ArgumentNullException.ThrowIfNull(layer);
        return _network.Layers[IndexOf(layer)].OutputShape;
    }

    /// <summary>One channel of an image that a layer puts out: height x width values, a feature map.</summary>
    /// <exception cref="ArgumentException">There is no such layer, its output is not kept, or it is no image.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such sample or channel.</exception>
    public float[] FeatureMap(string layer, int sample, int channel)
    {
        ReadOnlySpan<float> values = Activation(layer, sample);
        IReadOnlyList<int> shape = _network.Layers[IndexOf(layer)].OutputShape;
        if (shape.Count != 3) throw new ArgumentException($"{layer} puts out {Words.Shape(shape)}, which is no image.", nameof(layer));
        ArgumentOutOfRangeException.ThrowIfNegative(channel);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(channel, shape[2]);
        float[] map = new float[shape[0] * shape[1]];
        for (int position = 0; position < map.Length; position++) map[position] = values[(position * shape[2]) + channel];
        return map;
    }

    private int IndexOf(string layer)
    {
        for (int index = 0; index < _network.Layers.Count; index++)
        {
            if (!string.Equals(_network.Layers[index].Name, layer, StringComparison.Ordinal)) continue;
            if (_values[index] is not null) return index;
            throw new ArgumentException(
                $"The output of {layer} is not kept: what follows it works in its place, or it is the network's input seen otherwise. Kept are {string.Join(", ", Layers)}.", nameof(layer));
        }

        throw new ArgumentException($"{_network.Name} has no layer '{layer}'; it has {string.Join(", ", _network.Layers.Select(static other => other.Name))}.", nameof(layer));
    }
}

/// <summary>Looks into networks.</summary>
public static class NetworkProbes
{
    /// <summary>Passes a few samples through a network and keeps what its layers put out. The network is not changed.</summary>
    /// <param name="network">The network.</param>
    /// <param name="inputs">Samples x input size values.</param>
    /// <param name="seed">What dropout is drawn from.</param>
    /// <exception cref="ArgumentException">The length is not a whole number of samples, or they are too few.</exception>
    public static NetworkProbe Probe<TNetwork>(this TNetwork network, ReadOnlySpan<float> inputs, ulong seed = 0)
        where TNetwork : class, ITrainableNetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(network);
        using Trainer<TNetwork> trainer = NetworkSignal.CreateTrainer(network, seed);
        TrainingPass pass = trainer.Memory.Pass;
        float[]?[] values = new float[]?[TNetwork.Program.Tensors.Count];
        PassReader reader = new(pass, TNetwork.Program, (index, tensor) => values[index] = [.. tensor]);
        trainer.PhaseEnded = reader.Look;
        NetworkSignal.Pass(trainer, inputs);
        reader.Finish();
        return new NetworkProbe(TNetwork.Info, pass.Batch, values);
    }

    /// <summary>
    /// How much each value of an input matters to an output: the slope of the output by the value (Simonyan et al. 2014), found by moving each value
    /// a little up and down, as generated code computes no gradient by its input. So it takes two forward passes for each value.
    /// </summary>
    /// <param name="network">The network.</param>
    /// <param name="input">The values of one sample.</param>
    /// <param name="output">Which of the network's outputs, before the loss's link.</param>
    /// <param name="step">How far each value is moved.</param>
    /// <returns>As many slopes as there are values.</returns>
    /// <exception cref="ArgumentException">The input is not one sample.</exception>
    /// <exception cref="NotSupportedException">The network has several inputs or outputs, or takes indices.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such output, or the step is not above 0.</exception>
    public static float[] Saliency<TNetwork>(this TNetwork network, ReadOnlySpan<float> input, int output, float step = 0.01f)
        where TNetwork : class, INetwork<TNetwork>
    {
        const int Chunk = 64;
        ArgumentNullException.ThrowIfNull(network);
        NetworkInfo info = TNetwork.Info;
        if (!info.IsPlain) throw new NotSupportedException($"{info.Name} has several inputs or outputs, or takes indices, of which there is nothing between two.");
        if (input.Length != info.InputSize)
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"The input has {Words.Count(input.Length, "value")}; a sample of {info.Name} has {info.InputSize}."), nameof(input));
        ArgumentOutOfRangeException.ThrowIfNegative(output);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(output, info.OutputSize);
        OptionGuard.PositiveFloat(step, nameof(step));
        float[] moved = new float[2 * Chunk * input.Length];
        float[] outputs = new float[2 * Chunk * info.OutputSize];
        float[] slopes = new float[input.Length];
        for (int first = 0; first < input.Length; first += Chunk)
        {
            int count = Math.Min(Chunk, input.Length - first);
            for (int place = 0; place < 2 * count; place++)
            {
                Span<float> copy = moved.AsSpan(place * input.Length, input.Length);
                input.CopyTo(copy);
                copy[first + (place / 2)] += place % 2 == 0 ? step : -step;
            }

            network.Forward(moved.AsSpan(0, 2 * count * input.Length), outputs.AsSpan(0, 2 * count * info.OutputSize));
            for (int i = 0; i < count; i++)
                slopes[first + i] = (outputs[(2 * i * info.OutputSize) + output] - outputs[(((2 * i) + 1) * info.OutputSize) + output]) / (2 * step);
        }

        return slopes;
    }
}
