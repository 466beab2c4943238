using System.Globalization;

using NetGen.TestHelpers;

namespace NetGen.Kernels.Tests.Checks;

/// <summary>What holds of every stream: it gives the bits of the whole sequence, whatever else is done with it. Each check throws where it does not.</summary>
internal static class StreamChecks
{
    private const float Sentinel = 12345.678f;

    /// <summary>
    /// Each step gives what Forward and Predict give for it of the whole sequence; where the network gives one vector, the last step does. A second sequence behind
    /// <see cref="StepStream.Reset"/> does so too.
    /// </summary>
    public static void StepsGiveTheSequence(ITestNetwork network)
    {
        StepStream forward = network.CreateStream();
        StepStream predict = network.CreateStream();
        for (ulong sequence = 1; sequence <= 3; sequence++)
        {
            float[] input = Inputs(network, sequence);
            var logits = new float[network.Info.OutputSize];
            var predictions = new float[network.Info.OutputSize];
            network.Forward(input, logits);
            network.Predict(input, predictions);
            forward.Reset();
            predict.Reset();
            Compare($"Forward of sequence {sequence}", Run(forward, input, isForward: true), logits, forward.OutputSize);
            Compare($"Predict of sequence {sequence}", Run(predict, input, isForward: false), predictions, forward.OutputSize);
            if (forward.Position != Steps(network)) throw new NumericMismatchException($"The stream is at {forward.Position}.");
        }
    }

    /// <summary>A copy taken anywhere goes on as the original does, and neither notices the other; so do two streams of one network.</summary>
    public static void CopiesGoOnByThemselves(ITestNetwork network)
    {
        (float[] input, float[] other) = (Inputs(network, 4), Inputs(network, 5));
        float[] expected = Run(network.CreateStream(), input, isForward: true);
        float[] expectedOther = Run(network.CreateStream(), other, isForward: true);
        (int steps, int size) = (Steps(network), network.CreateStream().OutputSize);
        for (int at = 0; at <= steps; at++)
        {
            StepStream original = network.CreateStream();
            StepStream stranger = network.CreateStream();
            RunPart(original, input, 0, at);
            StepStream copy = Copy(original, stranger, other, at % 2 == 0);
            var output = new float[size];
            for (int step = at; step < steps; step++)
            {
                // The three take turns.
                foreach (StepStream stream in (StepStream[])[copy, original])
                {
                    Take(stream, input, step, output, isForward: true);
                    NumericAssert.BitEqual(string.Create(CultureInfo.InvariantCulture, $"copied at {at}, step {step}"), output, expected.AsSpan(step * size, size));
                }

                if (stranger.Position > step) continue;
                Take(stranger, other, (int)stranger.Position, output, isForward: true);
                NumericAssert.BitEqual("a stream beside it", output, expectedOther.AsSpan((int)(stranger.Position - 1) * size, size));
            }
        }
    }

    /// <summary>A stream that reads what another has written goes on as that one does.</summary>
    public static void FilesGoOn(ITestNetwork network)
    {
        float[] input = Inputs(network, 6);
        StepStream original = network.CreateStream();
        float[] expected = Run(original, input, isForward: true);
        int size = original.OutputSize;
        int steps = Steps(network);
        foreach (int at in (int[])[0, 1, steps / 2, steps])
        {
            StepStream written = network.CreateStream();
            RunPart(written, input, 0, at);
            using var file = new MemoryStream();
            written.Save(file);
            file.Position = 0;

            // What it remembers is replaced, whatever it is.
            StepStream read = network.CreateStream();
            RunPart(read, Inputs(network, 7), 0, Math.Min(steps, 2));
            read.Load(file);
            float[] rest = RunPart(read, input, at, steps);
            NumericAssert.BitEqual(string.Create(CultureInfo.InvariantCulture, $"read at {at}"), rest, expected.AsSpan(at * size));
        }
    }

    /// <summary>A step allocates nothing.</summary>
    public static void NothingIsAllocated(ITestNetwork network)
    {
        StepStream stream = network.CreateStream();
        StepStream other = network.CreateStream();
        float[] input = Inputs(network, 8);
        var output = new float[stream.OutputSize];
        AllocationCheck.Run("A step", () =>
        {
            stream.Reset();
            Take(stream, input, 0, output, isForward: false);
            CopyFrom(other, stream);
            if (stream.MaximumSteps != 1) Take(other, input, Math.Min(1, Steps(network) - 1), output, isForward: true);
        });
    }

    /// <summary>A step's input and output against forbidden pages, before and behind, the input read-only. Deadly where it fails.</summary>
    public static void NothingBesideTheBuffersIsTouched(ITestNetwork network)
    {
        float[] input = Inputs(network, 12);
        foreach ((bool guardBehind, bool isForward) in ((bool, bool)[])[(true, true), (true, false), (false, true), (false, false)])
        {
            float[] expected = Run(network.CreateStream(), input, isForward);
            StepStream stream = network.CreateStream();
            (int inputSize, int outputSize) = (stream.InputSizeOfTest(), stream.OutputSize);
            for (int step = 0; step < Steps(network); step++)
            {
                using var guardedInput = new GuardedMemory(inputSize, guardBehind);
                using var guardedOutput = new GuardedMemory(outputSize, guardBehind);
                input.AsSpan(step * inputSize, inputSize).CopyTo(guardedInput.Span);
                guardedInput.MakeReadOnly();
                guardedOutput.Span.Fill(float.NaN);
                Take(stream, guardedInput.Span, guardedOutput.Span, isForward);
                NumericAssert.BitEqual(
                    string.Create(CultureInfo.InvariantCulture, $"step {step}, guard {(guardBehind ? "behind" : "before")}"),
                    guardedOutput.Span,
                    expected.AsSpan(step * outputSize, outputSize));
            }
        }
    }

    /// <summary>A step reads the parameters as they are: behind a change and Reset a stream gives what the changed network does.</summary>
    public static void ParametersAreReadAtEachStep(ITestNetwork network)
    {
        float[] input = Inputs(network, 9);
        StepStream stream = network.CreateStream();
        Run(stream, input, isForward: true);
        foreach (ParameterInfo parameter in network.Info.Parameters)
        {
            var values = new float[parameter.Count];
            network.CopyParameter(parameter.Name, values);
            for (int i = 0; i < values.Length; i++) values[i] = (values[i] * 0.75f) + 0.0625f;
            network.SetParameter(parameter.Name, values);
        }

        var expected = new float[network.Info.OutputSize];
        network.Forward(input, expected);
        stream.Reset();
        Compare("With other parameters", Run(stream, input, isForward: true), expected, stream.OutputSize);
    }

    /// <summary>
    /// Zeros keep their signs: with weights of 0 and biases of -0 a result is -0 or 0, whichever the products are that a step really has. What lies before the
    /// sequence is none of them.
    /// </summary>
    public static void ZerosKeepTheirSigns(ITestNetwork network)
    {
        foreach (ParameterInfo parameter in network.Info.Parameters)
        {
            var values = new float[parameter.Count];
            if (parameter.Name.Contains("bias", StringComparison.Ordinal)) Array.Fill(values, -0f);
            network.SetParameter(parameter.Name, values);
        }

        float[] input = Inputs(network, 11);
        var expected = new float[network.Info.OutputSize];
        network.Forward(input, expected);
        StepStream stream = network.CreateStream();
        Compare("Of zeros", Run(stream, input, isForward: true), expected, stream.OutputSize);
    }

    /// <summary>What is no step is refused, and the stream stays where it is; so is a step too many, and one that reads beyond the sequence.</summary>
    public static void RefusedStepsChangeNothing(ITestNetwork network)
    {
        float[] input = Inputs(network, 10);
        float[] expected = Run(network.CreateStream(), input, isForward: true);
        StepStream stream = network.CreateStream();
        var output = new float[stream.OutputSize];
        for (int step = 0; step < Steps(network); step++)
        {
            Refuses<ArgumentException>(() => Take(stream, input, step, new float[output.Length + 1], isForward: true), "A longer output");
            if (stream is SequenceStream numbers) Refuses<ArgumentException>(() => numbers.Step(new float[numbers.InputSize + 1], output), "A longer step");
            if (stream is TokenStream tokens)
            {
                Refuses<ArgumentOutOfRangeException>(() => tokens.Step(tokens.Vocabulary, output), "A token that there is not");
                Refuses<ArgumentOutOfRangeException>(() => tokens.Step(-1, output), "A negative token");
            }

            Take(stream, input, step, output, isForward: true);
            NumericAssert.BitEqual("behind refused steps", output, expected.AsSpan(step * output.Length, output.Length));
        }

        output.AsSpan().Fill(Sentinel);
        if (stream.MaximumSteps is not { } most) return;
        if (most != Steps(network)) throw new NumericMismatchException($"The stream may have {most} steps.");
        Refuses<InvalidOperationException>(() => Take(stream, input, 0, output, isForward: true), "A step too many");
        if (output.AsSpan().ContainsAnyExcept(Sentinel)) throw new NumericMismatchException("A refused step wrote to the output.");
    }

    /// <summary>Outputs of a stream over steps of a sequence, one behind the other.</summary>
    public static float[] RunPart(StepStream stream, float[] input, int first, int end)
    {
        var outputs = new float[Math.Max(0, end - first) * stream.OutputSize];
        for (int step = first; step < end; step++) Take(stream, input, step, outputs.AsSpan((step - first) * stream.OutputSize, stream.OutputSize), isForward: true);
        return outputs;
    }

    private static float[] Run(StepStream stream, float[] input, bool isForward)
    {
        int steps = input.Length / stream.InputSizeOfTest();
        var outputs = new float[steps * stream.OutputSize];
        for (int step = 0; step < steps; step++) Take(stream, input, step, outputs.AsSpan(step * stream.OutputSize, stream.OutputSize), isForward);
        return outputs;
    }

    /// <summary>The whole sequence's values, or, where it gives one vector, those of the last step.</summary>
    private static void Compare(FormattableString what, float[] steps, float[] whole, int size)
        => NumericAssert.BitEqual(what.ToString(CultureInfo.InvariantCulture), whole.Length == size ? steps.AsSpan(steps.Length - size) : steps, whole);

    private static void Compare(string what, float[] steps, float[] whole, int size) => Compare((FormattableString)$"{what}", steps, whole, size);

    private static void Take(StepStream stream, float[] input, int step, Span<float> output, bool isForward)
        => Take(stream, input.AsSpan(step * stream.InputSizeOfTest(), stream.InputSizeOfTest()), output, isForward);

    private static void Take(StepStream stream, ReadOnlySpan<float> values, Span<float> output, bool isForward)
    {
        switch (stream)
        {
            case SequenceStream numbers:
                if (isForward) numbers.StepForward(values, output);
                else numbers.Step(values, output);
                break;
            case TokenStream tokens:
                if (isForward) tokens.StepForward((int)values[0], output);
                else tokens.Step((int)values[0], output);
                break;
        }
    }

    private static StepStream Copy(StepStream original, StepStream stranger, float[] other, bool isNew)
    {
        if (!isNew)
        {
            StepStream used = (StepStream)(original is SequenceStream some ? some.Copy() : ((TokenStream)original).Copy());
            if (used.MaximumSteps != used.Position) Take(used, other, 0, new float[used.OutputSize], isForward: true);
            CopyFrom(used, original);
            return used;
        }

        if (stranger.Position == 0) Take(stranger, other, 0, new float[stranger.OutputSize], isForward: true);
        return original is SequenceStream numbers ? numbers.Copy() : ((TokenStream)original).Copy();
    }

    private static void CopyFrom(StepStream target, StepStream source)
    {
        if (target is SequenceStream numbers) numbers.CopyFrom((SequenceStream)source);
        else ((TokenStream)target).CopyFrom((TokenStream)source);
    }

    private static int InputSizeOfTest(this StepStream stream) => stream is SequenceStream numbers ? numbers.InputSize : 1;

    private static int Steps(ITestNetwork network) => network.Info.InputShape[0];

    private static float[] Inputs(ITestNetwork network, ulong seed) => ForwardChecks.Inputs(network, 1, seed);

    private static void Refuses<TException>(Action call, string what)
        where TException : Exception
    {
        try
        {
            call();
        }
        catch (TException)
        {
            return;
        }

        throw new NumericMismatchException($"{what} was not refused.");
    }
}
