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

    [Fact]
    public async Task Every_kernel_method_is_fully_optimized()
    {
        (CompiledAssembly assembly, string[] lines) = await runs.SummaryAsync();
        Dictionary<string, string[]> tiers = lines
            .Select(line => SummaryLine().Match(line))
            .Where(match => match.Success && match.Groups["type"].Value.StartsWith(KernelNamespace + ".", StringComparison.Ordinal))
            .GroupBy(match => $"{match.Groups["type"].Value}:{match.Groups["method"].Value}", StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Select(match => match.Groups["tier"].Value).Distinct(StringComparer.Ordinal).ToArray(), StringComparer.Ordinal);
        string[] expected = [.. KernelMethods(assembly).Select(method => $"{method.DeclaringType!.FullName}:{method.Name}")];
        Assert.True(expected.Length > 100, $"Only {expected.Length} kernel methods.");
        Assert.All(expected, method => Assert.Equal(["FullOpts"], tiers.GetValueOrDefault(method, [])));
    }

    [Fact]
    public async Task No_vector_operation_of_a_tile_is_a_call()
    {
        string[] lines = await runs.TilesAsync();
        Assert.True(lines.Count(line => line.StartsWith("; Assembly listing for method NetGen.Generated.", StringComparison.Ordinal)) > 100, "The JIT listed no tiles.");
        string method = "";
        List<string> calls = [];
        foreach (string line in lines)
        {
            if (line.StartsWith("; Assembly listing for method ", StringComparison.Ordinal)) method = line;
            if (method.Contains(KernelNamespace, StringComparison.Ordinal) && VectorCall().IsMatch(line)) calls.Add($"{method}: {line.Trim()}");
        }

        Assert.True(calls.Count == 0, string.Join('\n', calls.Take(10)));
    }

    /// <summary>What the child process does: uses the networks, and has every kernel method compiled, also those of widths and heights that were not needed.</summary>
    internal static int Run(CompiledAssembly assembly)
    {
        foreach (string name in s_names)
        {
            ITestNetwork network = assembly.CreateNetwork(name);
            foreach (int batch in (int[])[1, 17])
            {
                float[] input = ForwardChecks.Random(batch * network.Info.InputSize);
                network.Forward(input, new float[batch * network.Info.OutputSize]);
                // One thread, so that listings of two methods do not get mixed up.
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

    private static IEnumerable<MethodInfo> KernelMethods(CompiledAssembly assembly) => assembly.GetType(s_names[0]).Assembly.GetTypes()
        .Where(type => type.Namespace == KernelNamespace)
        .SelectMany(type => type.GetMethods(BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.DeclaredOnly))
        .Where(method => method.MethodImplementationFlags.HasFlag(MethodImplAttributes.AggressiveOptimization));

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

    /// <summary>Compiles the networks once and starts a process for each question.</summary>
    public sealed class Runs : IDisposable
    {
        private readonly CompiledAssembly _assembly = CompiledAssembly.Compile(s_source);
        private readonly string _folder = Directory.CreateTempSubdirectory("netgen-jit-").FullName;

        public void Dispose()
        {
            Directory.Delete(_folder, recursive: true);
            _assembly.Dispose();
        }

        internal async Task<(CompiledAssembly Assembly, string[] Lines)> SummaryAsync() => (_assembly, await RunAsync("DOTNET_JitDisasmSummary", "1"));

        internal Task<string[]> TilesAsync() => RunAsync("DOTNET_JitDisasm", "*Tile*");

        private async Task<string[]> RunAsync(string variable, string value)
        {
            string image = Path.Combine(_folder, variable + ".dll");
            string listing = Path.Combine(_folder, variable + ".txt");
            await File.WriteAllBytesAsync(image, _assembly.Image);
            var environment = new Dictionary<string, string>(StringComparer.Ordinal) { [variable] = value, ["DOTNET_JitStdOutFile"] = listing };
            ChildResult result = await ChildProcess.RunAsync(typeof(FullOptimizationTests).Assembly, environment, CaseProcess.Optimization, image);
            Assert.Equal(string.Create(CultureInfo.InvariantCulture, $"0 vectors {InstructionSet.LargestHere}\nprepared\n"), $"{result.ExitCode} {result.Output}{result.Errors}");
            return await File.ReadAllLinesAsync(listing);
        }
    }
}
