namespace NetGen.Generator.Layers;

/// <summary>The settings of a layer in its place: its own, what its weights are computed by, and what is said of steps that a sample does not have.</summary>
internal static class NodeSettings
{
    /// <summary>Stands for an input of which all samples have all steps.</summary>
    private const string None = "-";

    public static SettingList Of(NetworkModel model, LayerNode node)
    {
        SettingList settings = node.Layer.DeclareSettings(node);
        if (node.Reparameterization is { } made) settings.Add("weights", made.Kind);
        string?[] lengths = [.. node.InputLengths.Select(length => LengthsOf(model, length))];
        if (lengths.All(name => name is null)) return settings;
        settings.Add("lengths", string.Join(",", lengths.Select(name => name ?? None)));
        int[] filled = [.. Enumerable.Range(0, lengths.Length).Where(index => lengths[index] is not null && node.IsFilled(index))];
        if (filled.Length > 0) settings.Add("filled", filled);
        return settings;
    }

    /// <summary>The names of what a layer reads: layers, or inputs as the network's methods call them.</summary>
    public static IEnumerable<string> InputsOf(NetworkModel model, LayerNode node)
        => node.Inputs.Select(input => input >= 0 ? model.Nodes[input].Name : model.IsPlain ? "input" : model.Inputs[-1 - input].Name);

    private static string? LengthsOf(NetworkModel model, StepLengths lengths)
        => lengths.Input is { } input && model.Inputs[input].Shape.HasLengthsToSay ? model.Inputs[input].Name : null;
}
