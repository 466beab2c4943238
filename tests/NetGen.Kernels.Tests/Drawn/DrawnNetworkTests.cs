using NetGen.Generator.Layers;
using NetGen.Kernels.Tests.Cases;
using NetGen.Kernels.Tests.Reference;
using NetGen.Kernels.Tests.ReferenceTests;
using NetGen.Kernels.Tests.Widths;
using NetGen.TestHelpers;

using Xunit.Abstractions;

namespace NetGen.Kernels.Tests.Drawn;

/// <summary>
/// Networks that nobody thought of, drawn at random: generated code against the reference, the reference against finite differences.
/// A failure prints the declaration; its number is the seed from which it can be drawn again.
/// </summary>
public sealed class DrawnNetworkTests(DrawnNetworkTests.Runs runs, ITestOutputHelper output) : IClassFixture<DrawnNetworkTests.Runs>
{
    public static TheoryData<string> Names { get; } = [.. DrawnNetworks.All.Select(item => item.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Network_does_what_its_declaration_says(string name)
    {
        IReadOnlyList<string> failures = await runs.OfAsync(name);
        Assert.True(failures.Count == 0, $"{DrawnNetworks.Find(name).Description.ToSource(name)}{string.Join('\n', failures)}");
    }

    /// <summary>The derivative along a random direction through each parameter and the input.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void Reference_has_the_gradients_of_finite_differences(string name)
    {
        NetworkCase item = DrawnNetworks.Find(name);
        int batch = item.Batches[^1];
        var data = new CaseData(item.Description, exact: false, seed: 1000 + (ulong)batch);
        Tensor input = data.NextInput(batch);
        try
        {
            FiniteDifferences.CheckDirections(data.Reference, input, data.NextTargets(input), new TestRandom(7));
        }
        catch (NumericMismatchException mismatch)
        {
            Assert.Fail($"{item.Description.ToSource(name)}{mismatch.Message}");
        }
    }

    /// <summary>A kind of layer or loss that is added must be drawn too, in front of every loss that the generator accepts there.</summary>
    [Fact]
    public void Every_last_layer_stands_in_front_of_every_loss_that_may_follow_it()
    {
        HashSet<(string Last, string Loss)> covered = [.. DrawnNetworks.All.Select(item => (item.Description.LastKind, item.Description.LossKind))];
        foreach (IGrouping<string, string> losses in covered.OrderBy(pair => pair.Last, StringComparer.Ordinal).GroupBy(pair => pair.Last, pair => pair.Loss))
            output.WriteLine($"[{losses.Key}] before {string.Join(", ", losses)}");
        Assert.Empty(LossDrawings.All.Select(loss => loss.Kind).Except(covered.Select(pair => pair.Loss)));
        foreach (string kind in LayerCatalog.Kinds)
        {
            Assert.True(LayerDrawings.Kinds.Contains(kind), $"[{kind}] is a layer that {nameof(LayerDrawings)} does not draw.");
            foreach (string loss in LossDrawings.All.Where(LossDrawings.HasAllEnds).Select(loss => loss.Kind).Where(loss => !covered.Contains((kind, loss))))
            {
                NetworkDescription accepted = DrawnNetworks.All.First(item => item.Description.LastKind == kind).Description;
                if (!LossDrawings.Accepts(loss, accepted.Output)) continue;
                string source = accepted.ToSource("Refused", loss);
                Assert.True(Declared.Build(source).Model is null, $"[{kind}] [{loss}] is accepted, but not drawn:\n{source}");
            }
        }
    }

    /// <summary>What is special to know how to draw: forms and joins that nothing but chance brings.</summary>
    [Fact]
    public void Draws_are_not_of_one_kind()
    {
        IReadOnlyList<NetworkDescription> all = [.. DrawnNetworks.All.Select(item => item.Description)];
        Assert.Contains(all, network => network.Input.Form == ValueForm.Sequence);
        Assert.Contains(all, network => network.Input.Form == ValueForm.Vector);
        Assert.Contains(all, network => network.Output.Form == ValueForm.Image);
        Assert.Contains(all, network => network.Output.Form == ValueForm.Sequence);
        Assert.True(all.Count(network => network.Output.IsFlattenedImage && network.LossKind == "SoftmaxCrossEntropy") >= 5, "Too few losses read a flattened image.");
        Assert.True(all.Count(network => network.Output.IsFlattenedImage && network.LossKind == "MeanSquaredError") >= 5, "Too few losses read a flattened image.");
        Assert.True(all.Count(network => network.Output.Form == ValueForm.Sequence && network.LossKind == "SoftmaxCrossEntropy") >= 3, "Too few networks have a label for each step.");
        HashSet<string> inner = [.. all.SelectMany(network => network.Kinds.SkipLast(1))];
        Assert.Empty(LayerDrawings.Kinds.Except(inner));
    }

    /// <summary>Compiles all of them once and runs them in child processes: what writes beside its memory must not end the tests.</summary>
    public sealed class Runs
    {
        private readonly Lazy<Task<Dictionary<string, List<string>>>> _failures = new(RunAllAsync);

        internal async Task<IReadOnlyList<string>> OfAsync(string name) => (await _failures.Value)[name];

        private static async Task<Dictionary<string, List<string>>> RunAllAsync()
        {
            var failures = new Dictionary<string, List<string>>(StringComparer.Ordinal);
            IReadOnlyList<InstructionSet> sets = CaseCatalog.IsThorough ? [.. InstructionSet.All.Where(set => set.IsHere)] : [InstructionSet.All.First(set => set.IsHere)];
            foreach ((NetworkCase[] part, Lazy<CompiledAssembly> assembly) in DrawnNetworks.Parts)
            {
                foreach (NetworkCase item in part) failures.Add(item.Name, []);
                string image = Path.Combine(Path.GetTempPath(), $"netgen-drawn-{Guid.NewGuid():N}.dll");
                try
                {
                    await File.WriteAllBytesAsync(image, assembly.Value.Image);
                    foreach (InstructionSet set in sets) await RunAsync(set, image, part, failures);
                }
                finally
                {
                    File.Delete(image);
                }
            }

            return failures;
        }

        private static async Task RunAsync(InstructionSet set, string image, NetworkCase[] part, Dictionary<string, List<string>> failures)
        {
            CaseReport all = await ReportAsync(set, image);
            foreach (NetworkCase item in part)
            {
                // Where one ended the process, each that had not come to its end tells by itself whether it was the one.
                CaseReport report = all.HasEnded(item.Name) ? all : await ReportAsync(set, image, item.Name);
                failures[item.Name].AddRange(report.FailuresOf(item.Name).Select(failure => $"{set.Name}: {failure}"));
            }
        }

        private static async Task<CaseReport> ReportAsync(InstructionSet set, params string[] arguments)
            => new(await ChildProcess.RunAsync(typeof(CaseProcess).Assembly, set.ToEnvironment(), [CaseProcess.Drawn, .. arguments]));
    }
}
