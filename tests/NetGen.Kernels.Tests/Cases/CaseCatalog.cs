using System.Globalization;
using System.Text;

using NetGen.TestHelpers;

namespace NetGen.Kernels.Tests.Cases;

/// <summary>All networks that are compared with the reference.</summary>
internal static class CaseCatalog
{
    public static IReadOnlyList<NetworkCase> All { get; } =
    [
        .. DenseCases.All,
        .. ConvolutionCases.All,
        .. PoolingCases.All,
        .. ElementwiseCases.All,
        .. WholeNetworkCases.All,
    ];

    private static readonly Lazy<CompiledAssembly> Assembly = new(() => CompiledAssembly.Compile(ToSource(All)));

    /// <summary>All cases in one assembly: starting the compiler costs more than a case.</summary>
    public static CompiledAssembly Compiled => Assembly.Value;

    /// <summary>The names of a group's cases, for a theory.</summary>
    public static IEnumerable<string> NamesOf(string group) => All.Where(item => item.Group == group).Select(item => item.Name);

    public static NetworkCase Find(string name) => All.Single(item => item.Name == name);

    public static string ToSource(IEnumerable<NetworkCase> cases)
    {
        var text = new StringBuilder("using NetGen;\n\n");
        foreach (NetworkCase item in cases) text.Append(CultureInfo.InvariantCulture, $"{item.Description.ToSource(item.Name)}\n");
        return text.ToString();
    }
}
