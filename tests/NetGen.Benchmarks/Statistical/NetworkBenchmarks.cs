using BenchmarkDotNet.Attributes;

using NetGen.Benchmarks.Networks;
using NetGen.Benchmarks.Works;

namespace NetGen.Benchmarks.Statistical;

/// <summary>The public calls of whole networks, on one thread, with what they allocate: nothing.</summary>
/// <typeparam name="TNetwork">The network's class.</typeparam>
[MemoryDiagnoser]
[GenericTypeArguments(typeof(DigitNet))]
[GenericTypeArguments(typeof(FourConvolutions))]
[GenericTypeArguments(typeof(MnistCnn))]
[GenericTypeArguments(typeof(DeepMlp))]
[GenericTypeArguments(typeof(WideMlp))]
[GenericTypeArguments(typeof(ResNet20))]
[GenericTypeArguments(typeof(SmallMlp))]
[GenericTypeArguments(typeof(Xor))]
public class NetworkBenchmarks<TNetwork>
    where TNetwork : class, ITrainableNetwork<TNetwork>
{
    private TNetwork _network = null!;
    private Trainer<TNetwork> _sgd = null!;
    private Trainer<TNetwork> _adam = null!;
    private WorkData _data = null!;
    private float[] _outputs = [];

    /// <summary>Samples per call.</summary>
    [Params(1, 8, 64)]
    public int Batch { get; set; }

    /// <summary>Networks, trainers and a batch.</summary>
    [GlobalSetup]
    public void Prepare()
    {
        _network = TNetwork.Create(seed: 1);
        _sgd = CreateTrainer(new Sgd(1e-9f));
        _adam = CreateTrainer(new Adam(1e-9f));
        _data = WorkData.Create(new NetworkWork<TNetwork> { Name = TNetwork.Info.Name, Title = TNetwork.Info.Name, Batches = [Batch] }, Batch);
        _outputs = new float[Batch * TNetwork.Info.OutputSize];
    }

    /// <summary>The trainers' threads end.</summary>
    [GlobalCleanup]
    public void Clean()
    {
        _sgd.Dispose();
        _adam.Dispose();
    }

    /// <summary>The last layer's output.</summary>
    [Benchmark]
    public void Forward() => _network.Forward(_data.Inputs, _outputs);

    /// <summary>Forward, backward, update.</summary>
    [Benchmark]
    public float StepSgd() => Step(_sgd);

    /// <summary>Forward, backward, update.</summary>
    [Benchmark]
    public float StepAdam() => Step(_adam);

    private static Trainer<TNetwork> CreateTrainer(Optimizer optimizer) => new(TNetwork.Create(seed: 1), optimizer, new TrainerOptions { Threads = 1 });

    private float Step(Trainer<TNetwork> trainer) => _data.Labels.Length > 0 ? trainer.Step(_data.Inputs, _data.Labels) : trainer.Step(_data.Inputs, _data.Targets);
}
