namespace NetGen.Kernels.Tests.Reference;

/// <summary>The steps of a sequence in the other order.</summary>
internal sealed class Reverse : SingleInputLayer
{
    protected override Tensor Forward(Tensor input, bool training) => Reversed(input);

    protected override Tensor Backward(Tensor input, Tensor output, Tensor doutput) => Reversed(doutput);

    private static Tensor Reversed(Tensor values)
    {
        Tensor reversed = values.ZerosLike();
        for (int n = 0; n < values.Samples; n++)
            for (int t = 0; t < values.Height; t++)
                for (int c = 0; c < values.Channels; c++)
                    reversed[n, t, 0, c] = values[n, values.Height - 1 - t, 0, c];
        return reversed;
    }
}

/// <summary>The last step of a sequence.</summary>
internal sealed class Last : SingleInputLayer
{
    protected override Tensor Forward(Tensor input, bool training)
    {
        var output = new Tensor(input.Samples, 1, 1, input.Channels);
        for (int n = 0; n < input.Samples; n++)
            for (int c = 0; c < input.Channels; c++)
                output[n, 0, 0, c] = input[n, input.Height - 1, 0, c];
        return output;
    }

    protected override Tensor Backward(Tensor input, Tensor output, Tensor doutput)
    {
        Tensor dinput = input.ZerosLike();
        for (int n = 0; n < input.Samples; n++)
            for (int c = 0; c < input.Channels; c++)
                dinput[n, input.Height - 1, 0, c] = doutput[n, 0, 0, c];
        return dinput;
    }
}

/// <summary>A vector at every step.</summary>
internal sealed class RepeatVector(int steps) : SingleInputLayer
{
    protected override Tensor Forward(Tensor input, bool training)
    {
        var output = new Tensor(input.Samples, steps, 1, input.Channels);
        for (int n = 0; n < input.Samples; n++)
            for (int t = 0; t < steps; t++)
                for (int c = 0; c < input.Channels; c++)
                    output[n, t, 0, c] = input[n, 0, 0, c];
        return output;
    }

    protected override Tensor Backward(Tensor input, Tensor output, Tensor doutput)
    {
        Tensor dinput = input.ZerosLike();
        for (int n = 0; n < input.Samples; n++)
            for (int t = 0; t < steps; t++)
                for (int c = 0; c < input.Channels; c++)
                    dinput[n, 0, 0, c] += doutput[n, t, 0, c];
        return dinput;
    }
}
