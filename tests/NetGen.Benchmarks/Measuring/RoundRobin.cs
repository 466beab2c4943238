namespace NetGen.Benchmarks.Measuring;

/// <summary>How long to measure.</summary>
/// <param name="Seconds">For each contestant, warm-up not counted.</param>
/// <param name="Rounds">Slices into which these seconds are divided.</param>
internal sealed record MeasuringTime(double Seconds, int Rounds)
{
    /// <summary>Seconds of one contestant's turn.</summary>
    public double Slice => Seconds / Rounds;
}

/// <summary>
/// Lets contestants take turns, so that a machine whose clock drifts drifts for all of them. Only one of them runs at a time.
/// </summary>
internal static class RoundRobin
{
    /// <summary>A turn begins so much after the one before.</summary>
    private static readonly TimeSpan Settling = TimeSpan.FromMilliseconds(10);

    /// <summary>
    /// And not before the process of the one before has taken no processor time for so long: more than a tick of the system's clock. ONNX
    /// Runtime's threads spin for 40 milliseconds after their work, on a processor that the next one needs.
    /// </summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(15);

    /// <summary>Not longer than this, though: some process may never be quiet.</summary>
    private const int MostWaits = 30;

    /// <summary>Each turn begins with this much work that is not counted, and with one iteration at least: caches, clock frequency, sleeping threads.</summary>
    private const double WarmUpSeconds = 0.003;

    /// <summary>The median seconds of one iteration of each contestant, in their order.</summary>
    /// <exception cref="OperationCanceledException">It was stopped, between two turns.</exception>
    public static double[] Measure(IReadOnlyList<IContestant> contestants, MeasuringTime time, CancellationToken stop = default)
    {
        var turns = contestants.Select(contestant => new Turn(contestant)).ToArray();
        foreach (Turn turn in turns)
        {
            stop.ThrowIfCancellationRequested();
            turn.Calibrate(time.Slice);
            turn.Settle();
        }

        for (int round = 0; round < time.Rounds; round++)
        {
            foreach (Turn turn in turns)
            {
                stop.ThrowIfCancellationRequested();
                turn.Take();
                turn.Settle();
            }
        }

        return [.. turns.Select(static turn => Statistics.Median(turn.Samples))];
    }

    /// <summary>Seconds of one iteration, roughly: for choosing between variants.</summary>
    public static double Probe(IContestant contestant)
    {
        const double Slice = 0.02;
        var turn = new Turn(contestant);
        double seconds = turn.Calibrate(Slice);
        turn.Settle();
        if (seconds > Slice) return seconds;
        turn.Take();
        turn.Take();
        turn.Settle();
        return turn.Samples.Min();
    }

    /// <summary>One contestant's state.</summary>
    private sealed class Turn(IContestant contestant)
    {
        private int _iterations = 1;
        private int _warmUp;

        public List<double> Samples { get; } = [];

        /// <summary>Warms up, and finds how many iterations fill a slice.</summary>
        /// <returns>Seconds of one iteration at the end of it.</returns>
        public double Calibrate(double slice)
        {
            double spent = 0;
            double seconds = 0;
            int calls = 0;
            while (calls < 2 || (spent < contestant.WarmUpSeconds && calls < 1000))
            {
                seconds = contestant.Run(_iterations);
                spent += seconds;
                calls++;
                if (seconds >= slice || spent >= contestant.WarmUpSeconds) continue;
                double growth = seconds > 0 ? Math.Clamp(slice / seconds, 1, 10) : 10;
                _iterations = (int)Math.Clamp(_iterations * growth, 1, 100_000_000);
            }

            double perIteration = seconds / _iterations;
            _iterations = (int)Math.Clamp(slice / perIteration, 1, 100_000_000);
            _warmUp = (int)Math.Ceiling(WarmUpSeconds / perIteration);
            return perIteration;
        }

        /// <summary>Returns when the contestant's threads are at rest.</summary>
        public void Settle()
        {
            Thread.Sleep(Settling);
            TimeSpan before = contestant.ProcessorTime;
            for (int wait = 0; wait < MostWaits && before > TimeSpan.Zero; wait++)
            {
                Thread.Sleep(Quiet);
                TimeSpan now = contestant.ProcessorTime;
                if (now == before) return;
                before = now;
            }
        }

        public void Take()
        {
            if (_warmUp > 0) contestant.Run(_warmUp);
            Samples.Add(contestant.Run(_iterations) / _iterations);
        }
    }
}
