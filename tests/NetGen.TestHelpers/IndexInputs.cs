using NetGen.Runtime;

namespace NetGen.TestHelpers;

/// <summary>The inputs of a network that reads indices, which tests hand over as whole numbers like any others. Keeps its memory, as callers count allocations.</summary>
internal sealed class IndexInputs(NetworkInfo info)
{
    private int[] _indices = [];
    private float[] _rows = [];

    /// <summary>Whether the network's one input is of indices.</summary>
    public bool AreRead { get; } = info.Inputs is [{ Vocabulary: > 0 }];

    /// <summary>As integers; what is no whole number is no index.</summary>
    public ReadOnlySpan<int> Indices(ReadOnlySpan<float> inputs)
    {
        if (_indices.Length < inputs.Length) _indices = new int[inputs.Length];
        for (int i = 0; i < inputs.Length; i++) _indices[i] = (int)inputs[i] == inputs[i] ? (int)inputs[i] : -1;
        return _indices.AsSpan(0, inputs.Length);
    }

    /// <summary>As the bits of floats, in which form generated code reads them; numbers are handed on.</summary>
    public ReadOnlySpan<float> Rows(ReadOnlySpan<float> inputs)
    {
        if (!AreRead) return inputs;
        if (_rows.Length < inputs.Length) _rows = new float[inputs.Length];
        Indices(inputs);
        for (int i = 0; i < inputs.Length; i++) _rows[i] = BitConverter.Int32BitsToSingle(_indices[i]);
        return _rows.AsSpan(0, inputs.Length);
    }

    /// <summary>A batch with labels.</summary>
    public NamedRows Fill(NamedRows rows, TrainingProgram program, ReadOnlySpan<float> inputs, ReadOnlySpan<int> labels)
    {
        Require(program, TrainingTarget.Labels);
        rows.PutInput(0, Indices(inputs));
        rows.PutTarget(0, labels);
        return rows;
    }

    /// <summary>A batch with target values.</summary>
    public NamedRows Fill(NamedRows rows, TrainingProgram program, ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets)
    {
        Require(program, TrainingTarget.Values);
        rows.PutInput(0, Indices(inputs));
        rows.PutTarget(0, targets);
        return rows;
    }

    /// <summary>The methods by names have one type of target, so that there is nothing to refuse.</summary>
    private static void Require(TrainingProgram program, TrainingTarget target)
    {
        if (program.Targets[0].Kind != target) throw new ArgumentException($"The network is trained on {program.Targets[0].Kind}.", nameof(target));
    }
}
