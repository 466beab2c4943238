using NetGen.Onnx.Graphs;
using NetGen.Onnx.Reading.Constants;
using NetGen.Onnx.Reading.Values;

namespace NetGen.Onnx.Reading.Operators;

/// <summary>The states in front of the first step: zeros, parameters, or what other layers give.</summary>
internal static class RecurrentStart
{
    public static (string[] Arguments, Weights[] States) Of(ReadNode node, string kind, int directions, int units, int samplesAxis)
    {
        int count = kind == "LSTM" ? 2 : 1;
        int[] inputs = [.. Enumerable.Range(5, count)];
        if (inputs.All(input => !node.Has(input) || (node.IsConstant(input) && node.Constant(input).NumbersOrRefuse().All(number => number == 0))))
            return ([], []);
        if (inputs.All(input => !node.Has(input) || node.IsConstant(input)))
            return (["LearnInitialState = true"], [.. inputs.Select(Learned)]);
        string[] names = ["InitialState", "InitialCell"];
        List<string> arguments = [];
        foreach (int input in inputs.Where(node.Has))
        {
            if (node.IsConstant(input) && node.Constant(input).NumbersOrRefuse().All(number => number == 0) && input == 6) continue;
            ReadValue state = node.Value(input);
            if (state.Rank != 3 || state.Size != (long)directions * units || !state.Tensor.IsSamples(samplesAxis))
                throw new NotSupportedException("a state in front of its first step is no number for each unit");
            ReadValue vector = node.Arrange(state, state.Elements);
            arguments.Add($"{names[input - 5]} = {Declaration.Quoted(vector.Layer)}");
        }

        return ([.. arguments], []);

        Weights Learned(int input) => node.Has(input)
            ? Same(node.Constant(input), directions, units, samplesAxis)
            : new Weights("zeros", [directions * units], new float[directions * units]);
    }

    /// <summary>[directions x units] of what is the same for all samples.</summary>
    private static Weights Same(Constant state, int directions, int units, int samplesAxis)
    {
        if (state.Shape.Length != 3 || state.Shape[2] != units || state.Shape[1 - samplesAxis] != directions || state.Count == 0)
            throw new NotSupportedException("a state in front of its first step has another shape");
        float[] numbers = state.NumbersOrRefuse();
        int samples = state.Shape[samplesAxis];
        float[] own = new float[directions * units];
        for (int i = 0; i < numbers.Length; i++)
        {
            (int outer, int inner, int unit) = (i / units / state.Shape[1], i / units % state.Shape[1], i % units);
            (int sample, int direction) = samplesAxis == 0 ? (outer, inner) : (inner, outer);
            if (sample == 0) own[(direction * units) + unit] = numbers[i];
            else if (own[(direction * units) + unit] != numbers[i] && samples > 1)
                throw new NotSupportedException("a state in front of its first step differs from sample to sample");
        }

        return new Weights(state.Name, [directions * units], own);
    }
}
