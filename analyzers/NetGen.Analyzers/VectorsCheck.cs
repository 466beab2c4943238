using Microsoft.CodeAnalysis.Diagnostics;

using NetGen.Generator;
using NetGen.Generator.Layers;
using NetGen.Generator.Model;
using NetGen.Generator.Parsing;

namespace NetGen.Analyzers;

/// <summary>NG6003: the project's properties say that kernels will run without vectors, or with the narrowest.</summary>
internal static class VectorsCheck
{
    public static IEnumerable<Finding> Run(NetworkModel model, AnalyzerConfigOptions options)
    {
        if (Describe(ProjectSettings.ReadTarget(options)) is not { } description) yield break;
        yield return new Finding(RuleIds.VectorsUnavailable, model.AttributeIndex, EquatableArray.Of(model.Type.Name, description.Problem, description.Remedy));
    }

    private static (string Problem, string Remedy)? Describe(TargetSettings target)
    {
        if (target.IsBrowser && !target.IsCompiledForBrowser)
        {
            return ("is built for browser-wasm without ahead-of-time compilation, so its kernels are interpreted, instruction by instruction",
                "Write <RunAOTCompilation>true</RunAOTCompilation> in the project file");
        }

        if (target is { IsBrowser: true, HasBrowserVectors: false })
        {
            return ("is built for browser-wasm with WasmEnableSIMD = false, so its kernels work on one number at a time instead of four", "Remove WasmEnableSIMD from the project file");
        }

        return target is { IsNative: true, HasInstructionSet: false, IsArm: false }
            ? ("is published with NativeAOT for any x64 processor, so its kernels use vectors of 4 numbers where AVX2 has 8 and AVX-512 has 16",
                "Write <IlcInstructionSet>native</IlcInstructionSet> in the project file, or the instructions that its users' processors have")
            : null;
    }
}
