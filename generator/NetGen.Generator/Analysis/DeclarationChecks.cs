using NetGen.Generator.Layers;
using NetGen.Generator.Layers.Initializers;
using NetGen.Generator.Model;

namespace NetGen.Generator.Analysis;

/// <summary>What is wrong with the class itself, whatever its layers are.</summary>
internal static class DeclarationChecks
{
    public static void Run(NetworkDeclaration declaration, FindingList findings)
    {
        string name = declaration.Type.Name;
        if (!declaration.IsNetwork)
        {
            if (!declaration.IsBlock && declaration.Attributes.Count > 0)
            {
                findings.Error(
                    RuleIds.MissingMarker,
                    declaration.Attributes[0].Index,
                    name,
                    "has layers but neither [Network] nor [Block], so no code is generated for it",
                    "Write [Network] with the shape of the input above the layers, such as [Network(784)], or [Block]");
            }

            return;
        }

        TypeForm form = declaration.Form;
        if (declaration.IsBlock) Unsupported(findings, name, "has both [Network] and [Block]", "Keep one of the two");
        if (form.IsStatic) findings.Error(RuleIds.NotPartial, -1, name, "is static, but a network is an object with parameters of its own", "Remove 'static' from its declaration");
        if (form.NonPartialType.Length > 0)
        {
            findings.Error(RuleIds.NotPartial, -1, form.NonPartialType, "is not partial, so no code can be added to it", "Add 'partial' to its declaration");
        }

        if (form.AttributeParts > 1) findings.Error(RuleIds.SplitDeclaration, -1, name);
        switch (form.Unsupported)
        {
            case UnsupportedForm.Generic:
                Unsupported(findings, name, "is generic or stands inside a generic type, but its sizes must be fixed", "Remove the type parameters, or move the class out");
                break;
            case UnsupportedForm.Abstract:
                Unsupported(findings, name, "is abstract, so no network could be made of it", "Remove 'abstract' from its declaration");
                break;
            case UnsupportedForm.PrimaryConstructor:
                Unsupported(findings, name, "has a primary constructor, which generated code could not call", "Remove the parameter list; settings can be properties");
                break;
            case UnsupportedForm.FileLocal:
                Unsupported(findings, name, "is local to its file, where generated code cannot reach it", "Write 'internal' instead of 'file'");
                break;
        }
    }

    /// <summary>Whether an attribute is a layer, a block, an initialiser, a loss, an input or an output.</summary>
    public static bool IsPart(string kind)
        => LayerCatalog.Find(kind) is not null
        || InitializerCatalog.Contains(kind)
        || LossCatalog.Find(kind) is not null
        || kind is "Use" or "Residual" or "Input" or "Output";

    private static void Unsupported(FindingList findings, string name, string problem, string remedy)
        => findings.Error(RuleIds.UnsupportedType, -1, name, problem, remedy);
}
