using NetGen.Benchmarks.Startup;
using NetGen.TestHelpers;

namespace NetGen.Benchmarks.Compiling;

/// <summary>One network's way from its declaration to its first training step.</summary>
/// <param name="Network">Which.</param>
/// <param name="Characters">Of generated source.</param>
/// <param name="Files">Of generated source.</param>
/// <param name="Compiler">What compiling took.</param>
/// <param name="AssemblyBytes">Of the compiled program, which has nothing else in it.</param>
/// <param name="Methods">In the compiled program.</param>
/// <param name="IlBytes">Of all of them.</param>
/// <param name="LargestMethod">IL bytes of the largest.</param>
/// <param name="FirstUse">What the JIT then did.</param>
internal sealed record CompileRow(
    CompiledNetwork Network, long Characters, int Files, CompilerRun Compiler, long AssemblyBytes, int Methods, long IlBytes, int LargestMethod, FirstUse FirstUse)
{
    /// <summary>The row of what a directory holds after <see cref="CompilerRun.Start"/>.</summary>
    public static CompileRow Read(CompiledNetwork network, CompilerRun compiler, string directory, FirstUse firstUse)
    {
        string[] files = Directory.GetFiles(Path.Combine(directory, "generated"), "*.cs", SearchOption.AllDirectories);
        byte[] program = File.ReadAllBytes(Path.Combine(directory, "program.dll"));
        IReadOnlyList<MethodSize> methods = MethodSize.ReadAll(program);
        return new CompileRow(
            network,
            files.Sum(static file => (long)File.ReadAllText(file).Length),
            files.Length,
            compiler,
            program.Length,
            methods.Count,
            methods.Sum(static method => (long)method.IlBytes),
            methods.Max(static method => method.IlBytes),
            firstUse);
    }
}

/// <summary>What the JIT compiled for a network that is used for the first time.</summary>
/// <param name="Create">For making it: its description and its initial parameters.</param>
/// <param name="Forward">For the first forward pass.</param>
/// <param name="Step">For the first training step behind it.</param>
internal sealed record FirstUse(JitWork Create, JitWork Forward, JitWork Step);
