using NetGen.Generator.Machine;
using NetGen.Generator.Memory;
using NetGen.Generator.Operations;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Kernels;

/// <summary>Turns pairs of values of each head by an angle that grows with the step, in place; or back, which is what becomes of a gradient.</summary>
internal sealed class RotationKernel(string name, Rotation rotation, bool isBack, TensorOperand values) : Kernel(name)
{
    private int Pairs => rotation.Size / 2;

    private bool IsStep => rotation.Steps > 0;

    private int Steps => IsStep ? rotation.Steps : values.Tensor.Shape.Positions;

    public override string Formula
        => $"(values[c], values[c + {Pairs}]) = (values[c] * cos {(isBack ? "+" : "-")} values[c + {Pairs}] * sin, values[c + {Pairs}] * cos {(isBack ? "-" : "+")} values[c] * sin) of the angle "
            + $"step * {rotation.Longest}^(-c / {Pairs}), for each head";

    public override IReadOnlyList<Operand> Operands { get; } = [values, .. rotation.Steps > 0 ? [ScalarOperand.Step] : Array.Empty<Operand>()];

    public override bool CountsOnZeros => true;

    public override long WorkPerSample => 2L * values.Tensor.Shape.Positions * rotation.Heads * rotation.Size;

    public override string Title
        => $"Rotation{(isBack ? "Back" : "")}Of{Literals.Integer(rotation.Heads)}x{Literals.Integer(rotation.Size)}{(IsStep ? "AtStep" : "")}On{Literals.Integer(Steps)}";

    public override string DescribePlan() => "in place, head by head; cosines and sines are in a table";

    public override void Emit(SourceWriter writer)
    {
        KernelDispatch.EmitCommon(writer, this, Panels.For(Pairs));
        writer.Line();
        using SourceWriter.BlockScope method = KernelDispatch.Method(writer, Name + "Vectors", Signature);
        writer.Line($"ref float turns = ref RotaryTable.Get({Steps}, {Pairs}, {Literals.Single(rotation.Longest)});");
        RowLoops.EmitRows(writer, [values], [values.Tensor.Pitch], () =>
        {
            writer.Line($"ref float cosines = ref Unsafe.Add(ref turns, {(IsStep ? "(nint)step" : "row")} * {rotation.Size});");
            writer.Line($"ref float sines = ref Unsafe.Add(ref cosines, {Pairs});");
            using SourceWriter.BlockScope? loop = writer.Loop("head", rotation.Heads, out string head);
            writer.Line($"ref float first = {RegisterTile.At(RowLoops.Row(values), Expressions.Times(head, rotation.Size))};");
            writer.Line($"ref float second = ref Unsafe.Add(ref first, {Pairs});");
            RowLoops.EmitAll(writer, Pairs, vector => EmitTurn(writer, vector));
        });
    }

    private void EmitTurn(SourceWriter writer, string vector)
    {
        string Load(string from) => $"{vector}.Load(ref Unsafe.Add(ref {from}, i))";
        string Store(string value, string to) => $"{vector}.Store({value}, ref Unsafe.Add(ref {to}, i));";
        writer.Line($"({vector} x, {vector} y) = ({Load("first")}, {Load("second")});");
        writer.Line($"({vector} cosine, {vector} sine) = ({Load("cosines")}, {Load("sines")});");
        writer.Line(Store($"(x * cosine) {(isBack ? "+" : "-")} (y * sine)", "first"));
        writer.Line(Store($"(y * cosine) {(isBack ? "-" : "+")} (x * sine)", "second"));
    }
}
