namespace NetGen.Analyzers.Tests.Rules;

public sealed class NG6003_VectorsUnavailableTests
{
    private const string Rule = "NG6003";
    private const string Network = "[Network(4, InputMean = 0, InputStd = 1)] [Dense(2)] partial class N;";

    [Theory]
    [InlineData("RuntimeIdentifier = browser-wasm", "N is built for browser-wasm without ahead-of-time compilation, so its kernels are interpreted, instruction by instruction. Write <RunAOTCompilation>true</RunAOTCompilation> in the project file.")]
    [InlineData("RuntimeIdentifier = browser-wasm|RunAOTCompilation = false", "N is built for browser-wasm without ahead-of-time compilation, so its kernels are interpreted, instruction by instruction. Write <RunAOTCompilation>true</RunAOTCompilation> in the project file.")]
    [InlineData("RuntimeIdentifier = browser-wasm|RunAOTCompilation = true|WasmEnableSIMD = false", "N is built for browser-wasm with WasmEnableSIMD = false, so its kernels work on one number at a time instead of four. Remove WasmEnableSIMD from the project file.")]
    [InlineData("PublishAot = true", "N is published with NativeAOT for any x64 processor, so its kernels use vectors of 4 numbers where AVX2 has 8 and AVX-512 has 16. Write <IlcInstructionSet>native</IlcInstructionSet> in the project file, or the instructions that its users' processors have.")]
    public async Task Reported(string properties, string message)
        => Assert.Equal(message, Assert.Single(await RuleTest.Configured(Rule, Network, Properties(properties))).GetMessage(System.Globalization.CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("RuntimeIdentifier = linux-x64")]
    [InlineData("RuntimeIdentifier = browser-wasm|RunAOTCompilation = True")]
    [InlineData("PublishAot = false")]
    [InlineData("PublishAot = |IlcInstructionSet = ")]
    [InlineData("PublishAot = true|IlcInstructionSet = native")]
    [InlineData("PublishAot = true|RuntimeIdentifier = osx-arm64")]
    public async Task Not_reported(string properties) => Assert.Empty(await RuleTest.Configured(Rule, Network, Properties(properties)));

    private static string Properties(string properties) => "is_global = true\n" + string.Concat(properties.Split('|').Select(property => $"build_property.{property}\n"));
}
