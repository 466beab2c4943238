namespace NetGen.Kernels.Tests.Cases;

/// <summary>What the network's own attribute says besides the shape.</summary>
internal sealed partial class NetworkDescription
{
    /// <summary>
    /// With this environment variable set to 1 every network computes parts of its forward pass again in a training step, as if it were declared so.
    /// </summary>
    private const string RecomputeSwitch = "NETGEN_RECOMPUTE";

    private static readonly bool s_allRecompute = Environment.GetEnvironmentVariable(RecomputeSwitch) == "1";

    private string _unroll = "";

    /// <summary>How much is written out: Size or Full.</summary>
    public NetworkDescription Unrolled(string mode)
    {
        _unroll = $", Unroll = Unroll.{mode}";
        return this;
    }

    /// <summary>In how many bits inference has weights, where these are fewer than those of a float.</summary>
    public string? Bits { get; private set; }

    /// <summary>Inference has weights in fewer bits.</summary>
    public NetworkDescription InBits(string precision)
    {
        Bits = precision;
        return this;
    }

    /// <summary>Whether inference multiplies bytes with bytes.</summary>
    public bool HasBytes { get; private set; }

    /// <summary>Inference has weights in 8 bits and multiplies them with rows in 8 bits.</summary>
    public NetworkDescription InBytes()
    {
        HasBytes = true;
        return InBits("Int8");
    }

    /// <summary>Whether the network is declared with a stream.</summary>
    public bool IsStreamed { get; private set; }

    /// <summary>The network can be given a sequence step by step.</summary>
    public NetworkDescription Streamed()
    {
        IsStreamed = true;
        return this;
    }

    /// <summary>Whether the network is declared to need less memory in training.</summary>
    public bool Recomputes { get; private set; }

    /// <summary>A training step computes parts of the forward pass again.</summary>
    public NetworkDescription Recomputed()
    {
        Recomputes = true;
        return this;
    }

    private string Options(bool isPlain)
    {
        string vocabulary = Vocabulary > 0 ? $", Vocabulary = {Number(Vocabulary)}" : "";
        string bits = !isPlain && Bits is not null ? $", Weights = WeightPrecision.{Bits}" : "";
        if (!isPlain && HasBytes) bits += ", Activations = ActivationPrecision.Int8";
        string recompute = !isPlain && (Recomputes || s_allRecompute) ? ", Recompute = true" : "";
        return vocabulary + _unroll + bits + recompute + (IsStreamed ? ", Stream = true" : "");
    }
}
