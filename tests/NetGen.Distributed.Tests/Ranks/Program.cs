using System.Globalization;

namespace NetGen.Distributed.Tests.Ranks;

/// <summary>What runs in each rank: <c>sums</c> or <c>train</c>, with settings such as <c>epochs=3</c>.</summary>
internal static class Program
{
    private static int Main(string[] arguments)
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        var settings = new RankSettings(arguments[1..]);
        return arguments[0] switch
        {
            "sums" => MpiProcessGroup.Run(group => SumRun.Run(group, settings), settings.Mpi),
            "train" => settings.Text("alone") is null ? MpiProcessGroup.Run(group => TrainingRun.Run(group, settings), settings.Mpi) : TrainingRun.Run(group: null, settings),
            _ => throw new ArgumentException($"There is no command '{arguments[0]}'.", nameof(arguments)),
        };
    }
}

/// <summary>Settings by name.</summary>
internal sealed class RankSettings(string[] arguments)
{
    private readonly Dictionary<string, string> _values = arguments.Select(static argument => argument.Split('=', 2))
        .ToDictionary(static pair => pair[0], static pair => pair[1], StringComparer.Ordinal);

    public MpiOptions Mpi => new()
    {
        Order = Enum.Parse<SumOrder>(Text("order") ?? nameof(SumOrder.ByRank)),
        PartSize = Number("part", 1 << 20),
        Timeout = Text("timeout") is { } seconds ? TimeSpan.FromSeconds(double.Parse(seconds, CultureInfo.InvariantCulture)) : null,
    };

    public string? Text(string name) => _values.GetValueOrDefault(name);

    public int Number(string name, int standard) => Text(name) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : standard;

    /// <summary>A rank and a step, as in <c>kill=2@7</c>; null where there is none.</summary>
    public (int Rank, int Step)? Place(string name) => Text(name)?.Split('@') is [var rank, var step]
        ? (int.Parse(rank, CultureInfo.InvariantCulture), int.Parse(step, CultureInfo.InvariantCulture)) : null;
}
