using System.Globalization;

using NetGen.Generator.Layers;
using NetGen.Kernels.Tests.Cases;
using NetGen.TestHelpers;

namespace NetGen.Kernels.Tests.Drawn;

/// <summary>Networks drawn at random: every pair of a last layer and a loss, and in front of it whatever comes.</summary>
internal static class DrawnNetworks
{
    public const string Group = "drawn";

    private const int Daily = 60;
    private const int Thorough = 600;
    private const int EndsPerFew = 12;
    private const int RecomputeEvery = 4;

    /// <summary>All pairs of a layer and a loss in which a network can end.</summary>
    public static IReadOnlyList<(string Last, string Loss)> Ends { get; } = [.. LossDrawings.All.SelectMany(EndsIn)];

    public static IReadOnlyList<NetworkCase> All { get; } = DrawAll(CaseCatalog.IsThorough ? Thorough : Math.Max(Daily, Ends.Count));

    private const int NetworksPerAssembly = 100;

    /// <summary>Networks that are compiled together, once.</summary>
    public static IReadOnlyList<(NetworkCase[] Networks, Lazy<CompiledAssembly> Assembly)> Parts { get; } =
        [.. All.Chunk(NetworksPerAssembly).Select(part => (part, new Lazy<CompiledAssembly>(() => CompiledAssembly.Compile(CaseCatalog.ToSource(part)))))];

    /// <summary>The assembly in which a network is.</summary>
    public static CompiledAssembly AssemblyOf(string name) => Parts.Single(part => Array.Exists(part.Networks, item => item.Name == name)).Assembly.Value;

    private static IEnumerable<(string Last, string Loss)> EndsIn(Loss loss, int index)
    => LayerCatalog.Kinds
        .Where(last => LayerDrawings.Kinds.Contains(last) && NetworkDrawing.CanEnd(last, loss.Kind))
        .Where((_, place) => LossDrawings.HasAllEnds(loss) || place % EndsPerFew == index % EndsPerFew)
        .Select(last => (last, loss.Kind));

    public static NetworkCase Find(string name) => All.Single(item => item.Name == name);

    /// <summary>
    /// Not left to chance, which every new kind of layer takes anew: each network has inside, of the kinds that can stand there, the one that was
    /// drawn least.
    /// </summary>
    private static NetworkCase[] DrawAll(int count)
    {
        Dictionary<string, int> uses = LayerDrawings.Kinds.ToDictionary(kind => kind, _ => 0);
        var networks = new NetworkCase[count];
        for (int seed = 0; seed < count; seed++)
        {
            (string last, string loss) = Ends[seed % Ends.Count];
            bool endsFlattened = NetworkDrawing.EndsFlattened(seed, last);
            string? inside = LayerDrawings.Kinds.Where(kind => NetworkDrawing.LeadsTo(kind, last, loss, endsFlattened) && !NetworkDrawing.Overflows(kind, loss) && !LossDrawings.Cancels(kind, loss) && !NetworkDrawing.Cancels(kind, last)).MinBy(kind => uses[kind]);
            networks[seed] = Create(seed, inside, last, loss);
            foreach (string kind in networks[seed].Description.Kinds.SkipLast(1)) uses[kind]++;
        }

        return networks;
    }

    private static NetworkCase Create(int seed, string? inside, string last, string loss)
    {
        NetworkDescription description = NetworkDrawing.Draw(seed, inside, last, loss);
        if (seed % RecomputeEvery == 1) description = description.Recomputed();
        string name = string.Create(CultureInfo.InvariantCulture, $"Drawn{seed}");
        // Statistics of very few samples magnify every rounding.
        int[] batches = description.Kinds.Contains("BatchNorm") ? [5, 6 + (seed % 11)] : [1, 2 + (seed % 16)];
        return new NetworkCase(Group, name, description) { Batches = batches, MayBeZero = true };
    }
}
