using System.Globalization;
using System.Runtime.Intrinsics.X86;
using System.Text.RegularExpressions;

using NetGen.Interop.Tests.Kernels;

using Xunit;

namespace NetGen.Interop.Tests;

/// <summary>Networks in programs that are compiled ahead of time.</summary>
public sealed class NativeTests
{
    private const int LargestProgram = 4_000_000;
    private const double LeastAccuracy = 98;

    /// <summary>Without a warning, in few bytes; it reads, and it trains to the bits that the JIT trains to at the same width.</summary>
    [ToolsFact("gcc")]
    public void ForX64()
    {
        using var program = new NativeProgram("samples/Embedded", "embedded");
        AssertPublished(program, program.Publish("linux-x64"));
        if (!Avx2.IsSupported) return; // it would end with the message that the processor lacks AVX2
        AssertReads(ProgramRun.Of(program.Path, []));
        Assert.Equal(0, ProgramRun.Of(program.Path, ["--train", "500", program["native.safetensors"]]).ExitCode);
        Assert.Equal(0, ProgramRun.Of("dotnet", [program.Managed("linux-x64"), "--train", "500", program["managed.safetensors"]], ("DOTNET_EnableAVX512", "0")).ExitCode);
        Assert.Equal(File.ReadAllBytes(program["managed.safetensors"]), File.ReadAllBytes(program["native.safetensors"]));
    }

    /// <summary>Cross-linked and emulated: it reads, it trains, and says what it does not understand.</summary>
    [ArmFact]
    public void ForArm64()
    {
        using var program = new NativeProgram("samples/Embedded", "embedded");
        AssertPublished(program, program.Publish("linux-arm64", NativeProgram.CrossLinking));
        AssertReads(Emulate(program));
        ProgramRun trained = Emulate(program, "--train", "300", program["arm.safetensors"]);
        Assert.Equal(0, trained.ExitCode);
        AssertAccurate(trained.Output, @"([\d.]+) % of 1000 others right");
        Assert.True(File.Exists(program["arm.safetensors"]));
        Assert.Equal(2, Emulate(program, "--frob").ExitCode);
    }

    private static ProgramRun Emulate(NativeProgram program, params string[] arguments) => ProgramRun.Of("qemu-aarch64", ["-L", "/usr/aarch64-linux-gnu", program.Path, .. arguments]);

    private static void AssertPublished(NativeProgram program, ProgramRun publish)
    {
        Assert.True(publish.ExitCode == 0, publish.Output);
        Assert.DoesNotContain("warning", publish.Output, StringComparison.OrdinalIgnoreCase);
        Assert.InRange(new FileInfo(program.Path).Length, 1_000_000, LargestProgram);
    }

    private static void AssertReads(ProgramRun run)
    {
        Assert.True(run.ExitCode == 0, run.Output);
        AssertAccurate(run.Output, @"drawn digits: ([\d.]+) % right");
    }

    private static void AssertAccurate(string output, string pattern)
    {
        Match match = Regex.Match(output, pattern, RegexOptions.None, TimeSpan.FromSeconds(1));
        Assert.True(match.Success, output);
        Assert.InRange(double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture), LeastAccuracy, 100);
    }
}
