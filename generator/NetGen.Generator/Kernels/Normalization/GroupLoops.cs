using NetGen.Generator.Memory;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Kernels;

/// <summary>The channels of a tensor in groups of equal size that stand side by side.</summary>
/// <param name="Tensor">Whose channels they are.</param>
/// <param name="Count">How many groups.</param>
internal sealed record ChannelGroups(TensorValue Tensor, int Count)
{
    /// <summary>Channels of a group.</summary>
    public int Size => Tensor.Shape.Channels / Count;

    /// <summary>One over a group's values.</summary>
    public string Share => Literals.Single(1.0 / ((double)Size * Tensor.Shape.Positions));

    /// <summary>For titles: In3Groups.</summary>
    public string Title => $"In{Literals.Integer(Count)}Groups";
}

/// <summary>
/// The loops that kernels by group share: samples outside, vectors of channels in them, positions inside. What belongs to a sample's channels is rows of
/// one number for each.
/// </summary>
internal static class GroupLoops
{
    /// <summary>A method over samples, each with a reference to each operand's values, named as the operand with Sample behind it.</summary>
    /// <param name="tensor">Whose channels set the vectors' width.</param>
    public static void EmitSamples(SourceWriter writer, Kernel kernel, TensorValue tensor, IReadOnlyList<TensorOperand> operands, Action body)
    {
        KernelDispatch.EmitCommon(writer, kernel, ChannelLoops.Panel(tensor));
        writer.Line();
        using SourceWriter.BlockScope method = KernelDispatch.Method(writer, kernel.Name + "Vectors", kernel.Signature);
        using SourceWriter.BlockScope samples = writer.Block("for (int sample = 0; sample < samples; sample++)");
        foreach (TensorOperand operand in operands) writer.Line($"ref float {Sample(operand)} = ref Unsafe.Add(ref {operand.Name}, sample * (nint){operand.Tensor.Storage.SampleStride});");
        body();
    }

    /// <summary>A loop over vectors of a sample's channels.</summary>
    public static void EmitChannels(SourceWriter writer, TensorValue tensor, Action body)
    {
        using SourceWriter.BlockScope channels = writer.Block($"for (int channel = 0; channel < {tensor.Pitch}; channel += TVector.Count)");
        body();
    }

    /// <summary>A loop over the positions of a vector of channels; <see cref="Pixel"/> is the place of each operand.</summary>
    public static void EmitPixels(SourceWriter writer, IReadOnlyList<TensorOperand> operands, Action body)
    {
        foreach (TensorOperand operand in operands) writer.Line($"ref float {ChannelLoops.Pixel(operand)} = ref Unsafe.Add(ref {Sample(operand)}, channel);");
        int pixels = operands[0].Tensor.Shape.Positions;
        using SourceWriter.BlockScope? loop = writer.Loop("pixel", pixels, out _);
        body();
        if (pixels == 1) return;
        foreach (TensorOperand operand in operands) writer.Line($"{ChannelLoops.Pixel(operand)} = ref Unsafe.Add(ref {ChannelLoops.Pixel(operand)}, {operand.Tensor.Pitch});");
    }

    /// <summary>A vector of an operand's current position.</summary>
    public static string Vector(TensorOperand operand) => $"TVector.Load(ref {ChannelLoops.Pixel(operand)})";

    /// <summary>A vector of numbers by channel.</summary>
    /// <param name="row">Which of an operand's rows.</param>
    public static string Row(TensorOperand operand, int row) => $"TVector.Load(ref {Place(operand, row)})";

    /// <summary>The place of such a vector.</summary>
    public static string Place(TensorOperand operand, int row) => $"Unsafe.Add(ref {Sample(operand)}, {Expressions.Plus("channel", Literals.Integer(row * operand.Tensor.Pitch))})";

    /// <summary>A vector of a parameter.</summary>
    public static string Parameter(Operand parameter) => $"TVector.Load(ref Unsafe.Add(ref {parameter.Name}, channel))";

    /// <summary>
    /// Puts a function of a group's sum in the place of its terms, in a row of numbers by channel: channel by channel, so the order of the sum is that of
    /// the channels whatever the vectors. Lanes behind the channels become 0, so that no more than 0 is made of what stands there.
    /// </summary>
    /// <param name="name">What the result is called.</param>
    /// <param name="result">Of the sum.</param>
    public static void EmitCombine(SourceWriter writer, string name, ChannelGroups groups, TensorOperand operand, int row, Func<string, string> result)
    {
        int begin = row * operand.Tensor.Pitch;
        if (groups.Size == 1)
        {
            writer.Line($"for (int i = {begin}; i < {begin + groups.Count}; i++) Unsafe.Add(ref {Sample(operand)}, i) = {result($"Unsafe.Add(ref {Sample(operand)}, i)")};");
        }
        else
        {
            using SourceWriter.BlockScope? loop = writer.Loop("group", groups.Count, out string group);
            string terms = name + "Terms";
            string place = Expressions.Plus(Expressions.Times(group, groups.Size), Literals.Integer(begin));
            writer.Line($"ref float {terms} = ref {(place == "0" ? Sample(operand) : $"Unsafe.Add(ref {Sample(operand)}, {place})")};");
            writer.Line($"float {name} = 0f;");
            writer.Line($"for (int i = 0; i < {groups.Size}; i++) {name} += Unsafe.Add(ref {terms}, i);");
            writer.Line($"{name} = {result(name)};");
            writer.Line($"for (int i = 0; i < {groups.Size}; i++) Unsafe.Add(ref {terms}, i) = {name};");
        }

        int lanes = operand.Tensor.Pitch - operand.Tensor.Shape.Channels;
        if (lanes == 1) writer.Line($"Unsafe.Add(ref {Sample(operand)}, {begin + operand.Tensor.Shape.Channels}) = 0f;");
        else if (lanes > 1) writer.Line($"for (int i = {begin + operand.Tensor.Shape.Channels}; i < {begin + operand.Tensor.Pitch}; i++) Unsafe.Add(ref {Sample(operand)}, i) = 0f;");
    }

    /// <summary>The name of an operand's current sample.</summary>
    private static string Sample(TensorOperand operand) => operand.Name + "Sample";
}
