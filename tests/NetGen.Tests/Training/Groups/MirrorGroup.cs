namespace NetGen.Tests.Training.Groups;

/// <summary>One process of a group in which all others say and have what this one does.</summary>
internal sealed class MirrorGroup(int rank, int size) : IProcessGroup
{
    public int Rank => rank;

    public int Size => size;

    public int LocalSize => 1;

    public void AllGather(ReadOnlySpan<byte> own, Span<byte> all)
    {
        for (int other = 0; other < size; other++) own.CopyTo(all[(other * own.Length)..]);
    }

    public void Broadcast(Span<byte> values)
    {
    }

    public void Sum(Span<float> values, ReadOnlySpan<double> weights)
    {
        double sum = 0;
        foreach (double weight in weights) sum += weight;
        for (int i = 0; i < values.Length; i++) values[i] = (float)(values[i] * sum);
    }
}
