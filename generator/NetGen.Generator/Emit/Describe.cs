using NetGen.Generator.Model;
using NetGen.Generator.Planning;

namespace NetGen.Generator.Emit;

/// <summary>The sentences that stand in hover texts, above generated code and in plans: one source for all three.</summary>
internal static class Describe
{
    /// <summary>conv1: 32 filters of 5x5 ...; 28x28x1 -> 28x28x32; 832 parameters; He, std 0.283; 627,200 multiply-adds.</summary>
    public static string Node(LayerNode node)
    {
        List<string> parts =
        [
            $"{node.Name}: {node.Layer.Describe(node)}",
            $"{string.Join(" and ", node.InputShapes.Select(shape => shape.ToString()))} -> {node.OutputShape}",
        ];
        if (node.ParameterCount > 0) parts.Add($"{Literals.Grouped(node.ParameterCount)} parameters");
        if (node.Find(ParameterRole.Weight) is { FanIn: > 0 } weight)
        {
            parts.Add($"{weight.Initializer.Description}, std {Literals.Short(weight.Initializer.Std)}");
        }

        long work = node.Layer.MultiplyAdds(node);
        if (work > 0) parts.Add($"{Literals.Grouped(work)} multiply-adds");
        return string.Join("; ", parts) + ".";
    }

    /// <summary>An argument of a kernel with its shape.</summary>
    public static string Operand(Operand operand) => operand switch
    {
        TensorOperand tensor => $"{tensor.Name}: {(tensor.IsGradient ? "gradient of " : "")}{tensor.Tensor.Storage.Name} [{tensor.Tensor.Shape}]",
        ParameterOperand parameter => $"{parameter.Name}: {(parameter.IsGradient ? "gradient of " : "")}{parameter.Parameter.Name}",
        _ => operand.Name,
    };

    /// <summary>The table of the network that the class's hover text shows.</summary>
    public static IReadOnlyList<string> Table(NetworkModel model)
    {
        List<string[]> rows = [["layer", "output", "parameters", "fan-in", "initial std", "multiply-adds"]];
        foreach (LayerNode node in model.Nodes)
        {
            ParameterSpec? weight = node.Find(ParameterRole.Weight);
            bool hasFan = weight is { FanIn: > 0 };
            long work = node.Layer.MultiplyAdds(node);
            rows.Add(
            [
                node.Name,
                node.OutputShape.ToString(),
                node.ParameterCount == 0 ? "" : Literals.Grouped(node.ParameterCount),
                hasFan ? Literals.Grouped(weight!.FanIn) : "",
                hasFan ? Literals.Short(weight!.Initializer.Std) : "",
                work == 0 ? "" : Literals.Grouped(work),
            ]);
        }

        int[] widths = [.. Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length))];
        return [.. rows.Select(row => string.Join("  ", row.Select((cell, column) => column < 2 ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column]))).TrimEnd())];
    }
}
