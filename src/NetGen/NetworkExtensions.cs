using NetGen.Files;
using NetGen.Runtime;

namespace NetGen;

/// <summary>What every network can do besides.</summary>
public static class NetworkExtensions
{
    /// <summary>The class of one sample.</summary>
    /// <param name="network">A network with one input and one output; of a single output, 0.5 and more is class 1.</param>
    /// <param name="input">The values of one sample.</param>
    /// <exception cref="ArgumentException">The input is not one sample.</exception>
    /// <exception cref="NotSupportedException">The network has several inputs or outputs.</exception>
    public static Classification Classify<TNetwork>(this TNetwork network, ReadOnlySpan<float> input)
        where TNetwork : class, INetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(network);
        NetworkInfo info = TNetwork.Info;
        if (!info.IsPlain) throw new NotSupportedException($"{info.Name} has several inputs or outputs: Predict gives what each of them says.");
        if (input.Length != info.InputSize) throw new ArgumentException($"The input has {Words.Count(input.Length, "value")}; a sample of {info.Name} has {info.InputSize}.", nameof(input));
        Span<float> outputs = info.OutputSize <= 256 ? stackalloc float[info.OutputSize] : new float[info.OutputSize];
        network.Predict(input, outputs);
        IReadOnlyList<string> names = info.Outputs[0].Classes;
        if (outputs.Length == 1)
        {
            int decision = outputs[0] >= 0.5f ? 1 : 0;
            return new Classification(decision, decision == 1 ? outputs[0] : 1 - outputs[0], names.Count > decision ? names[decision] : null);
        }

        int label = Metrics.Metric.Largest(outputs);
        return new Classification(label, outputs[label], names.Count > label ? names[label] : null);
    }

    /// <summary>Another network with the same parameters and state.</summary>
    /// <exception cref="InvalidOperationException">Another thread changes the parameters meanwhile.</exception>
    public static TNetwork Clone<TNetwork>(this TNetwork network)
        where TNetwork : class, INetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(network);
        TNetwork clone = TNetwork.Create(0);
        clone.Parameters.CopyFrom(network.Parameters);
        clone.Threads = network.Threads;
        return clone;
    }

    /// <summary>Whether both have the same parameters and state, bit for bit.</summary>
    public static bool HasSameParameters<TNetwork>(this TNetwork network, TNetwork other)
        where TNetwork : class, INetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(other);
        return network.Parameters.HasSameBits(other.Parameters);
    }

    /// <summary>Writes what Save writes into a stream, from its position on.</summary>
    /// <exception cref="InvalidOperationException">Parameters changed while they were written.</exception>
    /// <exception cref="IOException">Writing failed.</exception>
    public static void Save<TNetwork>(this TNetwork network, Stream stream)
        where TNetwork : class, INetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(network);
        NetworkFile.Save(network.Parameters, stream);
    }
}

/// <summary>What a network takes a sample for.</summary>
/// <param name="Label">The class.</param>
/// <param name="Probability">The network's probability of it, behind a loss of probabilities; else its output.</param>
/// <param name="Name">The class's name, where the loss declares names; else null.</param>
public readonly record struct Classification(int Label, float Probability, string? Name)
{
    /// <summary>One line: "dog, 98.2 %", or "class 3, 98.2 %"; for a score that can be no probability "dog, score 5.2".</summary>
    public override string ToString() => string.Create(
        System.Globalization.CultureInfo.InvariantCulture, $"{Name ?? $"class {Label}"}, {(Probability is >= 0 and <= 1 ? $"{100 * Probability:F1} %" : $"score {Probability:G4}")}");
}
