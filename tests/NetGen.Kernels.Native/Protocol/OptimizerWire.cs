namespace NetGen.Kernels.Native.Protocol;

/// <summary>An optimiser of those that tests of kernels train with, with its settings.</summary>
internal static class OptimizerWire
{
    public static void Write(Wire wire, Optimizer optimizer)
    {
        switch (optimizer)
        {
            case Sgd sgd: wire.Write(nameof(Sgd)).Write(sgd.LearningRate).Write(sgd.Momentum).Write(sgd.Nesterov); break;
            case Adam adam: wire.Write(nameof(Adam)).Write(adam.LearningRate).Write(adam.Epsilon); break;
            default: throw new NotSupportedException($"{optimizer.GetType().Name} is not sent to other processes.");
        }
    }

    public static Optimizer Read(Wire wire)
    {
        string kind = wire.ReadText();
        return kind switch
        {
            nameof(Sgd) => new Sgd(wire.ReadDouble()) { Momentum = wire.ReadDouble(), Nesterov = wire.ReadFlag() },
            nameof(Adam) => new Adam(wire.ReadDouble()) { Epsilon = wire.ReadDouble() },
            _ => throw new NotSupportedException(kind),
        };
    }
}
