using NetGen.Data;
using NetGen.Runtime;

namespace NetGen;

/// <summary>A function of many numbers with its gradient.</summary>
internal interface IDifferentiable
{
    /// <summary>Where it is evaluated.</summary>
    ReadOnlySpan<float> Point { get; }

    /// <summary>Goes from a point along a direction.</summary>
    void Go(ReadOnlySpan<float> origin, ReadOnlySpan<float> direction, double length);

    /// <summary>The value at <see cref="Point"/>; the gradient is written.</summary>
    double Evaluate(Span<float> gradient);
}

/// <summary>The mean loss of all samples as a function of a network's parameters, packed.</summary>
internal sealed class FullLoss<TNetwork> : IDifferentiable, IDisposable
    where TNetwork : class, ITrainableNetwork<TNetwork>
{
    private readonly Dataset _samples;
    private readonly int _batch;
    private readonly Trainer<TNetwork> _trainer;

    public FullLoss(TNetwork network, Dataset samples, Lbfgs method)
    {
        _samples = samples;
        _batch = Math.Min(method.BatchSize ?? samples.Count, samples.Count);

        // The trainer is never told to update; its optimiser is not asked.
        _trainer = new Trainer<TNetwork>(network, new Sgd(1), new TrainerOptions { Threads = method.Threads, Seed = method.Seed, NonFinite = NonFinitePolicy.Off });
    }

    public ReadOnlySpan<float> Point => _trainer.Network.Parameters.Trained;

    public void Dispose() => _trainer.Dispose();

    public void Go(ReadOnlySpan<float> origin, ReadOnlySpan<float> direction, double length)
    {
        Span<float> point = _trainer.Network.Parameters.Trained;
        using ParameterBlock.Change change = _trainer.Network.Parameters.BeginChange();
        origin.CopyTo(point);
        TensorMath.Combine(1f, point, (float)length, direction);
    }

    public double Evaluate(Span<float> gradient)
    {
        double sum = 0;
        double weights = 0;
        gradient.Clear();
        for (int first = 0; first < _samples.Count; first += _batch)
        {
            int count = Math.Min(_batch, _samples.Count - first);
            _trainer.ComputeGradients(_samples, first, count);
            double weight = _trainer.Memory.Pass.TotalWeight;
            TensorMath.Combine(1f, gradient, (float)weight, _trainer.Gradients);
            sum += MeanLoss(count) * weight;
            weights += weight;
            using ParameterBlock.Change change = _trainer.Network.Parameters.BeginChange();
            _trainer.Network.CommitState(_trainer.Memory.Pass);
        }

        TensorMath.Scale(gradient, (float)(1 / weights));
        return sum / weights;
    }

    /// <summary>Searches along lines go by differences of losses that a float would not show.</summary>
    private double MeanLoss(int count)
    {
        double sum = 0;
        foreach (float loss in _trainer.Memory.Pass.SampleLosses.Span[..count]) sum += loss;
        return sum / count;
    }
}
