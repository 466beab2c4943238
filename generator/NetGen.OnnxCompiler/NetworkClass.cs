using System.Security;

using NetGen.Onnx.Reading;

namespace NetGen.OnnxCompiler;

/// <summary>What a project says of the class that a model becomes.</summary>
/// <param name="Namespace">Empty for none.</param>
/// <param name="Name">The class.</param>
/// <param name="Access">public or internal.</param>
/// <param name="Place">Where its weights travel: Resource, in the assembly; File, beside it.</param>
internal sealed record NetworkClass(string Namespace, string Name, string Access, string Place)
{
    /// <summary>What the weights are called as a resource, and as a file.</summary>
    public string WeightsName => $"{(Namespace.Length > 0 ? Namespace + "." : "")}{Name}.safetensors";

    /// <summary>What is wrong with it, and what to write instead.</summary>
    public IEnumerable<string> Problems()
    {
        if (!ClassNames.IsClass(Name))
            yield return $"'{Name}' is no name of a class. Write Class=\"...\" beside Include; without it, the class is called as the file.";
        if (Namespace.Length > 0 && !ClassNames.IsNamespace(Namespace))
            yield return $"'{Namespace}' is no namespace. Write Namespace=\"...\" beside Include; without it, it is the project's RootNamespace.";
        if (Access is not ("public" or "internal")) yield return $"Access is '{Access}': it is public or internal.";
        if (Place is not ("Resource" or "File"))
            yield return $"Weights is '{Place}': it is Resource, for weights in the assembly, or File, for a file beside it.";
    }

    /// <summary>The part of the class that finds its weights.</summary>
    /// <param name="model">The file that it was made of, as its documentation names it.</param>
    public string Part(string model) => $$"""

        partial class {{Name}}
        {
            /// <summary>A network with the weights of {{SecurityElement.Escape(model.ReplaceLineEndings(" "))}}.</summary>
            /// <exception cref="NetGen.Files.NetworkFileException">The weights are damaged.</exception>
            public static {{Name}} Pretrained()
            {
        {{(Place == "Resource" ? FromResource() : FromFile())}}
            }
        }

        """;

    private string FromResource() => $$"""
                using global::System.IO.Stream weights = typeof({{Name}}).Assembly.GetManifestResourceStream("{{WeightsName}}")
                    ?? throw new global::System.InvalidOperationException("The assembly has no resource {{WeightsName}}: the step of the build that adds it was left out.");
                return Load(weights);
        """;

    private string FromFile() => $$"""
                return Load(global::System.IO.Path.Combine(global::System.AppContext.BaseDirectory, "{{WeightsName}}"));
        """;
}
