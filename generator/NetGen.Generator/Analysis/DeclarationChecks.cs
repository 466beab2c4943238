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
        if (Describe(form) is { } found) Unsupported(findings, name, found.Problem, found.Remedy);
        else if (form.ClaimsTraining && !declaration.Attributes.Any(attribute => attribute.Kind.Length == 0 || LossCatalog.Find(attribute.Kind) is not null))
        {
            Unsupported(findings, name, "is declared as an ITrainableNetwork, but has no loss", "Write one below the layers, such as [SoftmaxCrossEntropy], or remove the interface");
        }
    }

    private static (string Problem, string Remedy)? Describe(TypeForm form) => form.Unsupported switch
    {
        UnsupportedForm.NoClass => ($"is {form.Obstacle}, but a network is an object with parameters of its own", "Write 'partial class'"),
        UnsupportedForm.Generic => ("is generic or stands inside a generic type, but its sizes must be fixed", "Remove the type parameters, or move the class out"),
        UnsupportedForm.FileLocal => ("is local to its file, where generated code cannot reach it", "Write 'internal' instead of 'file'"),
        UnsupportedForm.Record => ("is a record, whose copies would share one block of parameters", "Write 'class' instead of 'record'"),
        UnsupportedForm.Abstract => ("is abstract, so no network could be made of it", "Remove 'abstract' from its declaration"),
        UnsupportedForm.PrimaryConstructor => ("has a primary constructor, which generated code could not call", "Remove the parameter list; settings can be properties"),
        UnsupportedForm.NetworkBase => ($"derives from {form.Obstacle}, which is a network itself", "Put the layers that both have into a [Block], and derive from another class"),
        UnsupportedForm.FixedLayout => ("has [StructLayout], in which generated fields have no place", "Remove the attribute"),
        UnsupportedForm.MemberName => ("is called like a member that is generated for it", "Give the class another name"),
        UnsupportedForm.TakenMember => ($"has the member {form.Obstacle}, and one like it is generated", "Rename it, or remove it"),
        UnsupportedForm.InheritedMember => ($"inherits the member {form.Obstacle}, which a generated one would hide", "Rename it, or keep the network in a field of the class"),
        UnsupportedForm.RequiredMember => ($"has the required member {form.Obstacle}, which generated code that makes networks could not set", "Remove 'required' from it, and give it a value to begin with"),
        UnsupportedForm.BaseConstructor => ($"derives from {form.Obstacle}, which has no constructor that can be called without arguments", $"Give {form.Obstacle} one, or keep the network in a field of the class"),
        UnsupportedForm.OwnConstructor => ($"has the constructor {form.Obstacle}, which calls none of the generated ones and so leaves the network without parameters", "Write ': this(seed: 0)' behind its parameters, or make a static method of it"),
        _ => null,
    };

    /// <summary>Whether an attribute is a layer, a block, an initialiser, a reparameterisation, a loss, an input or an output.</summary>
    public static bool IsPart(string kind)
        => MakesLayers(kind) || InitializerCatalog.Contains(kind) || ReparameterizationCatalog.Contains(kind) || LossCatalog.Find(kind) is not null || kind is "Input" or "Lengths" or "Output";

    /// <summary>Whether an attribute is a layer or stands for several.</summary>
    public static bool MakesLayers(string kind) => LayerCatalog.Find(kind) is not null || CompositeCatalog.Find(kind) is not null || kind is "Use" or "Residual";

    private static void Unsupported(FindingList findings, string name, string problem, string remedy)
        => findings.Error(RuleIds.UnsupportedType, -1, name, problem, remedy);
}
