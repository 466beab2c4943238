namespace NetGen.Kernels.Tests.Reference;

/// <summary>The first half of a pixel's channels, each times a function of its partner in the second half.</summary>
/// <param name="order">Of a vector that was an image: its pixels are halved, which in a file, channel by channel, is one half of the vector.</param>
internal abstract class GatedLinearUnit(Activation gate, FileOrder? order) : SingleInputLayer
{
    private readonly int _pixels = (order ?? FileOrder.Same).Height * (order ?? FileOrder.Same).Width;

    protected override Tensor Forward(Tensor input, bool training)
    {
        var output = new Tensor(input.Samples, input.Height, input.Width, input.Channels / 2);
        for (int i = 0; i < output.Values.Length; i++)
        {
            (int first, int second) = Partners(input, i);
            output.Values[i] = input.Values[first] * Open(input.Values[second]);
        }

        return output;
    }

    protected override Tensor Backward(Tensor input, Tensor output, Tensor doutput)
    {
        Tensor dinput = input.ZerosLike();
        for (int i = 0; i < output.Values.Length; i++)
        {
            (int first, int second) = Partners(input, i);
            dinput.Values[first] = doutput.Values[i] * Open(input.Values[second]);
            dinput.Values[second] = doutput.Values[i] * input.Values[first] * gate.Slope(input.Values[second]);
        }

        return dinput;
    }

    private double Open(double value) => Rounding(gate.Value(value));

    private (int First, int Second) Partners(Tensor input, int element)
    {
        int half = input.Channels / _pixels / 2;
        int first = (element / half * 2 * half) + (element % half);
        return (first, first + half);
    }
}

internal sealed class GLU(FileOrder? order = null) : GatedLinearUnit(Activations.Sigmoid(), order);

internal sealed class SwiGLU(FileOrder? order = null) : GatedLinearUnit(Activations.SiLU(), order);

internal sealed class GeGLU(FileOrder? order = null) : GatedLinearUnit(Activations.GELU(), order);

internal sealed class ReGLU(FileOrder? order = null) : GatedLinearUnit(Activations.ReLU(), order);
