namespace NetGen.Kernels.Tests.Reference;

/// <summary>The sum of its inputs, which have one shape.</summary>
internal sealed class Add : ReferenceLayer
{
    public override Tensor Forward(IReadOnlyList<Tensor> inputs, bool training)
    {
        Tensor output = inputs[0].ZerosLike();
        foreach (Tensor input in inputs)
        {
            for (int i = 0; i < output.Values.Length; i++) output.Values[i] += input.Values[i];
        }

        return output;
    }

    public override IReadOnlyList<Tensor> Backward(IReadOnlyList<Tensor> inputs, Tensor output, Tensor doutput)
        => [.. inputs.Select(_ => doutput.Clone())];
}

/// <summary>The first of its inputs less all others.</summary>
internal sealed class Subtract : ReferenceLayer
{
    public override Tensor Forward(IReadOnlyList<Tensor> inputs, bool training)
    {
        Tensor output = inputs[0].Clone();
        foreach (Tensor input in inputs.Skip(1))
        {
            for (int i = 0; i < output.Values.Length; i++) output.Values[i] -= input.Values[i];
        }

        return output;
    }

    public override IReadOnlyList<Tensor> Backward(IReadOnlyList<Tensor> inputs, Tensor output, Tensor doutput)
    {
        Tensor[] dinputs = [.. inputs.Select(_ => doutput.Clone())];
        foreach (Tensor dinput in dinputs.Skip(1))
        {
            for (int i = 0; i < dinput.Values.Length; i++) dinput.Values[i] = -dinput.Values[i];
        }

        return dinputs;
    }
}

/// <summary>The mean of its inputs, which have one shape.</summary>
internal sealed class Average : ReferenceLayer
{
    public override Tensor Forward(IReadOnlyList<Tensor> inputs, bool training)
    {
        Tensor output = inputs[0].ZerosLike();
        for (int i = 0; i < output.Values.Length; i++) output.Values[i] = inputs.Average(input => input.Values[i]);
        return output;
    }

    public override IReadOnlyList<Tensor> Backward(IReadOnlyList<Tensor> inputs, Tensor output, Tensor doutput)
    {
        Tensor[] dinputs = [.. inputs.Select(_ => doutput.Clone())];
        foreach (Tensor dinput in dinputs)
        {
            for (int i = 0; i < dinput.Values.Length; i++) dinput.Values[i] /= inputs.Count;
        }

        return dinputs;
    }
}

/// <summary>The largest of its inputs, element by element; of equal ones the first has the gradient.</summary>
internal sealed class Maximum : ExtremeJoin
{
    protected override bool Beats(double value, double best) => value > best;
}

/// <summary>The smallest of its inputs, element by element; of equal ones the first has the gradient.</summary>
internal sealed class Minimum : ExtremeJoin
{
    protected override bool Beats(double value, double best) => value < best;
}

internal abstract class ExtremeJoin : ReferenceLayer
{
    protected abstract bool Beats(double value, double best);

    public override Tensor Forward(IReadOnlyList<Tensor> inputs, bool training)
    {
        Tensor output = inputs[0].ZerosLike();
        for (int i = 0; i < output.Values.Length; i++) output.Values[i] = inputs[Best(inputs, i)].Values[i];
        return output;
    }

    public override IReadOnlyList<Tensor> Backward(IReadOnlyList<Tensor> inputs, Tensor output, Tensor doutput)
    {
        Tensor[] dinputs = [.. inputs.Select(input => input.ZerosLike())];
        for (int i = 0; i < output.Values.Length; i++) dinputs[Best(inputs, i)].Values[i] = doutput.Values[i];
        return dinputs;
    }

    private int Best(IReadOnlyList<Tensor> inputs, int place)
    {
        int best = 0;
        for (int index = 1; index < inputs.Count; index++)
        {
            (double value, double other) = (inputs[index].Values[place], inputs[best].Values[place]);
            if (Beats(value, other) || (double.IsNaN(value) && !double.IsNaN(other))) best = index;
        }

        return best;
    }
}

/// <summary>The product of its inputs, element by element; an input of one pixel (a gate per channel) counts for every pixel.</summary>
internal sealed class Multiply : ReferenceLayer
{
    public override Tensor Forward(IReadOnlyList<Tensor> inputs, bool training)
    {
        Tensor output = Largest(inputs).ZerosLike();
        for (int n = 0; n < output.Samples; n++)
            for (int y = 0; y < output.Height; y++)
                for (int x = 0; x < output.Width; x++)
                    for (int c = 0; c < output.Channels; c++)
                    {
                        output[n, y, x, c] = 1;
                        foreach (Tensor input in inputs) output[n, y, x, c] *= At(input, n, y, x, c);
                    }

        return output;
    }

    public override IReadOnlyList<Tensor> Backward(IReadOnlyList<Tensor> inputs, Tensor output, Tensor doutput)
    {
        Tensor[] dinputs = [.. inputs.Select(input => input.ZerosLike())];
        for (int n = 0; n < output.Samples; n++)
            for (int y = 0; y < output.Height; y++)
                for (int x = 0; x < output.Width; x++)
                    for (int c = 0; c < output.Channels; c++)
                        for (int i = 0; i < inputs.Count; i++)
                        {
                            double others = 1;
                            for (int j = 0; j < inputs.Count; j++)
                            {
                                if (j != i) others *= At(inputs[j], n, y, x, c);
                            }

                            At(dinputs[i], n, y, x, c) += doutput[n, y, x, c] * others;
                        }

        return dinputs;
    }

    private static Tensor Largest(IReadOnlyList<Tensor> inputs) => inputs.MaxBy(input => input.Values.Length)!;

    private static ref double At(Tensor input, int n, int y, int x, int c)
        => ref input[n, input.Height == 1 ? 0 : y, input.Width == 1 ? 0 : x, c];
}

/// <summary>Its inputs' channels one after the other.</summary>
internal sealed class Concat : ReferenceLayer
{
    public override Tensor Forward(IReadOnlyList<Tensor> inputs, bool training)
    {
        Tensor first = inputs[0];
        var output = new Tensor(first.Samples, first.Height, first.Width, inputs.Sum(input => input.Channels));
        int channel = 0;
        foreach (Tensor input in inputs)
        {
            for (int n = 0; n < input.Samples; n++)
                for (int y = 0; y < input.Height; y++)
                    for (int x = 0; x < input.Width; x++)
                        for (int c = 0; c < input.Channels; c++)
                            output[n, y, x, channel + c] = input[n, y, x, c];
            channel += input.Channels;
        }

        return output;
    }

    public override IReadOnlyList<Tensor> Backward(IReadOnlyList<Tensor> inputs, Tensor output, Tensor doutput)
    {
        Tensor[] dinputs = [.. inputs.Select(input => input.ZerosLike())];
        int channel = 0;
        foreach (Tensor dinput in dinputs)
        {
            for (int n = 0; n < dinput.Samples; n++)
                for (int y = 0; y < dinput.Height; y++)
                    for (int x = 0; x < dinput.Width; x++)
                        for (int c = 0; c < dinput.Channels; c++)
                            dinput[n, y, x, c] = doutput[n, y, x, channel + c];
            channel += dinput.Channels;
        }

        return dinputs;
    }
}
