using NetGen.Generator.Layers;
using NetGen.Generator.Memory;
using NetGen.Generator.Model;
using NetGen.Generator.Planning;
using NetGen.Generator.Prediction;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Emit;

/// <summary>The sentences that stand in hover texts, above generated code and in plans: one source for all three.</summary>
internal static class Describe
{
    /// <summary>conv1: 32 filters of 5x5 ...; 28x28x1 -> 28x28x32; 832 parameters; He, std 0.283; 627,200 multiply-adds.</summary>
    public static string Node(LayerNode node)
    {
        List<string> parts =
        [
            $"{node.Name}: {node.Layer.Describe(node)}{(node.Reparameterization is { } made ? $", {made.Description}" : "")}",
            $"{string.Join(" and ", node.InputShapes.Select(shape => shape.ToString()))} -> {node.OutputShape}",
        ];
        if (node.ParameterCount > 0) parts.Add(Literals.Count(node.ParameterCount, "parameter"));
        if (node.Find(Parameter.Weight) is { FanIn: > 0 } weight)
        {
            parts.Add(Initializer(weight.Initializer));
        }

        long work = node.Layer.MultiplyAdds(node);
        if (work > 0) parts.Add(Literals.Count(work, "multiply-add"));
        return string.Join("; ", parts) + ".";
    }

    /// <summary>He, fan-in 25, std 0.283. What is declared by its standard deviation has said it.</summary>
    public static string Initializer(Initializer initializer)
        => !initializer.IsDrawn || initializer.Description.IndexOf(", std ", StringComparison.Ordinal) >= 0
            ? initializer.Description
            : $"{initializer.Description}, std {Literals.Short(initializer.Std)}";

    /// <summary>Which layers call a kernel that they share; of many the first and the last.</summary>
    public static string Callers(NetworkModel model, KernelText kernel)
    {
        const int MostNames = 12;
        IReadOnlyList<string> names = [.. kernel.Owners.Select(owner => owner < 0 ? "the network itself" : model.Nodes[owner].Name)];
        return names.Count <= MostNames
            ? $"called by {string.Join(", ", names)}"
            : $"called by {names.Count} layers: {string.Join(", ", names.Take(MostNames - 1))}, ... {names[names.Count - 1]}";
    }

    /// <summary>An argument of a kernel with its shape.</summary>
    public static string Operand(Operand operand) => operand switch
    {
        TensorOperand tensor => $"{tensor.Name}: {(tensor.IsGradient ? "gradient of " : "")}{tensor.Tensor.Storage.Name} [{tensor.Tensor.Shape}]",
        ParameterOperand parameter => $"{parameter.Name}: {(parameter.IsGradient ? "gradient of " : "")}{parameter.Parameter.Name}",
        DerivedOperand derived => $"{derived.Name}: {NameAllocator.Camel(derived.Derived.Name)}",
        ScratchOperand scratch => $"{scratch.Name}: {NameAllocator.Camel(scratch.Scratch.Name)}",
        _ => operand.Name,
    };

    /// <summary>The table of the network that the class's hover text shows: layers, sizes, initial weights and the output's predicted standard deviation.</summary>
    public static IReadOnlyList<string> Table(NetworkModel model, SignalReport signal)
    {
        // More than a window shows tells nobody anything.
        const int MostRows = 200;
        const int LastRows = 20;
        List<string[]> rows = [["layer", "output", "parameters", "fan-in", "initial std", "predicted std", "multiply-adds"]];
        int left = model.Nodes.Count > MostRows ? model.Nodes.Count - MostRows : 0;
        for (int index = 0; index < model.Nodes.Count; index++)
        {
            if (left > 0 && index == MostRows - LastRows)
            {
                rows.Add([$"... {Literals.Grouped(left)} more", "", "", "", "", "", ""]);
                index += left;
            }

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
                hasFan ? Literals.Short(weight!.Weights.Std) : "",
                Literals.Short(signal.Layers[index].Std),
                work == 0 ? "" : Literals.Grouped(work),
            ]);
        }

        return TextTable.Align(rows, leftColumns: 2);
    }
}
