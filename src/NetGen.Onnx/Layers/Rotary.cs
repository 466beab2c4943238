using NetGen.Onnx.Graphs;

namespace NetGen.Onnx.Layers;

/// <summary>Rotary positions: the values c and c + size / 2 of a head are turned by the angle step x base^(-2 c / size), whose cosines and sines are part of the model.</summary>
internal sealed class Rotary
{
    private readonly GraphBuilder _graph;
    private readonly int _size;
    private readonly string _cosines;
    private readonly string _sines;

    public Rotary(GraphBuilder graph, int steps, int size, double longest)
    {
        (_graph, _size) = (graph, size);
        int pairs = size / 2;
        _cosines = Table("cosines", Math.Cos);
        _sines = Table("sines", Math.Sin);

        // [steps, 1, pairs]: the same for all heads.
        string Table(string name, Func<double, double> function)
        {
            float[] values = [.. Enumerable.Range(0, steps * pairs).Select(place => (float)function(place / pairs * Math.Pow(longest, -(place % pairs) / (double)pairs)))];
            return graph.Number(new Weights($"{graph.Scope}/{name}", [steps, 1, pairs], values));
        }
    }

    /// <summary>[N, steps, heads x size], turned.</summary>
    public string Turn(string rows, int heads)
    {
        string apart = Slices.Reshape(_graph, rows, 0, 0, heads, _size);
        string[] halves = Slices.Split(_graph, apart, 3, _size / 2, _size / 2);
        string first = _graph.Add("Sub", [Times(halves[0], _cosines), Times(halves[1], _sines)]);
        string second = _graph.Add("Add", [Times(halves[1], _cosines), Times(halves[0], _sines)]);
        return Slices.Reshape(_graph, _graph.Add("Concat", [first, second], Attributes.Of("axis", 3L)), 0, 0, heads * _size);

        string Times(string left, string right) => _graph.Add("Mul", [left, right]);
    }
}
