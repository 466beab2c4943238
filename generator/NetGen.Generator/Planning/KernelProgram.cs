using NetGen.Generator.Kernels;

namespace NetGen.Generator.Planning;

/// <summary>All kernels of a network, in the order that the mathematics asks for: forward, operation by operation, and backward, the last operation first.</summary>
internal sealed class KernelProgram
{
    private readonly List<Kernel> _inference = [];
    private readonly List<Kernel> _training = [];
    private readonly List<List<Kernel>> _backward = [[]];
    private readonly Dictionary<Kernel, int> _numbers = [];
    private readonly Dictionary<Kernel, int> _owners = [];

    /// <summary>Kernels by the layer that they belong to; the network's own (staging, loss) at -1.</summary>
    public IReadOnlyDictionary<Kernel, int> Owners => _owners;

    /// <summary>The forward pass of inference, with what is computed only when parameters have changed.</summary>
    public IReadOnlyList<Kernel> Inference => _inference;

    /// <summary>The forward pass of a training step.</summary>
    public IReadOnlyList<Kernel> Training => _training;

    /// <summary>The backward pass, the last operation first.</summary>
    public IReadOnlyList<Kernel> BackwardPass => [.. Enumerable.Reverse(_backward).SelectMany(kernels => kernels)];

    /// <summary>Where in the order of choosing a kernel came: forward and backward of a layer stand together there.</summary>
    public int NumberOf(Kernel kernel) => _numbers[kernel];

    /// <summary>The layer that a kernel belongs to; -1 for the network itself.</summary>
    public int OwnerOf(Kernel kernel) => _owners[kernel];

    /// <summary>What is added to the backward pass from here on runs before what is there.</summary>
    public void BeginOperation() => _backward.Add([]);

    public void Forward(Kernel kernel, int owner)
    {
        ForwardInference(kernel, owner);
        ForwardTraining(kernel, owner);
    }

    public void ForwardInference(Kernel kernel, int owner) => Add(_inference, kernel, owner);

    public void ForwardTraining(Kernel kernel, int owner) => Add(_training, kernel, owner);

    public void Backward(Kernel kernel, int owner) => Add(_backward[_backward.Count - 1], kernel, owner);

    private void Add(List<Kernel> list, Kernel kernel, int owner)
    {
        list.Add(kernel);
        _owners[kernel] = owner;
        if (!_numbers.ContainsKey(kernel)) _numbers.Add(kernel, _numbers.Count);
    }
}
