using NetGen.Generator.Machine;
using NetGen.Generator.Memory;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Kernels;

/// <summary>The loops that kernels by row share: samples and their rows outside, the channels of a row inside.</summary>
internal static class RowLoops
{
    /// <summary>A method over all rows of all samples, each with a reference to each operand's row, named as the operand with Row behind it.</summary>
    /// <param name="walked">What has rows.</param>
    /// <param name="steps">Floats from one row of each to the next.</param>
    public static void Emit(SourceWriter writer, Kernel kernel, IReadOnlyList<TensorOperand> walked, IReadOnlyList<int> steps, Action body)
    {
        KernelDispatch.EmitCommon(writer, kernel, Panels.For(walked[0].Tensor.Shape.Channels));
        writer.Line();
        using SourceWriter.BlockScope method = KernelDispatch.Method(writer, kernel.Name + "Vectors", kernel.Signature);
        EmitRows(writer, walked, steps, body);
    }

    /// <summary>The loops of such a method.</summary>
    /// <inheritdoc cref="Emit" path="/param"/>
    public static void EmitRows(SourceWriter writer, IReadOnlyList<TensorOperand> walked, IReadOnlyList<int> steps, Action body)
    {
        TensorValue tensor = walked[0].Tensor;
        using SourceWriter.BlockScope samples = writer.Block("for (int sample = 0; sample < samples; sample++)");
        foreach (TensorOperand operand in walked) writer.Line($"ref float {Row(operand)} = ref Unsafe.Add(ref {operand.Name}, sample * (nint){operand.Tensor.Storage.SampleStride});");
        using SourceWriter.BlockScope? rows = tensor.Shape.Positions == 1 ? null : writer.Block($"for (int row = 0; row < {tensor.Shape.Positions}; row++)");
        body();
        if (tensor.Shape.Positions == 1) return;
        for (int i = 0; i < walked.Count; i++) writer.Line($"{Row(walked[i])} = ref Unsafe.Add(ref {Row(walked[i])}, {steps[i]});");
    }

    /// <summary>The name of an operand's current row.</summary>
    public static string Row(Operand operand) => operand.Name + "Row";

    /// <summary>Declares <paramref name="name"/> as a sum over the channels: whole vectors, added up in a tree, then what is left one by one.</summary>
    /// <param name="vector">What is added, at vector <c>i</c>.</param>
    /// <param name="single">The same for one channel; needed where channels are no whole panels.</param>
    public static void EmitSum(SourceWriter writer, string name, int channels, string vector, string single)
    {
        writer.Line($"TVector {name}Lanes = TVector.Zero;");
        writer.Line($"for (int i = 0; i <= {channels} - TVector.Count; i += TVector.Count) {name}Lanes += {vector};");
        writer.Line($"float {name} = TVector.Sum({name}Lanes);");
        if (channels % Panels.Largest != 0) writer.Line($"for (int i = {channels} / TVector.Count * TVector.Count; i < {channels}; i++) {name} += {single};");
    }

    /// <summary>A vector of a row.</summary>
    public static string Vector(Operand operand) => $"TVector.Load(ref Unsafe.Add(ref {Row(operand)}, i))";

    /// <summary>A channel of a row.</summary>
    public static string Single(Operand operand) => $"Unsafe.Add(ref {Row(operand)}, i)";

    /// <summary>A vector of a row, some channels further on.</summary>
    /// <param name="vector">Its type: TVector, or SimdScalar for one channel.</param>
    public static string Load(string vector, Operand operand, int offset) => $"{vector}.Load(ref {Single(operand, offset)})";

    /// <summary>A channel of a row, some channels further on.</summary>
    public static string Single(Operand operand, int offset) => $"Unsafe.Add(ref {Row(operand)}, {(offset == 0 ? "i" : $"i + {Literals.Integer(offset)}")})";

    /// <summary>A loop over so many channels, in whole vectors, and one over those that are left, one by one.</summary>
    /// <param name="body">Prints what is done at channel <c>i</c> with the vector type that it is handed.</param>
    public static void EmitAll(SourceWriter writer, int channels, Action<string> body)
    {
        using (writer.Block($"for (int i = 0; i <= {channels} - TVector.Count; i += TVector.Count)")) body("TVector");
        if (channels % Panels.For(channels) == 0) return;
        using SourceWriter.BlockScope rest = writer.Block($"for (int i = {channels} / TVector.Count * TVector.Count; i < {channels}; i++)");
        body("SimdScalar");
    }

    /// <summary>The lanes behind a row's channels, which belong to none, stay zero in a gradient.</summary>
    public static void EmitPadding(SourceWriter writer, Kernel kernel, TensorOperand gradient)
    {
        int channels = gradient.Tensor.Shape.Channels;
        int lanes = gradient.Tensor.Pitch - channels;
        if (lanes == 0 || kernel.Accumulates) return;
        if (lanes == 1) writer.Line($"Unsafe.Add(ref {Row(gradient)}, {Literals.Integer(channels)}) = 0f;");
        else writer.Line($"for (int i = {channels}; i < {gradient.Tensor.Pitch}; i++) {Single(gradient)} = 0f;");
    }
}
