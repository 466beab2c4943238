using System.Runtime.Intrinsics.X86;

using NetGen.Kernels.Native.Protocol;
using NetGen.Kernels.Tests.Checks;

using Xunit;

namespace NetGen.Interop.Tests.Kernels;

/// <summary>
/// Networks of the tests of kernels in a browser: compared with the reference in double, checked for what holds of every network, and compared with x64 to
/// the bit, as docs/determinism.md promises.
/// </summary>
[Collection(BrowserTests.Name)]
public sealed class BrowserKernelTests(BrowserPages pages)
{
    public static TheoryData<string> Names { get; } = [.. BrowserCases.All.Select(static item => item.Name)];

    public static TheoryData<string> CheckedNames { get; } = [.. BrowserCases.Checked.Select(static item => item.Name)];

    [ToolsTheory("chromium")]
    [MemberData(nameof(CheckedNames))]
    public void Network_does_what_its_declaration_says(string name)
    {
        IReadOnlyList<string> failures = AllChecks.RunElsewhere(BrowserCases.Find(name), pages.Networks);
        Assert.True(failures.Count == 0, $"{BrowserCases.Find(name).Description.ToSource(name)}{string.Join('\n', failures)}");
    }

    /// <summary>Parameters at first, inference, gradients, losses, and parameters after a few steps.</summary>
    [ToolsTheory("chromium")]
    [MemberData(nameof(Names))]
    public async Task All_bits_are_those_of_x64_with_vectors_of_128_bits_that_do_not_fuse(string name)
    {
        if (!Sse.IsSupported) return; // another processor, which fuses
        string[] here = await pages.DigestsHereAsync();
        Assert.Equal("vectors 128", here[0]);
        Assert.Equal(here.Single(line => line.Split(' ')[0] == name), $"{name} {NetworkValues.Of(BrowserCases.Find(name), pages.Networks).Digests}");
    }

    /// <summary>Threads that are asked for are not missed, and nothing waits for one that does not come.</summary>
    [ToolsFact("chromium")]
    public async Task A_page_trains_alone_what_elsewhere_takes_several_threads()
    {
        double[] losses = await pages.Page.FitAsync();
        Assert.Equal(3, losses.Length);
        Assert.True(losses[1] < losses[0] && losses[2] < 0.75 * losses[0], string.Join(", ", losses));
    }

    [ToolsFact("chromium")]
    public void Kernels_have_the_instructions_that_are_meant()
        => Assert.Equal(new Processor("Wasm", 128, Fuses: false, HasArmDots: false), pages.Page.Processor);
}
