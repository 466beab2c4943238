using NetGen.Runtime;

namespace NetGen.TestHelpers;

/// <summary>
/// The inputs of a network that reads indices or lengths, which tests hand over as whole numbers like any others, a sample's inputs side by side. Keeps its
/// memory, as callers count allocations.
/// </summary>
internal sealed class IndexInputs(NetworkInfo info)
{
    private float[] _rows = [];
    private int[] _indices = [];
    private float[] _values = [];

    /// <summary>Whether the network has inputs that are no numbers to compute with.</summary>
    public bool AreRead { get; } = info.Inputs.Any(static input => input.Vocabulary > 0);

    /// <summary>Whether a trainer is given inputs one by one.</summary>
    public bool AreNamed => AreRead || info.Inputs.Count > 1;

    /// <summary>As the bits of floats, in which form generated code reads them; numbers are handed on.</summary>
    public ReadOnlySpan<float> Rows(ReadOnlySpan<float> inputs)
    {
        if (!AreRead) return inputs;
        Reserve(ref _rows, inputs.Length);
        inputs.CopyTo(_rows);
        int offset = 0;
        for (int index = 0; index < info.Inputs.Count; index++)
        {
            TensorInfo input = info.Inputs[index];
            for (int first = offset; input.Vocabulary > 0 && first + input.Size <= inputs.Length; first += info.InputSize)
            {
                for (int i = first; i < first + input.Size; i++) _rows[i] = BitConverter.Int32BitsToSingle(Index(inputs[i]));
            }

            offset += input.Size;
        }

        return _rows.AsSpan(0, inputs.Length);
    }

    /// <summary>A batch with labels.</summary>
    public NamedRows Fill(NamedRows rows, TrainingProgram program, ReadOnlySpan<float> inputs, ReadOnlySpan<int> labels)
    {
        Require(program, TrainingTarget.Labels);
        Fill(rows, inputs);
        rows.PutTarget(0, labels);
        return rows;
    }

    /// <summary>A batch with target values.</summary>
    public NamedRows Fill(NamedRows rows, TrainingProgram program, ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets)
    {
        Require(program, TrainingTarget.Values);
        Fill(rows, inputs);
        rows.PutTarget(0, targets);
        return rows;
    }

    private void Fill(NamedRows rows, ReadOnlySpan<float> inputs)
    {
        if (inputs.Length % info.InputSize != 0) throw new ArgumentException("No whole number of samples.", nameof(inputs));
        int batch = inputs.Length / info.InputSize;
        int offset = 0;
        for (int index = 0; index < info.Inputs.Count; index++)
        {
            TensorInfo input = info.Inputs[index];
            int count = batch * input.Size;
            Reserve(ref _values, count);
            for (int sample = 0; sample < batch; sample++) inputs.Slice((sample * info.InputSize) + offset, input.Size).CopyTo(_values.AsSpan(sample * input.Size));
            offset += input.Size;
            if (input.Vocabulary == 0)
            {
                rows.PutInput(index, _values.AsSpan(0, count));
                continue;
            }

            Reserve(ref _indices, count);
            for (int i = 0; i < count; i++) _indices[i] = Index(_values[i]);
            rows.PutInput(index, _indices.AsSpan(0, count));
        }
    }

    /// <summary>What is no whole number is no index.</summary>
    private static int Index(float value) => (int)value == value ? (int)value : -1;

    private static void Reserve<T>(ref T[] memory, int count)
    {
        if (memory.Length < count) memory = new T[count];
    }

    /// <summary>The methods by names have one type of target, so that there is nothing to refuse.</summary>
    private static void Require(TrainingProgram program, TrainingTarget target)
    {
        if (program.Targets[0].Kind != target) throw new ArgumentException($"The network is trained on {program.Targets[0].Kind}.", nameof(target));
    }
}
