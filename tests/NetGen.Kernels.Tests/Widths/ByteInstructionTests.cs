using NetGen.Kernels.Tests.Cases;
using NetGen.TestHelpers;

namespace NetGen.Kernels.Tests.Widths;

/// <summary>Products of bytes with AVX2 alone: where a processor has AVX-VNNI too, nothing else would run them.</summary>
public sealed class ByteInstructionTests
{
    private const string WithoutVnni = "DOTNET_EnableAVXVNNI";

    private static readonly string[] s_names = ["BytesDense130To65", "BytesDense128To33", "BytesWide", "BytesPixels"];

    [Fact]
    public async Task Products_are_the_same_without_the_instruction_for_them()
    {
        string image = Path.Combine(Path.GetTempPath(), $"netgen-bytes-{Guid.NewGuid():N}.dll");
        try
        {
            using CompiledAssembly assembly = CompiledAssembly.Compile(CaseCatalog.ToSource(s_names.Select(CaseCatalog.Find)));
            await File.WriteAllBytesAsync(image, assembly.Image);
            Dictionary<string, string> environment = new(InstructionSet.Find("AVX2").ToEnvironment(), StringComparer.Ordinal) { [WithoutVnni] = "0" };
            CaseReport report = new(await ChildProcess.RunAsync(typeof(CaseProcess).Assembly, environment, CaseProcess.Cases, image, ""));
            Assert.All(s_names, name => Assert.Empty(report.FailuresOf(name)));
        }
        finally
        {
            File.Delete(image);
        }
    }
}
