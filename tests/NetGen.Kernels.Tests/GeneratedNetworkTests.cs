using System.Collections.Concurrent;
using System.Globalization;

using NetGen.Kernels.Tests.Cases;
using NetGen.Kernels.Tests.Widths;
using NetGen.TestHelpers;

namespace NetGen.Kernels.Tests;

/// <summary>
/// Every case under the instruction sets of <see cref="CaseCatalog.On"/>: compared with the reference, and checked for what holds of every network. The cases
/// are compiled once; one child process per instruction set runs them all.
/// </summary>
public sealed class GeneratedNetworkTests(GeneratedNetworkTests.Runs runs) : IClassFixture<GeneratedNetworkTests.Runs>
{
    public static TheoryData<string, string> CasesPerInstructionSet
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (InstructionSet set in InstructionSet.All.Where(set => set.IsHere))
            {
                foreach (NetworkCase item in CaseCatalog.On(set)) data.Add(set.Name, item.Name);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(CasesPerInstructionSet))]
    public async Task Network_does_what_its_declaration_says(string instructionSet, string name)
    {
        CaseReport report = await runs.OfAsync(InstructionSet.Find(instructionSet));
        IReadOnlyList<string> failures = report.FailuresOf(name);
        Assert.True(failures.Count == 0, $"{CaseCatalog.Find(name).Description.ToSource(name)}{string.Join('\n', failures)}");
    }

    [FactOnAvx512]
    public async Task Cases_ran_with_512_bit_vectors()
        => Assert.Equal("vectors 512", (await runs.OfAsync(InstructionSet.All[0])).Vectors);

    [Fact]
    public async Task Cases_ran_with_the_vectors_that_were_meant()
    {
        foreach (InstructionSet set in InstructionSet.All.Where(set => set.IsHere))
            Assert.Equal(string.Create(CultureInfo.InvariantCulture, $"vectors {set.Largest}"), (await runs.OfAsync(set)).Vectors);
    }

    /// <summary>Starts each child process once.</summary>
    public sealed class Runs : IDisposable
    {
        private readonly ConcurrentDictionary<string, Lazy<Task<ChildResult>>> _runs = new(StringComparer.Ordinal);
        private readonly string _image = Path.Combine(Path.GetTempPath(), $"netgen-cases-{Guid.NewGuid():N}.dll");
        private readonly Lazy<string> _compiled;

        public Runs() => _compiled = new Lazy<string>(() =>
        {
            File.WriteAllBytes(_image, CaseCatalog.Compiled.Image);
            return _image;
        });

        public void Dispose() => File.Delete(_image);

        internal async Task<CaseReport> OfAsync(InstructionSet set)
        {
            Lazy<Task<ChildResult>> run = _runs.GetOrAdd(
                set.Name,
                _ => new Lazy<Task<ChildResult>>(
                    () => ChildProcess.RunAsync(typeof(CaseProcess).Assembly, set.ToEnvironment(), CaseProcess.Cases, _compiled.Value)));
            return new CaseReport(await run.Value);
        }
    }
}

/// <summary>A test that is skipped, and says why, where the processor has no 512-bit vectors.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class FactOnAvx512Attribute : FactAttribute
{
    public FactOnAvx512Attribute()
    {
        if (InstructionSet.LargestHere < 512) Skip = "This processor has no AVX-512: its kernels were not run.";
    }
}
