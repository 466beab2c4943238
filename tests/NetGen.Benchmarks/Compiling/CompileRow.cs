using NetGen.Benchmarks.Startup;
using NetGen.TestHelpers;

namespace NetGen.Benchmarks.Compiling;

/// <summary>One network's way from its declaration to its first training step.</summary>
/// <param name="Network">Which.</param>
/// <param name="Characters">Of generated source.</param>
/// <param name="Files">Of generated source.</param>
/// <param name="Compiler">What compiling took.</param>
/// <param name="Methods">In the compiled program.</param>
/// <param name="IlBytes">Of all of them.</param>
/// <param name="LargestMethod">IL bytes of the largest.</param>
/// <param name="FirstCalls">What the JIT then did.</param>
internal sealed record CompileRow(
    CompiledNetwork Network, long Characters, int Files, CompilerRun Compiler, int Methods, long IlBytes, int LargestMethod, FirstCalls FirstCalls)
{
    /// <summary>The row of what a directory holds after <see cref="CompilerRun.Start"/>.</summary>
    public static CompileRow Read(CompiledNetwork network, CompilerRun compiler, string directory, FirstCalls firstCalls)
    {
        string[] files = Directory.GetFiles(Path.Combine(directory, "generated"), "*.cs", SearchOption.AllDirectories);
        IReadOnlyList<MethodSize> methods = MethodSize.ReadAll(File.ReadAllBytes(Path.Combine(directory, "program.dll")));
        return new CompileRow(
            network,
            files.Sum(static file => (long)File.ReadAllText(file).Length),
            files.Length,
            compiler,
            methods.Count,
            methods.Sum(static method => (long)method.IlBytes),
            methods.Max(static method => method.IlBytes),
            firstCalls);
    }
}
