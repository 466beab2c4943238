using NetGen.Data;

namespace NetGen.SignalAccuracy;

/// <summary>Batches of tokens, all equally frequent and independent of each other.</summary>
/// <param name="Vocabulary">Tokens that there are.</param>
internal sealed record TokenInputs(int Vocabulary) : InputSource
{
    public override string Description => FormattableString.Invariant($"tokens, {Vocabulary} different ones");

    public override bool IsAsAssumed => true;

    public override float[] Create(NetworkInfo info, double mean, double std, int batch, ulong seed)
    {
        RandomValues random = new(seed);
        return [.. Enumerable.Range(0, batch * info.InputSize).Select(_ => (float)Math.Floor(random.NextUniform() * Vocabulary))];
    }

    private delegate Dataset DatasetOf(ReadOnlySpan<int> tokens, ReadOnlySpan<int> labels);

    /// <summary>A batch with labels that know nothing of the tokens, made by the network's own method.</summary>
    public static Dataset CreateDataset<TNetwork>(float[] tokens, ulong seed)
        where TNetwork : class, INetwork<TNetwork>
    {
        NetworkInfo info = TNetwork.Info;
        int[] labels = NormalInputs.CreateLabels(info.OutputSize, tokens.Length / info.InputSize, seed);
        return typeof(TNetwork).GetMethod("CreateDataset")!.CreateDelegate<DatasetOf>()([.. tokens.Select(static token => (int)token)], labels);
    }
}
