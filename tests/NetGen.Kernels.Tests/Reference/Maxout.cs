namespace NetGen.Kernels.Tests.Reference;

/// <summary>The largest of each few channels that stand side by side; of equal ones the first has the gradient.</summary>
internal sealed class Maxout(int pieces) : SingleInputLayer
{
    protected override Tensor Forward(Tensor input, bool training)
    {
        var output = new Tensor(input.Samples, input.Height, input.Width, input.Channels / pieces);
        for (int i = 0; i < output.Values.Length; i++) output.Values[i] = input.Values[Winner(input, i)];
        return output;
    }

    protected override Tensor Backward(Tensor input, Tensor output, Tensor doutput)
    {
        Tensor dinput = input.ZerosLike();
        for (int i = 0; i < output.Values.Length; i++) dinput.Values[Winner(input, i)] = doutput.Values[i];
        return dinput;
    }

    private int Winner(Tensor input, int element)
    {
        int best = element * pieces;
        for (int piece = best + 1; piece < (element + 1) * pieces; piece++)
        {
            (double value, double largest) = (input.Values[piece], input.Values[best]);
            if (value > largest || (double.IsNaN(value) && !double.IsNaN(largest))) best = piece;
        }

        return best;
    }
}
