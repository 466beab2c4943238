using NetGen.Kernels.Tests.Cases;
using NetGen.Kernels.Tests.Checks;
using NetGen.Kernels.Tests.Drawn;
using NetGen.TestHelpers;

namespace NetGen.Kernels.Tests.Widths;

/// <summary>Digests of all that can be seen of each case of an assembly, from a process of its own: equal where all bits are.</summary>
internal static class CaseDigests
{
    /// <summary>
    /// A first line with the widest vectors of the process; then one for each case in the order of names: the name, and <see cref="NetworkValues.Digests"/>.
    /// </summary>
    public static async Task<string[]> OfAsync(CompiledAssembly assembly, IReadOnlyDictionary<string, string> environment)
    {
        string image = Path.Combine(Path.GetTempPath(), $"netgen-digests-{Guid.NewGuid():N}.dll");
        try
        {
            await File.WriteAllBytesAsync(image, assembly.Image);
            ChildResult result = await ChildProcess.RunAsync(typeof(CaseProcess).Assembly, environment, CaseProcess.Values, image);
            Assert.True(result.ExitCode == 0, result.Errors);
            return result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        }
        finally
        {
            File.Delete(image);
        }
    }

    /// <summary>Prints them.</summary>
    public static int Print(CompiledAssembly assembly)
    {
        HashSet<string> compiled = [.. assembly.Types.Select(type => type.FullName!)];
        NetworkCase[] cases = [.. CaseCatalog.All.Concat(DrawnNetworks.All).Where(item => compiled.Contains(item.Name))];
        IEnumerable<string> lines = cases.AsParallel().Select(item => $"{item.Name} {NetworkValues.Of(item, assembly).Digests}");
        foreach (string line in lines.Order(StringComparer.Ordinal)) Console.WriteLine(line);
        return 0;
    }
}
