using NetGen.Generator.Machine;
using NetGen.Generator.Memory;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Kernels;

/// <summary>The loops that kernels by channel share: vectors of channels outside, samples and pixels inside.</summary>
internal static class ChannelLoops
{
    /// <summary>Channels that the widest vector may take at once.</summary>
    public static int Panel(TensorValue tensor) => tensor.Pitch % Panels.Largest == 0 ? Panels.Largest : tensor.Pitch % 8 == 0 ? 8 : 4;

    /// <summary>A kernel whose units are panels of channels.</summary>
    public static SourceWriter.BlockScope EmitUnits(SourceWriter writer, Kernel kernel, TensorValue tensor, out SourceWriter.BlockScope channels)
    {
        int panel = Panel(tensor);
        return Emit(writer, kernel, panel, $"for (int channel = firstUnit * {panel}; channel < endUnit * {panel}; channel += TVector.Count)", out channels);
    }

    /// <summary>A kernel over samples that treats all channels.</summary>
    public static SourceWriter.BlockScope EmitChannels(SourceWriter writer, Kernel kernel, TensorValue tensor, out SourceWriter.BlockScope channels)
        => Emit(writer, kernel, Panel(tensor), $"for (int channel = 0; channel < {tensor.Pitch}; channel += TVector.Count)", out channels);

    /// <summary>A loop over samples and pixels; <see cref="Pixel"/> is the place of each operand.</summary>
    /// <param name="body">Prints what is done; it is handed the pixel's index as text.</param>
    public static void EmitPixels(SourceWriter writer, IReadOnlyList<TensorOperand> operands, string samples, Action<string> body)
    {
        using SourceWriter.BlockScope sample = writer.Block($"for (int sample = 0; sample < {samples}; sample++)");
        foreach (TensorOperand operand in operands)
        {
            writer.Line($"ref float {Pixel(operand)} = ref Unsafe.Add(ref {operand.Name}, (sample * (nint){operand.Tensor.Storage.SampleStride}) + channel);");
        }

        int pixels = operands[0].Tensor.Shape.Positions;
        using SourceWriter.BlockScope? loop = writer.Loop("pixel", pixels, out string pixel);
        body(pixel);
        if (pixels == 1) return;
        foreach (TensorOperand operand in operands) writer.Line($"{Pixel(operand)} = ref Unsafe.Add(ref {Pixel(operand)}, {operand.Tensor.Pitch});");
    }

    /// <summary>One over the values of a channel in a batch.</summary>
    public static string Share(string batch, TensorValue tensor)
        => tensor.Shape.Positions == 1 ? $"1f / {batch}" : $"1f / ((float){batch} * {tensor.Shape.Positions})";

    /// <summary>The name of an operand's current pixel.</summary>
    public static string Pixel(TensorOperand operand) => operand.Name + "Pixel";

    /// <summary>The standard deviation of the current channels.</summary>
    public static string Deviation(Operand variance, double epsilon)
        => $"TVector.Sqrt(TVector.Load(ref Unsafe.Add(ref {variance.Name}, channel)) + TVector.Broadcast({Literals.Single(epsilon)}))";

    private static SourceWriter.BlockScope Emit(SourceWriter writer, Kernel kernel, int panel, string loop, out SourceWriter.BlockScope channels)
    {
        KernelDispatch.EmitCommon(writer, kernel, panel);
        writer.Line();
        SourceWriter.BlockScope method = KernelDispatch.Method(writer, kernel.Name + "Vectors", kernel.Signature);
        channels = writer.Block(loop);
        return method;
    }
}
