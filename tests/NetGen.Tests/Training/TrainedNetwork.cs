using Xunit;

namespace NetGen.Tests.Training;

/// <summary>A network, its trainer, and a copy of all that a step may change.</summary>
internal sealed class TrainedNetwork<TNetwork> : IDisposable
    where TNetwork : SmallNetwork, ITrainableNetwork<TNetwork>
{
    private uint[] _bits = [];
    private long _steps;

    public TrainedNetwork(TNetwork network, TrainerOptions? options = null, Optimizer? optimizer = null)
    {
        Network = network;
        Trainer = new Trainer<TNetwork>(network, optimizer ?? new Adam(0.1f), options ?? new() { Threads = 2 });
        Remember();
    }

    public TNetwork Network { get; }

    public Trainer<TNetwork> Trainer { get; }

    public void Remember()
    {
        _bits = Bits();
        _steps = Trainer.StepCount;
    }

    public void AssertUnchanged(int steps = 0)
    {
        Assert.Equal(_bits, Bits());
        Assert.Equal(_steps + steps, Trainer.StepCount);
    }

    public void Dispose() => Trainer.Dispose();

    private uint[] Bits()
    {
        IEnumerable<float> moments = Trainer.Memory.State.Slots.SelectMany(slot => slot.Span.ToArray());
        IEnumerable<float> all = Network.Parameters.Memory.Span.ToArray().Concat(moments).Append(Trainer.Memory.State.Updates);
        return [.. all.Select(BitConverter.SingleToUInt32Bits)];
    }
}
