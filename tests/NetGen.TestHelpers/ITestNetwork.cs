using NetGen.Runtime;

namespace NetGen.TestHelpers;

/// <summary>A generated network behind an interface that does not name its class.</summary>
public interface ITestNetwork
{
    /// <summary>The network's description.</summary>
    NetworkInfo Info { get; }

    /// <summary>Bytes of memory in which its parameters are, with what is derived from them.</summary>
    long ParameterMemory { get; }

    /// <summary>Floats of workspace that a training step needs for each sample; 0 for a network without a loss.</summary>
    int WorkspacePerSample { get; }

    /// <summary><see cref="INetwork{TSelf}.Threads"/>.</summary>
    int Threads { get; set; }

    /// <summary>
    /// Forward in shares, one after the other and the last one first: what as many threads would do, but without the threshold below which
    /// nothing is split. If a share wrote what is another's, or read what another has yet to write, the order would show it.
    /// </summary>
    void ForwardInShares(ReadOnlySpan<float> input, Span<float> output, int shares);

    /// <summary>The most units that a phase of a single sample's forward pass has; 0 where it has no phases.</summary>
    int MostUnits { get; }

    /// <summary><see cref="INetwork{TSelf}.Forward"/>.</summary>
    void Forward(ReadOnlySpan<float> input, Span<float> output);

    /// <summary><see cref="INetwork{TSelf}.Predict"/>.</summary>
    void Predict(ReadOnlySpan<float> input, Span<float> output);

    /// <summary>A stream through the network, which must be declared with one.</summary>
    StepStream CreateStream();

    /// <summary><see cref="INetwork{TSelf}.CopyParameter"/>.</summary>
    void CopyParameter(string name, Span<float> destination);

    /// <summary><see cref="INetwork{TSelf}.SetParameter"/>.</summary>
    void SetParameter(string name, ReadOnlySpan<float> values);

    /// <summary><see cref="INetwork{TSelf}.Save"/>.</summary>
    void Save(string path);

    /// <summary>The packed block: everything that a training step may change, padding lanes included.</summary>
    ReadOnlySpan<float> PackedParameters { get; }

    /// <summary><see cref="NetworkSignal.MeasureSignal{TNetwork}(TNetwork, ReadOnlySpan{float}, ulong)"/>; the network must end in a loss.</summary>
    SignalMeasurement MeasureSignal(ReadOnlySpan<float> inputs);

    /// <summary><see cref="NetworkSignal.MeasureSignal{TNetwork}(TNetwork, ReadOnlySpan{float}, ReadOnlySpan{int}, ulong)"/>.</summary>
    SignalMeasurement MeasureSignal(ReadOnlySpan<float> inputs, ReadOnlySpan<int> labels);

    /// <summary><see cref="NetworkSignal.MeasureSignal{TNetwork}(TNetwork, ReadOnlySpan{float}, ReadOnlySpan{float}, ulong)"/>.</summary>
    SignalMeasurement MeasureSignal(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets);

    /// <summary>A trainer; the network must end in a loss.</summary>
    /// <param name="shares">More than 1: every phase of every step is cut into so many shares, see <see cref="SplitNetwork{TNetwork}"/>.</param>
    /// <param name="beforeStep">Is shown the pass before each step begins.</param>
    ITestTrainer CreateTrainer(Optimizer optimizer, TrainerOptions? options = null, int shares = 1, Action<TrainingPass>? beforeStep = null);
}

