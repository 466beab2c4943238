using System.Globalization;
using System.Text;

using NetGen.Kernels.Tests.Widths;
using NetGen.TestHelpers;

namespace NetGen.Kernels.Tests.Cases;

/// <summary>All networks that are compared with the reference.</summary>
internal static class CaseCatalog
{
    /// <summary>With this environment variable set to 1 all cases run, not only the ones meant for every day.</summary>
    public const string ThoroughSwitch = "NETGEN_THOROUGH_TESTS";

    /// <summary>Whether it is set.</summary>
    public static bool IsThorough { get; } = Environment.GetEnvironmentVariable(ThoroughSwitch) == "1";

    /// <summary>With this environment variable set only cases with one of these parts, between commas, in their group or name run: while a kernel is written.</summary>
    private const string FilterSwitch = "NETGEN_CASES";

    private static readonly string[] s_parts = (Environment.GetEnvironmentVariable(FilterSwitch) ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries);

    public static IReadOnlyList<NetworkCase> All { get; } = [.. Every.Where(IsAskedFor)];

    private static bool IsAskedFor(NetworkCase item)
        => (IsThorough || !item.IsThorough) && (s_parts.Length == 0 || s_parts.Any(part => item.Name.Contains(part, StringComparison.OrdinalIgnoreCase) || item.Group == part));

    private static IEnumerable<NetworkCase> Every =>
    [
        .. DenseCases.All,
        .. ConvolutionCases.All,
        .. DepthwiseCases.All,
        .. TransposedConvolutionCases.All,
        .. WinogradCases.All,
        .. WinogradDrawings.All,
        .. BatchPartCases.All,
        .. PoolingCases.All,
        .. ArrangementCases.All,
        .. ElementwiseCases.All,
        .. SequenceCases.All,
        .. AttentionCases.All,
        .. StreamCases.All,
        .. ScaleCases.All,
        .. DotCases.All,
        .. StandardizeCases.All,
        .. NormalizationCases.All,
        .. FoldedNormalizationCases.All,
        .. GatedCases.All,
        .. RandomCases.All,
        .. RecurrentCases.All,
        .. GatedRecurrentCases.All,
        .. RecurrentOptionCases.All,
        .. RecurrentStartCases.All,
        .. EmbeddingCases.All,
        .. LengthCases.All,
        .. ReparameterizationCases.All,
        .. LossCases.All,
        .. UnusualCases.All,
        .. UnrollCases.All,
        .. FewBitsCases.All,
        .. ProductDrawings.All,
        .. ByteCases.All,
        .. WholeNetworkCases.All,
        .. RepeatedCases.All,
        .. RetentionCases.All,
    ];

    /// <summary>
    /// The cases that run under an instruction set: all of them on wide vectors. Below, the text of kernels is that of AVX2 with other vectors; there each set
    /// has its share, unless the run is thorough or asks for some by name.
    /// </summary>
    public static IEnumerable<NetworkCase> On(InstructionSet set) => OneOf(set.DailyShare);

    /// <summary>Every day one of so many cases; all in the thorough run, and those that are asked for by name.</summary>
    public static IEnumerable<NetworkCase> OneOf(int share) => IsThorough || s_parts.Length > 0 ? All : All.Where((_, index) => index % share == 0);

    /// <summary>Every day the cases with these names; all in the thorough run, and those that are asked for by name.</summary>
    public static IReadOnlyList<NetworkCase> Daily(IEnumerable<string> names) => IsThorough || s_parts.Length > 0 ? All : [.. names.Select(Find)];

    private static readonly Lazy<CompiledAssembly> Assembly = new(() => CompiledAssembly.Compile(ToSource(All)));

    /// <summary>All cases in one assembly: starting the compiler costs more than a case.</summary>
    public static CompiledAssembly Compiled => Assembly.Value;

    /// <summary>The names of a group's cases, for a theory.</summary>
    public static IEnumerable<string> NamesOf(string group) => All.Where(item => item.Group == group).Select(item => item.Name);

    public static NetworkCase Find(string name) => All.Single(item => item.Name == name);

    /// <summary>Sizes for every day and sizes for the thorough run.</summary>
    public static IEnumerable<(int Size, bool IsThorough)> Sizes(int[] daily, int[] thorough)
        => [.. daily.Select(size => (size, false)), .. thorough.Select(size => (size, true))];

    public static string ToSource(IEnumerable<NetworkCase> cases)
    {
        var text = new StringBuilder("using NetGen;\n\n");
        foreach (NetworkCase item in cases)
        {
            text.Append(CultureInfo.InvariantCulture, $"{item.Description.ToSource(item.Name)}\n");
            if (item.HasPlainTwin) text.Append(CultureInfo.InvariantCulture, $"{item.Description.ToSource(item.PlainTwin, isPlain: true)}\n");
        }

        return text.ToString();
    }
}
