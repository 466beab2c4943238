using System.Diagnostics;
using System.Globalization;
using System.Text;

using NetGen.Benchmarks.Measuring;
using NetGen.Benchmarks.Networks;
using NetGen.Benchmarks.Reporting;

namespace NetGen.Benchmarks.Updating;

/// <summary>What the update of an optimiser costs by itself: a step of one sample less the gradients of one, for a network of 3.3 million parameters.</summary>
internal static class UpdateRun
{
    private const string Section = "updates";

    /// <summary>So small that the weights stay as they are: a unit that dies leaves averages that fade into numbers that processors are slow with.</summary>
    private const double Rate = 1e-12;

    private static readonly Optimizer[] s_optimizers =
    [
        new Sgd(Rate), new Sgd(Rate) { Momentum = 0.9 }, new Adam(Rate), new AdamW(Rate), new Adam(Rate) { Amsgrad = true }, new Adamax(Rate), new NAdam(Rate), new RAdam(Rate), new ScheduleFreeAdamW(Rate),
        new RmsProp(Rate), new Adagrad(Rate), new Adadelta(Rate), new Asgd(Rate), new Rprop(Rate), new Lion(Rate), new Lamb(Rate), new Adafactor(Rate), new Muon(Rate),
    ];

    /// <summary>Measures and reports.</summary>
    /// <param name="seconds">How long to measure each.</param>
    /// <param name="markdown">The document whose section is replaced; null for none.</param>
    /// <param name="output">Where the table goes.</param>
    /// <returns>The exit code.</returns>
    public static int Run(double seconds, string? markdown, TextWriter output)
    {
        IContestant[] contestants = [new Step(optimizer: null), .. s_optimizers.Select(static optimizer => new Step(optimizer))];
        try
        {
            double[] medians = RoundRobin.Measure(contestants, new MeasuringTime(seconds, 10));
            double adam = medians[1 + Array.FindIndex(s_optimizers, static optimizer => optimizer is Adam)] - medians[0];
            StringBuilder table = new();
            table.Append(CultureInfo.InvariantCulture, $"{Machine.Describe()}. One thread, {DigitNet.Info.ParameterCount:N0} parameters.\n\n| optimiser | update | of Adam's |\n|---|---:|---:|\n");
            foreach ((IContestant contestant, double median) in contestants.Zip(medians).Skip(1))
                table.Append(CultureInfo.InvariantCulture, $"| {contestant.Name} | {1e3 * (median - medians[0]):F2} ms | {(median - medians[0]) / adam:F2} |\n");
            output.Write(table);
            if (markdown is not null) MarkdownSection.Update(markdown, Section, table.ToString());
            return ExitCode.Success;
        }
        finally
        {
            foreach (IContestant contestant in contestants) contestant.Dispose();
        }
    }

    /// <summary>A step, or without an optimiser its gradients alone.</summary>
    private sealed class Step : IContestant
    {
        private readonly Trainer<DigitNet> _trainer;
        private readonly bool _updates;
        private readonly float[] _image = new float[DigitNet.Info.InputSize];
        private int _steps;

        public Step(Optimizer? optimizer)
        {
            _trainer = new DigitNet(1).CreateTrainer(optimizer ?? new Sgd(Rate), new TrainerOptions { Threads = 1 });
            _updates = optimizer is not null;
            Name = optimizer is null ? "gradients" : optimizer.GetType().Name + (optimizer switch { Sgd { Momentum: > 0 } => ", momentum", Adam { Amsgrad: true } => ", Amsgrad", _ => "" });
            Array.Fill(_image, 0.1f);
        }

        public string Name { get; }

        public double Run(int iterations)
        {
            long begin = Stopwatch.GetTimestamp();
            for (int iteration = 0; iteration < iterations; iteration++)
            {
                // Another label each time, so that no gradient is the one before.
                int label = _steps++ % DigitNet.Info.OutputSize;
                if (_updates) _trainer.Step(_image, [label]);
                else _trainer.ComputeGradients(_image, [label]);
            }

            return Stopwatch.GetElapsedTime(begin).TotalSeconds;
        }

        public void Dispose() => _trainer.Dispose();
    }
}
