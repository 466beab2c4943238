using System.Globalization;

using NetGen.TestHelpers;

namespace NetGen.Kernels.Tests.Checks;

/// <summary>What holds of inference whatever the network computes. Each check throws where it does not.</summary>
internal static class ForwardChecks
{
    private const int Batch = 15;
    private const float Sentinel = 12345.678f;

    /// <summary>A sample's result has the same bits in whatever batch it is.</summary>
    public static void BatchDoesNotMatter(ITestNetwork network)
    {
        (int inputSize, int outputSize) = (network.Info.InputSize, network.Info.OutputSize);
        float[] input = Inputs(network, Batch);
        float[] whole = Forward(network, input);
        int[][] splits = [[.. Enumerable.Repeat(1, Batch)], [7, 8], [14, 1], [2, 13], [4, 4, 4, 3]];
        foreach (int[] split in splits)
        {
            int first = 0;
            foreach (int count in split)
            {
                float[] part = Forward(network, input[(first * inputSize)..((first + count) * inputSize)]);
                NumericAssert.BitEqual(
                    string.Create(CultureInfo.InvariantCulture, $"samples {first}..{first + count} alone"),
                    part,
                    whole.AsSpan(first * outputSize, count * outputSize));
                first += count;
            }
        }
    }

    /// <summary>However samples, or the work on one, are divided among threads, the bits are the same.</summary>
    public static void SharesDoNotMatter(ITestNetwork network)
    {
        foreach (int samples in (int[])[1, 5])
        {
            float[] input = Inputs(network, samples);
            float[] expected = Forward(network, input);
            foreach (int shares in (int[])[1, 2, 3, 4, 7, 8])
            {
                var output = new float[expected.Length];
                network.ForwardInShares(input, output, shares);
                NumericAssert.BitEqual(string.Create(CultureInfo.InvariantCulture, $"{samples} samples in {shares} shares"), output, expected);
            }
        }
    }

    /// <summary>The place of the buffers in memory does not matter, and nothing but the output is written.</summary>
    public static void PositionDoesNotMatter(ITestNetwork network)
    {
        const int Samples = 3;
        const int Margin = 64;
        float[] input = Inputs(network, Samples);
        float[] expected = Forward(network, input);
        for (int offset = 0; offset < 16; offset++)
        {
            var moved = new float[input.Length + offset];
            input.CopyTo(moved, offset);
            var output = new float[expected.Length + (2 * Margin) + offset];
            Array.Fill(output, Sentinel);
            network.Forward(moved.AsSpan(offset), output.AsSpan(Margin + offset, expected.Length));
            string about = string.Create(CultureInfo.InvariantCulture, $"offset {offset}");
            NumericAssert.BitEqual(about, output.AsSpan(Margin + offset, expected.Length), expected);
            if (output.AsSpan(0, Margin + offset).ContainsAnyExcept(Sentinel) || output.AsSpan(Margin + offset + expected.Length).ContainsAnyExcept(Sentinel))
                throw new NumericMismatchException($"{about}: something beside the output was written.");
        }
    }

    /// <summary>Input and output against forbidden pages, before and behind, the input read-only. Deadly where it fails.</summary>
    public static void NothingBesideTheBuffersIsTouched(ITestNetwork network)
    {
        for (int samples = 1; samples <= 3; samples++)
        {
            float[] input = Inputs(network, samples);
            float[] expected = Forward(network, input);
            foreach (bool guardBehind in (bool[])[true, false])
            {
                using var guardedInput = new GuardedMemory(input.Length, guardBehind);
                using var guardedOutput = new GuardedMemory(expected.Length, guardBehind);
                input.CopyTo(guardedInput.Span);
                guardedInput.MakeReadOnly();
                guardedOutput.Span.Fill(float.NaN);
                network.Forward(guardedInput.Span, guardedOutput.Span);
                NumericAssert.BitEqual($"guard {(guardBehind ? "behind" : "before")}", guardedOutput.Span, expected);
            }
        }
    }

    /// <summary>Many threads may use one network at once, while the garbage collector moves what it can.</summary>
    public static void ThreadsMayShareANetwork(ITestNetwork network, int threads, int calls)
    {
        const int Batches = 4;
        float[][] inputs = [.. Enumerable.Range(0, Batches).Select(index => Inputs(network, index + 1, seed: (ulong)index))];
        float[][] expected = [.. inputs.Select(input => Forward(network, input))];
        string? failure = null;
        Thread[] workers = [.. Enumerable.Range(0, threads).Select(number => new Thread(() => Work(number)))];
        foreach (Thread worker in workers) worker.Start();
        while (Array.Exists(workers, worker => worker.IsAlive))
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: true);
            Thread.Sleep(1);
        }

        if (failure is not null) throw new NumericMismatchException(failure);

        void Work(int number)
        {
            try
            {
                for (int call = 0; call < calls; call++)
                {
                    int index = (number + call) % Batches;
                    NumericAssert.BitEqual(
                        string.Create(CultureInfo.InvariantCulture, $"thread {number}, call {call}"), Forward(network, inputs[index]), expected[index]);
                }
            }
            catch (NumericMismatchException mismatch)
            {
                Interlocked.CompareExchange(ref failure, mismatch.Message, null);
            }
        }
    }

    /// <summary>After a first call neither Forward nor Predict allocates.</summary>
    public static void NothingIsAllocated(ITestNetwork network)
    {
        foreach (int samples in (int[])[1, 4])
        {
            float[] input = Inputs(network, samples);
            var output = new float[samples * network.Info.OutputSize];
            AllocationCheck.Run($"Forward of {samples}", () => network.Forward(input, output));
            AllocationCheck.Run($"Predict of {samples}", () => network.Predict(input, output));
        }
    }

    /// <summary>Lengths that are not whole samples, or that disagree, are refused before anything is written; no samples are fine.</summary>
    public static void LengthsAreChecked(ITestNetwork network)
    {
        (int inputSize, int outputSize) = (network.Info.InputSize, network.Info.OutputSize);
        network.Forward([], []);
        network.Predict([], []);
        (int Input, int Output)[] wrong =
        [
            (inputSize + 1, outputSize),
            (inputSize, outputSize + 1),
            (inputSize, outputSize - 1),
            (inputSize, 2 * outputSize),
            (2 * inputSize, outputSize),
            (0, outputSize),
            (inputSize, 0),
        ];
        foreach ((int input, int output) in wrong)
        {
            // With samples of one value these are whole samples, and agree.
            if (input % inputSize == 0 && output % outputSize == 0 && input / inputSize == output / outputSize) continue;
            var destination = new float[output];
            Array.Fill(destination, Sentinel);
            Refuses(() => network.Forward(new float[input], destination), $"Forward of {input} into {output}");
            Refuses(() => network.Predict(new float[input], destination), $"Predict of {input} into {output}");
            if (destination.AsSpan().ContainsAnyExcept(Sentinel)) throw new NumericMismatchException($"A refused call of {input} into {output} wrote to the output.");
        }
    }

    /// <summary>Samples that the network can read: numbers, or whole numbers where they are indices.</summary>
    public static float[] Inputs(ITestNetwork network, int samples, ulong seed = 1)
    {
        int length = samples * network.Info.InputSize;
        if (network.Info.Inputs.Any(input => input.LengthsOf is not null)) return Rows(network.Info, samples, new TestRandom(seed));
        if (network.Info.Inputs is not [{ Vocabulary: > 0 and int vocabulary }]) return Random(length, seed);
        var random = new TestRandom(seed);
        return [.. Enumerable.Range(0, length).Select(_ => (float)random.NextInteger(0, vocabulary - 1))];
    }

    /// <summary>Rows of several inputs, with whole numbers for indices and lengths.</summary>
    private static float[] Rows(NetworkInfo info, int samples, TestRandom random)
    {
        List<float> rows = [];
        for (int sample = 0; sample < samples; sample++)
        {
            foreach (TensorInfo input in info.Inputs)
            {
                for (int i = 0; i < input.Size; i++)
                    rows.Add(input.Vocabulary > 0 ? random.NextInteger(input.LengthsOf is null ? 0 : 1, input.Vocabulary - 1) : (float)random.NextNormal());
            }
        }

        return [.. rows];
    }

    public static float[] Random(int length, ulong seed = 1)
    {
        var random = new TestRandom(seed);
        return [.. Enumerable.Range(0, length).Select(_ => (float)random.NextNormal())];
    }

    /// <summary>What a network gives for some samples.</summary>
    public static float[] Forward(ITestNetwork network, float[] input)
    {
        var output = new float[input.Length / network.Info.InputSize * network.Info.OutputSize];
        network.Forward(input, output);
        return output;
    }

    private static void Refuses(Action call, string what)
    {
        try
        {
            call();
        }
        catch (ArgumentException)
        {
            return;
        }

        throw new NumericMismatchException($"{what} was not refused.");
    }
}
