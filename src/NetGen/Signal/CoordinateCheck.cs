using System.Globalization;

namespace NetGen;

/// <summary>
/// How far training moves the activations of networks of several widths: the coordinate check of Yang, Hu et al., Tensor Programs V, 2022. Where starts and
/// rates follow the width as <see cref="ScaledFromAttribute"/> says, a layer moves by the same amount at every width; where they do not, wide networks move
/// further, or not at all.
/// </summary>
/// <example><code>
/// var check = new CoordinateCheck(inputs);
/// check.Add(new SmallNet(seed: 1), net => Train(net, new TrainerOptions()));
/// check.Add(new WideNet(seed: 1), net => Train(net, new TrainerOptions { Groups = WideNet.ScaledParameterGroups(adam) }));
/// Console.WriteLine(check);
/// </code></example>
/// <remarks>
/// Some ten steps are enough, and none are too few: a rate that is wrong for a width shows at once. Networks of one class, with other seeds, are one column
/// together, whose movement is the root of the mean of their squares.
/// </remarks>
public sealed class CoordinateCheck
{
    private readonly float[] _inputs;
    private readonly List<Column> _columns = [];

    /// <summary>A check without networks.</summary>
    /// <param name="inputs">Samples x input size values, for which activations are compared before and after training.</param>
    public CoordinateCheck(ReadOnlySpan<float> inputs) => _inputs = inputs.ToArray();

    /// <summary>The classes of the networks, in the order in which they were added.</summary>
    public IReadOnlyList<string> Networks => [.. _columns.Select(static column => column.Network)];

    /// <summary>What became of each layer whose output is kept in all networks, by the names that the first one gives them.</summary>
    public IReadOnlyList<LayerMovement> Layers => _columns.Count == 0
        ? []
        : [.. Enumerable.Range(0, _columns[0].Layers.Count).Where(IsKept).Select(layer => new LayerMovement(
            _columns[0].Layers[layer], [.. _columns.Select(column => Math.Sqrt(column.Squares[layer]!.Value / column.Runs))]))];

    /// <summary>Trains a network and takes down how far each layer's output moves.</summary>
    /// <param name="network">The network; it is trained.</param>
    /// <param name="train">A few steps.</param>
    /// <exception cref="ArgumentException">The inputs are no whole number of samples, or the network has more or fewer layers than those before.</exception>
    public void Add<TNetwork>(TNetwork network, Action<TNetwork> train)
        where TNetwork : class, ITrainableNetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(train);
        NetworkInfo info = TNetwork.Info;
        if (_columns.Count > 0 && _columns[0].Layers.Count != info.Layers.Count)
        {
            throw new ArgumentException(string.Create(
                CultureInfo.InvariantCulture,
                $"{info.Name} has {Words.Count(info.Layers.Count, "layer")} and {_columns[0].Network} {_columns[0].Layers.Count}: they are no twins."),
                nameof(network));
        }

        NetworkProbe before = network.Probe(_inputs);
        train(network);
        NetworkProbe after = network.Probe(_inputs);
        HashSet<string> kept = [.. before.Layers];
        Column? column = _columns.Find(other => other.Network == info.Name);
        if (column is null) _columns.Add(column = new Column(info.Name, [.. info.Layers.Select(static layer => layer.Name)]));
        column.Runs++;
        for (int layer = 0; layer < column.Layers.Count; layer++)
        {
            string name = column.Layers[layer];
            column.Squares[layer] = kept.Contains(name) ? (column.Squares[layer] ?? 0) + MeanSquare(before.Activation(name), after.Activation(name)) : null;
        }
    }

    /// <summary>A table: a line for each layer, a column for each network, and how far apart they are.</summary>
    public override string ToString()
    {
        List<string[]> rows = [["layer", .. Networks, "spread"]];
        rows.AddRange(Layers.Select(static layer => (string[])[layer.Layer, .. layer.Movements.Select(Number), Number(layer.Spread)]));
        return Words.Table(rows);
    }

    private bool IsKept(int layer) => _columns.TrueForAll(column => column.Squares[layer] is not null);

    private static double MeanSquare(ReadOnlySpan<float> before, ReadOnlySpan<float> after)
    {
        double sum = 0;
        for (int i = 0; i < before.Length; i++) sum += ((double)after[i] - before[i]) * ((double)after[i] - before[i]);
        return sum / before.Length;
    }

    private static string Number(double value) => value.ToString("G3", CultureInfo.InvariantCulture);

    /// <summary>All networks of one class.</summary>
    private sealed record Column(string Network, IReadOnlyList<string> Layers)
    {
        public int Runs { get; set; }

        public double?[] Squares { get; } = new double?[Layers.Count];
    }
}

/// <summary>How far training has moved the output of a layer.</summary>
/// <param name="Layer">Its name.</param>
/// <param name="Movements">The root mean square of the change, over all samples and values, for each network.</param>
public sealed record LayerMovement(string Layer, IReadOnlyList<double> Movements)
{
    /// <summary>The largest movement over the smallest; 1 where all are the same.</summary>
    public double Spread => Movements.Max() / Movements.Min();
}
