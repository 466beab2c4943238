using NetGen.Generator.Model;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Emit;

/// <summary>Prints what a network with [ScaledFrom] gets: its parameters with the multiples by which widths grow.</summary>
internal static class ScalingEmitter
{
    /// <summary>The member's type.</summary>
    public const string Groups = "global::System.Collections.Generic.IReadOnlyList<global::NetGen.ParameterGroup>";

    /// <summary>Its parameters.</summary>
    public const string Arguments = "(global::NetGen.Optimizer optimizer)";

    private const string Parameter = "global::NetGen.Runtime.ScaledParameter";

    public static void EmitMembers(SourceWriter writer, string network, WidthScaling scaling)
    {
        writer.Line($"/// <summary>Parameter groups with which the learning rate that was found for {scaling.Base} holds for this network.</summary>");
        writer.Line("/// <param name=\"optimizer\">What will train the network, with settings as for the small one.</param>");
        writer.Line("/// <exception cref=\"global::System.NotSupportedException\">It is not known how its learning rate follows the width.</exception>");
        writer.Line($"public static {Groups} {GeneratedMembers.ScaledParameterGroups.Name}{Arguments}");
        using SourceWriter.BlockScope indented = writer.Indent();
        ScaledParameter[] grown = [.. scaling.Parameters.Where(parameter => parameter.Class != WidthClass.Fixed)];
        string call = $"=> {Parameter}.CreateGroups(optimizer, {Literals.Text(network)}";
        if (grown.Length == 0)
        {
            writer.Line(call + ");");
            return;
        }

        writer.Line(call + ",");
        using SourceWriter.BlockScope arguments = writer.Indent();
        for (int i = 0; i < grown.Length; i++)
        {
            ScaledParameter parameter = grown[i];
            string fans = $"{Literals.Double(parameter.FanIn)}, {Literals.Double(parameter.FanOut)}";
            writer.Line($"new {Parameter}({Literals.Text(parameter.Name)}, {fans}){(i + 1 < grown.Length ? "," : ");")} // {Describe(parameter.Class)}");
        }
    }

    private static string Describe(WidthClass kind) => kind switch
    {
        WidthClass.InputLike => "input-like: its outputs alone grow",
        WidthClass.Hidden => "hidden: inputs and outputs grow",
        _ => "output-like: its inputs alone grow",
    };
}
