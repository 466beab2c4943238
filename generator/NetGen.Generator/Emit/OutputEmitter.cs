using NetGen.Generator.Memory;
using NetGen.Generator.Model;
using NetGen.Generator.Planning;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Emit;

/// <summary>Prints how results get to the caller: out of the workspace, where pixels are padded, into rows that are not.</summary>
internal static class OutputEmitter
{
    private const string NoPadding = "// The caller's output has no padding.";

    /// <summary>Copies the outputs of a sample to 'target', side by side.</summary>
    /// <param name="address">Where an operand lies.</param>
    /// <param name="isLast">Whether no sample follows, so that 'target' need not go on.</param>
    public static void Emit(PassBody body, NetworkPlan plan, Func<Operand, Argument> address, bool isLast)
    {
        if (plan.NetworkOutputs.Count == 1)
        {
            EmitOne(body, plan.NetworkOutputs[0], address, isLast);
            return;
        }

        SourceWriter writer = body.Writer;
        writer.Line(NoPadding);

        int offset = 0;
        foreach (TensorValue output in plan.NetworkOutputs)
        {
            using (writer.Block())
            {
                writer.Line($"ref float part = {Addresses.At("target", Literals.Integer(offset))};");
                EmitRows(body, output, address, "part", goesOn: false);
            }

            offset += output.Shape.Size;
        }

        if (!isLast) writer.Line($"target = ref Unsafe.Add(ref target, {offset});");
    }

    /// <summary>Copies the one output of a sample to 'target'.</summary>
    /// <inheritdoc cref="Emit" path="/param"/>
    public static void EmitOne(PassBody body, TensorValue output, Func<Operand, Argument> address, bool isLast)
    {
        body.Writer.Line(NoPadding);
        EmitRows(body, output, address, "target", goesOn: !isLast);
    }

    private static void EmitRows(PassBody body, TensorValue output, Func<Operand, Argument> address, string target, bool goesOn)
    {
        SourceWriter writer = body.Writer;
        Shape shape = output.Shape;
        bool isRow = output.IsContiguous;
        int rows = isRow ? 1 : shape.Positions;
        int length = isRow ? shape.Size : shape.Channels;
        string result = address(TensorOperand.Read("output", output)).Text(body);
        if (rows > 1 || result.IndexOf('(') >= 0)
        {
            writer.Line($"ref float result = {result};");
            result = "ref result";
        }

        using SourceWriter.BlockScope? row = rows == 1 ? null : writer.Block($"for (int row = 0; row < {rows}; row++)");
        string source = rows == 1 ? result : $"ref Unsafe.Add(ref result, row * {output.Pitch})";
        writer.Line($"MemoryMarshal.CreateReadOnlySpan({source}, {length}).CopyTo(MemoryMarshal.CreateSpan(ref {target}, {length}));");
        if (rows > 1 || goesOn) writer.Line($"{target} = ref Unsafe.Add(ref {target}, {length});");
    }
}
