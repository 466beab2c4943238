using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

using NetGen.Kernels.Tests.Cases;
using NetGen.Kernels.Tests.Checks;
using NetGen.Kernels.Tests.Widths;
using NetGen.Runtime;
using NetGen.TestHelpers;

namespace NetGen.Kernels.Tests;

/// <summary>
/// What the JIT makes of kernels: all of them are optimised in full from their first call, and no vector operation of a tile is left a
/// call. A method past the JIT's budget computes the right result in a hundred times the time, so no other test would notice.
/// </summary>
public sealed partial class FullOptimizationTests(FullOptimizationTests.Runs runs) : IClassFixture<FullOptimizationTests.Runs>
{
    private const string KernelNamespace = "NetGen.Generated";
    private const string Listing = "; Assembly listing for method ";

    /// <summary>Networks by name: DigitNet, a residual network, and layers as long as Unroll.Full makes them.</summary>
    private static readonly string[] s_names = ["DigitNet", "Residual", "FullPerceptron", "FullWide", "FullConvolutions"];

    private static readonly string s_source = $"""
        using NetGen;

        [Network(28, 28, 1)]
        [Conv2D(32, 5, Padding = Padding.Same)] [He] [ReLU]
        [MaxPool2D(2)]
        [Conv2D(64, 5, Padding = Padding.Same)] [He] [ReLU]
        [MaxPool2D(2)]
        [Flatten]
        [Dense(1024)] [He] [ReLU]
        [Dropout(0.5)]
        [Dense(10)] [Xavier]
        [SoftmaxCrossEntropy]
        public sealed partial class DigitNet;
        {string.Concat(s_names.Skip(1).Select(name => CaseCatalog.Find(name).Description.ToSource(name)))}
        """;

    private const string AsItShouldBe = "MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining";

    /// <summary>Kernels that must be found out: one that is not optimised at once, one that may be inlined, one beyond the JIT's limits, one beyond its inliner's budget; and one that is as it should be.</summary>
    private static readonly string s_badKernels = $$"""
        using System.Runtime.CompilerServices;
        using NetGen.Runtime;

        namespace NetGen.Generated;

        internal static class Bad_Kernels
        {
            {{Method("FineTile", AsItShouldBe, "TVector.Store(TVector.Load(ref memory) + TVector.Load(ref memory), ref memory);")}}
            {{Method("ForgottenTile", "MethodImplOptions.NoInlining", "TVector.Store(TVector.Load(ref memory) + TVector.Load(ref memory), ref memory);")}}
            {{Method("SharedTile", "MethodImplOptions.AggressiveOptimization", "TVector.Store(TVector.Load(ref memory) + TVector.Load(ref memory), ref memory);")}}
            {{Method("EndlessTile", AsItShouldBe, Repeat(3000, "if (memory > {0}) memory -= {0}.5f;"))}}
            {{Method("CrowdedTile", AsItShouldBe, Repeat(400, "TVector.Store(TVector.MultiplyAdd(TVector.Load(ref memory), TVector.Broadcast({0}), TVector.Zero), ref memory);"))}}
        }
        """;

    [Fact]
    public async Task Every_kernel_method_is_fully_optimized()
    {
        MethodInfo[] methods = [.. KernelMethods(runs.Networks)];
        Assert.True(methods.Length > 100, $"Only {methods.Length} kernel methods.");
        Assert.Empty(NotOptimized(methods, await runs.SummaryAsync(runs.Networks, s_names)));
    }

    [Fact]
    public async Task No_vector_operation_of_a_tile_is_a_call()
    {
        string[] lines = await runs.TilesAsync(runs.Networks, s_names);
        Assert.True(lines.Count(line => line.StartsWith(Listing + "NetGen.Generated.", StringComparison.Ordinal)) > 100, "The JIT listed no tiles.");
        string[] calls = VectorCalls(lines);
        Assert.True(calls.Length == 0, string.Join('\n', calls.Take(10)));
    }

    /// <summary>What the two tests above would say of kernels that are not as they should be.</summary>
    [Fact]
    public async Task Kernels_that_lost_their_optimization_are_found()
    {
        string[] found = NotOptimized(KernelMethods(runs.BadKernels), await runs.SummaryAsync(runs.BadKernels, []));
        Assert.Equal(
            ["NetGen.Generated.Bad_Kernels:EndlessTile: Tier-0 switched MinOpts", "NetGen.Generated.Bad_Kernels:ForgottenTile: without AggressiveOptimization", "NetGen.Generated.Bad_Kernels:SharedTile: without NoInlining"],
            found.Order(StringComparer.Ordinal));

        string[] calls = VectorCalls(await runs.TilesAsync(runs.BadKernels, []));
        Assert.Contains(calls, call => call.Contains("CrowdedTile", StringComparison.Ordinal));
        Assert.DoesNotContain(calls, call => call.Contains("FineTile", StringComparison.Ordinal));
    }

    /// <summary>What the child process does: uses the networks, and has every kernel method compiled, also those of widths and heights that were not needed.</summary>
    internal static int Run(CompiledAssembly assembly, IEnumerable<string> networks)
    {
        foreach (string name in networks)
        {
            ITestNetwork network = assembly.CreateNetwork(name);
            // One thread, here and in training, so that listings of two methods do not get mixed up.
            network.Threads = 1;
            foreach (int batch in (int[])[1, 17])
            {
                float[] input = ForwardChecks.Inputs(network, batch);
                network.Forward(input, new float[batch * network.Info.OutputSize]);
                using ITestTrainer trainer = network.CreateTrainer(new Sgd(0.01f), new TrainerOptions { Threads = 1 });
                trainer.Step(input, new int[batch]);
            }
        }

        foreach (MethodInfo method in KernelMethods(assembly))
        {
            RuntimeTypeHandle[] vector = method.IsGenericMethodDefinition ? [VectorOf(method).TypeHandle] : [];
            RuntimeHelpers.PrepareMethod(method.MethodHandle, vector);
        }

        Console.WriteLine("prepared");
        return 0;
    }

    /// <summary>All methods generic over a vector, and others that ask to be optimised at once; not those that become part of their callers.</summary>
    private static IEnumerable<MethodInfo> KernelMethods(CompiledAssembly assembly) => assembly.Types
        .Where(type => type.Namespace == KernelNamespace)
        .SelectMany(type => type.GetMethods(BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.DeclaredOnly))
        .Where(method => method.MethodImplementationFlags.HasFlag(MethodImplAttributes.AggressiveOptimization)
            || (method.IsGenericMethodDefinition && !method.MethodImplementationFlags.HasFlag(MethodImplAttributes.AggressiveInlining)));

    /// <summary>
    /// The methods that are not optimised from their first call, or may share a caller's budget, and why: they do not ask for it, which shows in the attribute only (these
    /// assemblies can be unloaded, and in such the JIT optimises everything), or the JIT gave up.
    /// </summary>
    private static string[] NotOptimized(IEnumerable<MethodInfo> methods, string[] summary)
    {
        ILookup<string, string> tiers = summary
            .Select(line => SummaryLine().Match(line))
            .Where(match => match.Success)
            .ToLookup(match => $"{match.Groups["type"].Value}:{match.Groups["method"].Value}", match => match.Groups["tier"].Value, StringComparer.Ordinal);
        return [.. methods.SelectMany(Reasons).Distinct(StringComparer.Ordinal)];

        IEnumerable<string> Reasons(MethodInfo method)
        {
            string name = $"{method.DeclaringType!.FullName}:{method.Name}";
            if (!method.MethodImplementationFlags.HasFlag(MethodImplAttributes.AggressiveOptimization)) yield return $"{name}: without AggressiveOptimization";
            if (!method.MethodImplementationFlags.HasFlag(MethodImplAttributes.NoInlining)) yield return $"{name}: without NoInlining";
            foreach (string tier in tiers[name].DefaultIfEmpty("not compiled"))
            {
                if (tier != "FullOpts") yield return $"{name}: {tier}";
            }
        }
    }

    /// <summary>The calls of vector operations in listings of tiles.</summary>
    private static string[] VectorCalls(string[] listing)
    {
        string method = "";
        List<string> calls = [];
        foreach (string line in listing)
        {
            if (line.StartsWith(Listing, StringComparison.Ordinal)) method = line;
            if (method.Contains(KernelNamespace, StringComparison.Ordinal) && VectorCall().IsMatch(line)) calls.Add($"{method}: {line.Trim()}");
        }

        return [.. calls];
    }

    private static string Method(string name, string options, string body) => $$"""
        [MethodImpl({{options}})]
        public static void {{name}}<TVector>(ref float memory) where TVector : struct, IVector<TVector>
        {
            {{body}}
        }
        """;

    private static string Repeat(int count, string statement) => string.Concat(Enumerable.Range(0, count).Select(
        number => statement.Replace("{0}", number.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal) + "\n"));

    /// <summary>The vectors with which a method is used on this machine.</summary>
    private static Type VectorOf(MethodInfo method) => InstructionSet.LargestHere switch
    {
        512 => method.Name.Contains("Narrow", StringComparison.Ordinal) ? typeof(Simd256) : typeof(Simd512),
        256 => typeof(Simd256),
        128 => typeof(Simd128),
        _ => typeof(SimdScalar),
    };

    // '  12: JIT compiled Namespace.Type:Method[Vector](byref,int) [FullOpts, IL size=5, code size=20]'; the tier may have more words.
    [GeneratedRegex(@"JIT compiled (?<type>[\w.+]+):(?<method>\w+).*\[(?<tier>[^,\[\]]+), IL size=", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex SummaryLine();

    [GeneratedRegex(@"^\s+(call|tail\.jmp)\s.*(NetGen\.Runtime\.|System\.Runtime\.Intrinsics\.)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex VectorCall();

    /// <summary>Compiles networks and bad kernels once and starts a process for each question.</summary>
    public sealed class Runs : IDisposable
    {
        private readonly string _folder = Directory.CreateTempSubdirectory("netgen-jit-").FullName;

        public CompiledAssembly Networks { get; } = CompiledAssembly.Compile(s_source);

        public CompiledAssembly BadKernels { get; } = CompiledAssembly.Compile(s_badKernels);

        public void Dispose()
        {
            Directory.Delete(_folder, recursive: true);
            Networks.Dispose();
            BadKernels.Dispose();
        }

        internal Task<string[]> SummaryAsync(CompiledAssembly assembly, string[] networks) => RunAsync(assembly, networks, "DOTNET_JitDisasmSummary", "1", InstructionSet.Here);

        internal Task<string[]> TilesAsync(CompiledAssembly assembly, string[] networks) => TilesAsync(assembly, networks, InstructionSet.Here);

        /// <summary>The tiles' listings, on a processor with these instructions alone.</summary>
        internal Task<string[]> TilesAsync(CompiledAssembly assembly, string[] networks, InstructionSet set) => RunAsync(assembly, networks, "DOTNET_JitDisasm", "*Tile*", set);

        private async Task<string[]> RunAsync(CompiledAssembly assembly, string[] networks, string variable, string value, InstructionSet set)
        {
            string image = Path.Combine(_folder, Path.GetRandomFileName() + ".dll");
            string listing = Path.ChangeExtension(image, ".txt");
            await File.WriteAllBytesAsync(image, assembly.Image);
            var environment = new Dictionary<string, string>(set.ToEnvironment(), StringComparer.Ordinal) { [variable] = value, ["DOTNET_JitStdOutFile"] = listing };
            ChildResult result = await ChildProcess.RunAsync(typeof(FullOptimizationTests).Assembly, environment, [CaseProcess.Optimization, image, .. networks]);
            Assert.Equal(string.Create(CultureInfo.InvariantCulture, $"0 vectors {Math.Min(set.Largest, InstructionSet.LargestHere)}\nprepared\n"), $"{result.ExitCode} {result.Output}{result.Errors}");
            return await File.ReadAllLinesAsync(listing);
        }
    }
}
