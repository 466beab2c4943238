using NetGen.Kernels.Tests.Cases;
using NetGen.Kernels.Tests.Widths;
using NetGen.TestHelpers;

using Xunit;

namespace NetGen.Interop.Tests.Kernels;

/// <summary>Compiles the cases that are run in a browser and opens a page that has them, once for all tests.</summary>
public sealed class BrowserPages : IDisposable
{
    private readonly Lazy<CompiledAssembly> _assembly = new(static () => CompiledAssembly.Compile(CaseCatalog.ToSource(BrowserCases.All)));
    private readonly Lazy<KernelPage> _page;
    private readonly Lazy<Task<string[]>> _digests;

    public BrowserPages()
    {
        _page = new(() => KernelPage.OpenAsync(_assembly.Value.Image).GetAwaiter().GetResult());
        _digests = new(() => CaseDigests.OfAsync(_assembly.Value, InstructionSet.Find("SSE").ToEnvironment()));
    }

    /// <summary>The page.</summary>
    internal KernelPage Page => _page.Value;

    /// <summary>The networks in it.</summary>
    internal ITestNetworks Networks
    {
        get
        {
            Page.Forget();
            return new RemoteNetworks(Page, _assembly.Value);
        }
    }

    public void Dispose()
    {
        if (_page.IsValueCreated) _page.Value.Dispose();
        if (_assembly.IsValueCreated) _assembly.Value.Dispose();
    }

    /// <summary>What x64 gives with vectors of the same width, and no multiply-adds either that round once: lines of <see cref="CaseDigests"/>.</summary>
    internal Task<string[]> DigestsHereAsync() => _digests.Value;
}

/// <summary>The tests that share <see cref="BrowserPages"/>.</summary>
[CollectionDefinition(Name)]
public sealed class BrowserTests : ICollectionFixture<BrowserPages>
{
    public const string Name = "Browser";
}
