using NetGen.Generator.Layers;
using NetGen.Generator.Model;

namespace NetGen.Generator.Analysis;

/// <summary>Puts a network beside the smaller one that [ScaledFrom] names, layer by layer, and says where they differ in more than widths.</summary>
internal static class WidthPairing
{
    /// <summary>The attribute's name.</summary>
    public const string Kind = "ScaledFrom";

    /// <summary>Settings of layers that count channels, or that training is made harder by: they need not be those of the small network.</summary>
    private static readonly HashSet<string> FreeSettings = new(StringComparer.Ordinal)
    {
        "units", "groups", "heads", "keyHeads", "headSize", "dropout", "recurrentDropout", "rate", "std",
    };

    /// <summary>What both have in common; null where the network is scaled from none, and with a finding where it cannot be.</summary>
    public static WidthScaling? Pair(NetworkDeclaration declaration, NetworkModel wide, FindingList findings)
    {
        if (declaration.Attributes.FirstOrDefault(attribute => string.Equals(attribute.Kind, Kind, StringComparison.Ordinal)) is not { } attribute) return null;
        if (declaration.ScaledFrom is not { } origin) return Reject("no class", "Name a class with [Network]");
        if (!origin.IsNetwork) return Reject($"{origin.Type.Name}, which is no network", "Name a class with [Network]");
        if (NetworkModelBuilder.Build(origin).Model is not { } small)
            return Reject($"{origin.Type.Name}, whose own declaration has errors", $"Mend those of {origin.Type.Name} first");
        if (FindDifference(wide, small) is (string problem, string remedy)) return Reject($"{small.Type.Name}, but {problem}", remedy);
        return new WidthScaling(small.Type.Name, attribute.Index, Compare(wide, small).ToEquatableArray());

        WidthScaling? Reject(string problem, string remedy)
        {
            findings.Error(RuleIds.UnlikeTwin, attribute.Index, declaration.Type.Name, $"is scaled from {problem}", remedy);
            return null;
        }
    }

    private static IEnumerable<ScaledParameter> Compare(NetworkModel wide, NetworkModel small)
    {
        for (int index = 0; index < wide.Nodes.Count; index++)
        {
            LayerNode node = wide.Nodes[index];
            for (int place = 0; place < node.Parameters.Count; place++)
            {
                (ParameterSpec mine, ParameterSpec its) = (node.Parameters[place], small.Nodes[index].Parameters[place]);
                if (!mine.IsTrained) continue;
                double fanIn = Summed(node, mine) / Summed(small.Nodes[index], its);
                yield return new ScaledParameter(index, $"{node.Name}.{mine.Name}", place, fanIn, (double)mine.Count / its.Count / fanIn, its.Weights);
            }
        }
    }

    /// <summary>
    /// Values that an output of a parameter sums, but for what does not depend on the width. Of a transposed convolution the axes are exchanged.
    /// </summary>
    private static double Summed(LayerNode node, ParameterSpec parameter)
    {
        if (parameter.FanIn == 0) return 1;
        int channels = node.Layer.Affine is { IsTransposed: true } ? parameter.Outputs : parameter.Inputs;
        return (double)channels * parameter.Rows * parameter.Columns;
    }

    /// <summary>The first thing in which the networks differ, and what to write; null where widths are all.</summary>
    private static (string Problem, string Remedy)? FindDifference(NetworkModel wide, NetworkModel small)
    {
        const string SameLayers = "Give both the same layers in the same order, and change only units, filters, channels, features and heads";
        string name = small.Type.Name;
        if (!wide.Inputs.Select(input => input.Shape).SequenceEqual(small.Inputs.Select(input => input.Shape)))
            return ($"reads {ShapesOf(wide)} where {name} reads {ShapesOf(small)}", "Give both the same inputs: the data are the same");
        for (int index = 0; index < Math.Min(wide.Nodes.Count, small.Nodes.Count); index++)
        {
            if (FindDifference(wide, small, index) is { } difference) return (difference, SameLayers);
            if (FindScores(wide, small, index) is { } scores) return scores;
        }

        if (wide.Nodes.Count != small.Nodes.Count)
        {
            (NetworkModel longer, NetworkModel shorter) = wide.Nodes.Count > small.Nodes.Count ? (wide, small) : (small, wide);
            string first = longer.Nodes[shorter.Nodes.Count].Name;
            string counts = $"has {Text.Count(wide.Nodes.Count, "layer")} where {name} has {Text.Of(small.Nodes.Count)}";
            return ($"{counts}: {first} is in {longer.Type.Name} alone", SameLayers);
        }

        if (FindComputed(wide) is { } computed)
        {
            string kind = computed.Reparameterization!.Kind;
            return ($"the weights of {computed.Name} are computed, as [{kind}] says, and the rules of scaling are for weights that are trained themselves",
                $"Remove [{kind}] from both, or [{Kind}]");
        }

        return FindDifferentEnd(wide, small, name);
    }

    private static (string Problem, string Remedy)? FindDifferentEnd(NetworkModel wide, NetworkModel small, string name)
    {
        if (wide.Outputs != small.Outputs || !wide.Outputs.All(output => wide.Nodes[output].OutputShape.Size == small.Nodes[output].OutputShape.Size))
            return ($"gives {EndsOf(wide)} where {name} gives {EndsOf(small)}", "Give both the same outputs: what is learned is the same");
        return Losses(wide).SequenceEqual(Losses(small))
            ? null
            : ($"is trained by {LossesOf(wide)} where {name} is by {LossesOf(small)}", "Give both the same losses");

        static IEnumerable<(string Kind, int Node)> Losses(NetworkModel model) => model.Losses.Select(term => (term.Loss.Kind, term.Node));
        static string LossesOf(NetworkModel model) => model.IsTrained
            ? Text.List(model.Losses.Select(term => $"[{term.Loss.Kind}] on {model.Nodes[term.Node].Name}"))
            : "none";
    }

    private static LayerNode? FindComputed(NetworkModel wide) => wide.Nodes.FirstOrDefault(node => node.Reparameterization is not null);

    /// <summary>A clause about a layer in which the networks differ in more than a width, or null.</summary>
    private static string? FindDifference(NetworkModel wide, NetworkModel small, int index)
    {
        (LayerNode mine, LayerNode its) = (wide.Nodes[index], small.Nodes[index]);
        string where = $"where {small.Type.Name} has";
        string layer = $"its layer {Text.Of(index + 1)}";
        if (!string.Equals(mine.Layer.Kind, its.Layer.Kind, StringComparison.Ordinal))
            return $"{layer} is [{mine.Layer.Kind}] {mine.Name} {where} [{its.Layer.Kind}] {its.Name}";
        if (mine.Inputs != its.Inputs)
            return $"{layer}, {mine.Name}, reads {InputsOf(wide, mine)} where {its.Name} of {small.Type.Name} reads {InputsOf(small, its)}";
        string[] settings = [.. SettingsOf(wide, mine)];
        string[] others = [.. SettingsOf(small, its)];
        if (!settings.SequenceEqual(others))
            return $"{layer}, {mine.Name}, has {Say(settings.Except(others))} {where} {Say(others.Except(settings))}";
        if (!mine.OutputShape.HasPositionsOf(its.OutputShape))
            return $"{layer}, {mine.Name}, gives {mine.OutputShape} where {its.Name} of {small.Type.Name} gives {its.OutputShape}";
        return mine.Parameters.Select(parameter => parameter.Name).SequenceEqual(its.Parameters.Select(parameter => parameter.Name))
            ? null
            : $"{layer}, {mine.Name}, has the parameters {NamesOf(mine)} {where} {NamesOf(its)}";

        static string Say(IEnumerable<string> settings) => Text.List(settings.DefaultIfEmpty("none"));
        static string NamesOf(LayerNode node) => Text.List(node.Parameters.Select(parameter => parameter.Name));
        static string InputsOf(NetworkModel model, LayerNode node) => Text.List(NodeSettings.InputsOf(model, node));
    }

    /// <summary>
    /// What is learned makes products of values alike, and their sum grows with their number, where those of random values grow with its root, by which
    /// attention divides.
    /// </summary>
    private static (string Problem, string Remedy)? FindScores(NetworkModel wide, NetworkModel small, int index)
    {
        (LayerNode mine, LayerNode its) = (wide.Nodes[index], small.Nodes[index]);
        if (mine.Layer.Scores(mine) is not (int products, { } remedy) || its.Layer.Scores(its) is not { } others || products == others.Products) return null;
        string sums = $"the scores of {mine.Name} sum {Text.Of(products)} products where those of {its.Name} sum {Text.Of(others.Products)}";
        return ($"{sums}, and nothing divides them by that number", remedy);
    }

    private static IEnumerable<string> SettingsOf(NetworkModel model, LayerNode node)
        => NodeSettings.Of(model, node).Cast<string>().Where(setting => !FreeSettings.Contains(setting.Substring(0, setting.IndexOf('='))));

    private static string ShapesOf(NetworkModel model) => Text.List(model.Inputs.Select(input => input.Shape.ToString()));

    private static string EndsOf(NetworkModel model)
        => Text.List(model.Outputs.Select(output => $"{model.Nodes[output].OutputShape} of {model.Nodes[output].Name}"));
}
