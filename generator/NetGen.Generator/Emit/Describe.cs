using NetGen.Generator.Model;
using NetGen.Generator.Planning;
using NetGen.Generator.Signal;

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
        if (node.Find(Parameter.Weight) is { FanIn: > 0 } weight)
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

    /// <summary>The table of the network that the class's hover text shows: layers, sizes, initial weights and the output's predicted standard deviation.</summary>
    public static IReadOnlyList<string> Table(NetworkModel model, SignalReport signal)
    {
        List<string[]> rows = [["layer", "output", "parameters", "fan-in", "initial std", "predicted std", "multiply-adds"]];
        for (int index = 0; index < model.Nodes.Count; index++)
        {
            LayerNode node = model.Nodes[index];
            ParameterSpec? weight = node.Find(Parameter.Weight);
            bool hasFan = weight is { FanIn: > 0 };
            long work = node.Layer.MultiplyAdds(node);
            rows.Add(
            [
                node.Name,
                node.OutputShape.ToString(),
                node.ParameterCount == 0 ? "" : Literals.Grouped(node.ParameterCount),
                hasFan ? Literals.Grouped(weight!.FanIn) : "",
                hasFan ? Literals.Short(weight!.Initializer.Std) : "",
                Literals.Short(signal.Layers[index].Std),
                work == 0 ? "" : Literals.Grouped(work),
            ]);
        }

        return TextTable.Align(rows, leftColumns: 2);
    }
}
