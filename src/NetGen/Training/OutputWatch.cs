using NetGen.Runtime;

using static System.FormattableString;

namespace NetGen;

/// <summary>Looks for the first output of a layer that is not finite.</summary>
internal sealed class OutputWatch
{
    private readonly SortedDictionary<int, DivergenceOrigin> _found = [];
    private readonly NetworkInfo _info;
    private readonly TrainingProgram _program;
    private readonly PassReader _reader;

    /// <summary>Watches a pass.</summary>
    /// <param name="pass">The pass.</param>
    /// <param name="info">Its network.</param>
    /// <param name="program">Where outputs lie, and when.</param>
    public OutputWatch(TrainingPass pass, NetworkInfo info, TrainingProgram program)
    {
        (_info, _program) = (info, program);
        _reader = new PassReader(pass, program, LookAt);
    }

    /// <summary>Target values of a sample.</summary>
    public int TargetSize => _program.TargetSize;

    /// <summary>A phase has ended.</summary>
    public void Look(int phase) => _reader.Look(phase);

    /// <summary>When the pass has ended: the first layer in the order of the network; null where all that could be seen is finite.</summary>
    public DivergenceOrigin? FindFirst()
    {
        _reader.Finish();
        return _found.Values.FirstOrDefault();
    }

    private void LookAt(int index, WorkspaceTensor output)
    {
        int at = 0;
        foreach (float value in output)
        {
            int sample = at++ / (output.Layout.Positions * output.Layout.Channels);
            if (float.IsFinite(value)) continue;
            string layer = _info.Layers[Beginning(index)].Name;
            _found.TryAdd(index,
                new(DivergenceCause.Output, layer, sample,
                Invariant($"the output of layer '{layer}' for sample {{0}} is the first that is not finite, {value}")));
            return;
        }
    }

    /// <summary>What computed a tensor: a layer with parameters leaves none of its own where the activation behind it has overwritten it.</summary>
    private int Beginning(int index)
    {
        int beginning = index;
        for (int before = index - 1; before >= 0 && _program.Tensors[before].Offset < 0; before--)
        {
            if (_info.Layers[before].ParameterCount > 0) beginning = before;
        }

        return beginning;
    }
}
