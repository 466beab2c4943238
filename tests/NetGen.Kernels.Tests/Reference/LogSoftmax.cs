namespace NetGen.Kernels.Tests.Reference;

/// <summary>input minus the logarithm of the sum of exp over the channels of the same pixel.</summary>
internal sealed class LogSoftmax : SingleInputLayer
{
    protected override Tensor Forward(Tensor input, bool training)
    {
        Tensor output = input.ZerosLike();
        for (int n = 0; n < input.Samples; n++)
            for (int y = 0; y < input.Height; y++)
                for (int x = 0; x < input.Width; x++)
                {
                    double largest = double.NegativeInfinity; // taken off, so that exp cannot overflow; the difference does not change
                    for (int c = 0; c < input.Channels; c++) largest = Math.Max(largest, input[n, y, x, c]);
                    double sum = 0;
                    for (int c = 0; c < input.Channels; c++) sum += Math.Exp(input[n, y, x, c] - largest);
                    for (int c = 0; c < input.Channels; c++) output[n, y, x, c] = input[n, y, x, c] - largest - Math.Log(sum);
                }

        return output;
    }

    protected override Tensor Backward(Tensor input, Tensor output, Tensor doutput)
    {
        // dinput[c] = doutput[c] - exp(output[c]) * sum over j of doutput[j]
        Tensor dinput = input.ZerosLike();
        for (int n = 0; n < input.Samples; n++)
            for (int y = 0; y < input.Height; y++)
                for (int x = 0; x < input.Width; x++)
                {
                    double sum = 0;
                    for (int c = 0; c < input.Channels; c++) sum += doutput[n, y, x, c];
                    for (int c = 0; c < input.Channels; c++) dinput[n, y, x, c] = doutput[n, y, x, c] - (Math.Exp(output[n, y, x, c]) * sum);
                }

        return dinput;
    }
}
