using NetGen.Runtime;

using Xunit;

namespace NetGen.Tests.Training;

/// <summary>Optimisers against PyTorch's documented formulas, written out independently in double.</summary>
public class OptimizerTests
{
    private const int Steps = 8;

    /// <summary>One parameter's update in double: (parameter, gradient, state, step counted from 1) to the new parameter.</summary>
    internal delegate double Reference(double p, double g, double[] state, int t);

    [Theory]
    [InlineData(0.0, 0.0, 0.0, false)]
    [InlineData(0.9, 0.0, 0.0, false)]
    [InlineData(0.9, 0.3, 0.0, false)]
    [InlineData(0.9, 0.0, 0.0, true)]
    [InlineData(0.8, 0.0, 0.05, true)]
    [InlineData(0.0, 0.5, 0.05, false)]
    public void SgdIsThatOfPyTorch(double momentum, double dampening, double decay, bool nesterov)
    {
        const double Rate = 0.05f;
        AssertFollows(
            new Sgd(0.05f) { Momentum = momentum, Dampening = dampening, WeightDecay = decay, Nesterov = nesterov },
            (p, g, state, t) =>
            {
                g += decay * p;
                if (momentum != 0)
                {
                    state[0] = t == 1 ? g : (momentum * state[0]) + ((1 - dampening) * g);
                    g = nesterov ? g + (momentum * state[0]) : state[0];
                }

                return p - (Rate * g);
            });
    }

    [Theory]
    [InlineData(0.9, 0.999, 1e-8, 0.0)]
    [InlineData(0.5, 0.9, 1e-3, 0.1)]
    [InlineData(0.0, 0.0, 1e-4, 0.0)]
    public void AdamIsThatOfPyTorch(double beta1, double beta2, double epsilon, double decay)
    {
        const double Rate = 0.01f;
        AssertFollows(
            new Adam(0.01f) { Beta1 = beta1, Beta2 = beta2, Epsilon = epsilon, WeightDecay = decay },
            (p, g, state, t) => AdamStep(p, g + (decay * p), state, t, Rate, beta1, beta2, epsilon));
    }

    [Theory]
    [InlineData(0.01)]
    [InlineData(0.3)]
    public void AdamWIsThatOfPyTorch(double decay)
    {
        const double Rate = 0.01f;
        AssertFollows(
            new AdamW(0.01f) { WeightDecay = decay },
            (p, g, state, t) => AdamStep(p * (1 - (Rate * decay)), g, state, t, Rate, 0.9, 0.999, 1e-8));
    }

    [Theory]
    [InlineData(0.99, 1e-8, 0.0, 0.0)]
    [InlineData(0.5, 1e-3, 0.9, 0.1)]
    public void RmsPropIsThatOfPyTorch(double alpha, double epsilon, double momentum, double decay)
    {
        const double Rate = 0.01f;
        AssertFollows(
            new RmsProp(0.01f) { Alpha = alpha, Epsilon = epsilon, Momentum = momentum, WeightDecay = decay },
            (p, g, state, _) =>
            {
                g += decay * p;
                state[0] = (alpha * state[0]) + ((1 - alpha) * g * g);
                double direction = g / (Math.Sqrt(state[0]) + epsilon);
                if (momentum > 0) direction = state[1] = (momentum * state[1]) + direction;
                return p - (Rate * direction);
            });
    }

    [Theory]
    [InlineData(0.0, 1e-10, 0.0)]
    [InlineData(0.5, 1e-3, 0.1)]
    public void AdagradIsThatOfPyTorch(double rateDecay, double epsilon, double decay)
    {
        const double Rate = 0.01f;
        AssertFollows(
            new Adagrad(0.01f) { LearningRateDecay = rateDecay, Epsilon = epsilon, WeightDecay = decay },
            (p, g, state, t) =>
            {
                g += decay * p;
                state[0] += g * g;
                return p - (Rate / (1 + ((t - 1) * rateDecay)) * g / (Math.Sqrt(state[0]) + epsilon));
            });
    }

    [Theory]
    [InlineData(0.9, 1e-6, 0.0)]
    [InlineData(0.5, 1e-3, 0.1)]
    public void AdadeltaIsThatOfPyTorch(double rho, double epsilon, double decay)
    {
        AssertFollows(
            new Adadelta { Rho = rho, Epsilon = epsilon, WeightDecay = decay },
            (p, g, state, _) =>
            {
                g += decay * p;
                state[0] = (rho * state[0]) + ((1 - rho) * g * g);
                double direction = Math.Sqrt(state[1] + epsilon) / Math.Sqrt(state[0] + epsilon) * g;
                state[1] = (rho * state[1]) + ((1 - rho) * direction * direction);
                return p - direction;
            });
    }

    [Fact]
    public void DefaultsAreThoseOfPyTorch()
    {
        var sgd = new Sgd();
        Assert.Equal((1e-3, 0.0, 0.0, 0.0, false), (sgd.LearningRate, sgd.Momentum, sgd.Dampening, sgd.WeightDecay, sgd.Nesterov));
        var adam = new Adam();
        Assert.Equal((1e-3, 0.9, 0.999, 1e-8, 0.0), (adam.LearningRate, adam.Beta1, adam.Beta2, adam.Epsilon, adam.WeightDecay));
        Assert.Equal((1e-3, 0.01), (new AdamW().LearningRate, new AdamW().WeightDecay));
        var rmsProp = new RmsProp();
        Assert.Equal((1e-2, 0.99, 1e-8, 0.0, 0.0), (rmsProp.LearningRate, rmsProp.Alpha, rmsProp.Epsilon, rmsProp.Momentum, rmsProp.WeightDecay));
        var adagrad = new Adagrad();
        Assert.Equal((1e-2, 0.0, 1e-10, 0.0), (adagrad.LearningRate, adagrad.LearningRateDecay, adagrad.Epsilon, adagrad.WeightDecay));
        var adadelta = new Adadelta();
        Assert.Equal((1.0, 0.9, 1e-6, 0.0), (adadelta.LearningRate, adadelta.Rho, adadelta.Epsilon, adadelta.WeightDecay));
        foreach (MomentOptimizer moments in new MomentOptimizer[] { new Adamax(), new NAdam(), new RAdam(), new ScheduleFreeAdamW() })
        {
            Assert.Equal((0.9, 0.999, 1e-8, 0.0), (moments.Beta1, moments.Beta2, moments.Epsilon, moments.WeightDecay));
        }

        Assert.Equal((2e-3, 2e-3, 4e-3, 1e-3, 2.5e-3, 0), (new Adamax().LearningRate, new NAdam().LearningRate, new NAdam().MomentumDecay, new RAdam().LearningRate, new ScheduleFreeAdamW().LearningRate, new ScheduleFreeAdamW().WarmupSteps));
        Assert.False(adam.Amsgrad || new AdamW().Amsgrad || rmsProp.Centered || new NAdam().DecoupledWeightDecay || new RAdam().DecoupledWeightDecay);
        var asgd = new Asgd();
        Assert.Equal((1e-2, 1e-4, 0.75, 1e6, 0.0), (asgd.LearningRate, asgd.Lambda, asgd.Alpha, asgd.AverageFrom, asgd.WeightDecay));
        var rprop = new Rprop();
        Assert.Equal((1e-2, 0.5, 1.2, 1e-6, 50.0), (rprop.LearningRate, rprop.Shrinkage, rprop.Growth, rprop.SmallestStep, rprop.LargestStep));
        var lion = new Lion();
        Assert.Equal((1e-3, 0.9, 0.99, 0.0), (lion.LearningRate, lion.Beta1, lion.Beta2, lion.WeightDecay));
        var lamb = new Lamb();
        Assert.Equal((1e-3, 0.9, 0.999, 1e-7, 0.0), (lamb.LearningRate, lamb.Beta1, lamb.Beta2, lamb.Epsilon, lamb.WeightDecay));
        var adafactor = new Adafactor();
        Assert.Equal((1e-2, -0.8, 1e-3, 1.0, 0.0), (adafactor.LearningRate, adafactor.Beta2Decay, adafactor.Epsilon2, adafactor.ClippingThreshold, adafactor.WeightDecay));
        Assert.Equal(float.BitIncrement(1) - 1, (float)adafactor.Epsilon1);
        var muon = new Muon();
        Assert.Equal((1e-3, 0.95, true, 0.1, 1e-7, 5, false), (muon.LearningRate, muon.Momentum, muon.Nesterov, muon.WeightDecay, muon.Epsilon, muon.NewtonSchulzSteps, muon.MatchAdamW));
        Assert.Equal((1.0, 0.9, 0.999, 1e-8), (muon.AdamRateFactor, muon.AdamBeta1, muon.AdamBeta2, muon.AdamEpsilon));
        var ftrl = new Ftrl();
        Assert.Equal((1e-3, 0.1, 0.0, 0.0, 0.0, 0.0), (ftrl.LearningRate, ftrl.InitialAccumulator, ftrl.L1, ftrl.L2, ftrl.L2Shrinkage, ftrl.Beta));
    }

    [Fact]
    public void ArgumentsAreChecked()
    {
        foreach (float bad in new[] { -1f, -float.Epsilon, float.NaN, float.PositiveInfinity, float.NegativeInfinity })
        {
            Assert.Throws<ArgumentOutOfRangeException>("learningRate", () => new Sgd(bad));
            Assert.Throws<ArgumentOutOfRangeException>("learningRate", () => new Adam(bad));
            Assert.Throws<ArgumentOutOfRangeException>("learningRate", () => new AdamW(bad));
            Assert.Throws<ArgumentOutOfRangeException>("learningRate", () => new RmsProp(bad));
            Assert.Throws<ArgumentOutOfRangeException>("learningRate", () => new Adagrad(bad));
            Assert.Throws<ArgumentOutOfRangeException>("learningRate", () => new Adadelta(bad));
            Assert.Throws<ArgumentOutOfRangeException>(() => new Adam().LearningRate = bad);
            Assert.Throws<ArgumentOutOfRangeException>(() => new RmsProp { Alpha = bad });
            Assert.Throws<ArgumentOutOfRangeException>(() => new RmsProp { Epsilon = bad });
            Assert.Throws<ArgumentOutOfRangeException>(() => new RmsProp { Momentum = bad });
            Assert.Throws<ArgumentOutOfRangeException>(() => new RmsProp { WeightDecay = bad });
            Assert.Throws<ArgumentOutOfRangeException>(() => new Adagrad { LearningRateDecay = bad });
            Assert.Throws<ArgumentOutOfRangeException>(() => new Adagrad { Epsilon = bad });
            Assert.Throws<ArgumentOutOfRangeException>(() => new Adagrad { WeightDecay = bad });
            Assert.Throws<ArgumentOutOfRangeException>(() => new Adadelta { Rho = bad });
            Assert.Throws<ArgumentOutOfRangeException>(() => new Adadelta { Epsilon = bad });
            Assert.Throws<ArgumentOutOfRangeException>(() => new Adadelta { WeightDecay = bad });
            Assert.Throws<ArgumentOutOfRangeException>(() => new Sgd { Momentum = bad });
            Assert.Throws<ArgumentOutOfRangeException>(() => new Sgd { WeightDecay = bad });
            Assert.Throws<ArgumentOutOfRangeException>(() => new Adam { WeightDecay = bad });
            Assert.Throws<ArgumentOutOfRangeException>(() => new Adam { Epsilon = bad });
            Assert.Throws<ArgumentOutOfRangeException>(() => new Adam { Beta1 = bad });
            Assert.Throws<ArgumentOutOfRangeException>(() => new Adam { Beta2 = bad });
        }

        // Every setting that is a number, of every optimiser: none may be negative, NaN or infinite.
        foreach (Type kind in typeof(Optimizer).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Optimizer)) && !type.IsAbstract))
        {
            foreach (System.Reflection.PropertyInfo setting in kind.GetProperties().Where(property => property.CanWrite && property.PropertyType == typeof(double)))
            {
                foreach (double bad in new[] { -1, double.NaN, double.PositiveInfinity, 1e39 })
                {
                    if (setting.Name is nameof(Sgd.Dampening) or nameof(Adafactor.Beta2Decay) && bad == -1) continue;
                    object optimizer = Activator.CreateInstance(kind, [0.1])!;
                    Exception? refusal = Record.Exception(() => setting.SetValue(optimizer, bad))?.InnerException;
                    Assert.Equal(setting.Name, Assert.IsType<ArgumentOutOfRangeException>(refusal).ParamName);
                }
            }
        }

        Assert.Throws<ArgumentOutOfRangeException>("Beta2Decay", () => new Adafactor { Beta2Decay = 0.1 });
        Assert.Throws<ArgumentOutOfRangeException>("ClippingThreshold", () => new Adafactor { ClippingThreshold = 0.9 });
        Assert.Throws<ArgumentOutOfRangeException>("NewtonSchulzSteps", () => new Muon { NewtonSchulzSteps = 0 });
        Assert.Throws<ArgumentNullException>("Exclude", () => new Muon { Exclude = null! });
        Assert.Throws<ArgumentOutOfRangeException>("Growth", () => new Rprop { Growth = 1 });
        Assert.Throws<ArgumentOutOfRangeException>("WarmupSteps", () => new ScheduleFreeAdamW { WarmupSteps = -1 });
        AssertContradiction(new Rprop { SmallestStep = 2, LargestStep = 1 });
        new Trainer<SmallClassifier>(new SmallClassifier(), new Rprop { SmallestStep = 1, LargestStep = 1 }).Dispose();
        AssertContradiction(new ScheduleFreeAdamW { Beta1 = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new Sgd { Dampening = double.NaN });
        Assert.Throws<ArgumentOutOfRangeException>(() => new Adam { Beta1 = 1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new Adam { Epsilon = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new Adam { Epsilon = 1e-60 });
        Assert.Equal(0.0, new Sgd(0f).LearningRate);
        AssertContradiction(new Sgd { Nesterov = true });
        AssertContradiction(new Sgd { Nesterov = true, Momentum = 0.9, Dampening = 0.1 });

        static void AssertContradiction(Optimizer optimizer) =>
            Assert.Throws<InvalidOperationException>(() => new Trainer<SmallClassifier>(new SmallClassifier(), optimizer));
    }

    [Fact]
    public void LearningRateMayChangeBetweenSteps()
    {
        var network = new SmallClassifier();
        using var trainer = new Trainer<SmallClassifier>(network, new Sgd(0.5f));
        float[] inputs = Batches.Inputs(9, 0);
        trainer.Step(inputs, Batches.Labels(inputs));
        float[] before = network.Parameters.Trained.ToArray();
        trainer.Optimizer.LearningRate = 0f;
        trainer.Step(inputs, Batches.Labels(inputs));
        Assert.Equal(before, network.Parameters.Trained.ToArray());
    }

    /// <summary>A rate may be written with or without the suffix of a float.</summary>
    [Theory]
    [InlineData("Sgd")]
    [InlineData("Adam")]
    [InlineData("AdamW")]
    [InlineData("RmsProp")]
    [InlineData("Adagrad")]
    [InlineData("Adadelta")]
    public void ARateOfDoublePrecisionGivesTheBitsOfAFloat(string kind)
    {
        (Optimizer Single, Optimizer Double) rates = kind switch
        {
            "Sgd" => (new Sgd(0.003f), new Sgd(0.003)),
            "Adam" => (new Adam(0.003f), new Adam(0.003)),
            "AdamW" => (new AdamW(0.003f), new AdamW(0.003)),
            "RmsProp" => (new RmsProp(0.003f), new RmsProp(0.003)),
            "Adagrad" => (new Adagrad(0.003f), new Adagrad(0.003)),
            _ => (new Adadelta(0.003f), new Adadelta(0.003)),
        };
        Assert.Equal(0.003, rates.Double.LearningRate);
        TrainerTests.AssertSameBits(Train(rates.Single), Train(rates.Double));

        static SmallClassifier Train(Optimizer optimizer)
        {
            var network = new SmallClassifier(2);
            using var trainer = new Trainer<SmallClassifier>(network, optimizer);
            trainer.Fit(FitRuns.Labelled(FitRuns.Samples, 1), new() { Epochs = 2, Schedule = LearningRateSchedule.Cosine });
            optimizer.LearningRate *= 0.3;
            trainer.Fit(FitRuns.Labelled(FitRuns.Samples, 1), new() { Epochs = 2 });
            return network;
        }
    }

    /// <summary>Every way to split the block into ranges, at every width, gives the same bits and leaves what lies outside alone.</summary>
    [Fact]
    public void AnySplitGivesTheSameBits()
    {
        const int Size = 203;
        float[] expected = Update([0, Size]);
        for (int cut = 16; cut < Size; cut += 16) Assert.Equal(expected, Update([0, cut, Size]));
        Assert.Equal(expected, Update([0, 16, 32, 160, Size]));

        static float[] Update(int[] cuts)
        {
            var optimizer = new Adam(0.1f) { WeightDecay = 0.01 };
            var state = new OptimizerState(optimizer, Size);
            float[] parameters = [.. Enumerable.Range(0, Size + 20).Select(i => MathF.Sin(i))];
            float[] gradients = [.. Enumerable.Range(0, Size + 20).Select(i => MathF.Cos(3 * i))];
            for (int step = 0; step < 3; step++)
            {
                for (int i = 1; i < cuts.Length; i++) optimizer.Update(new UpdateRange(ref parameters[0], ref gradients[0], state, cuts[i - 1], cuts[i]) { Scale = new(0.5f, 1f), Step = new(step, optimizer.Rate) });
                state.Updates++;
            }

            for (int i = Size; i < parameters.Length; i++) Assert.Equal(MathF.Sin(i), parameters[i]);
            return parameters;
        }
    }

    private static double AdamStep(double p, double g, double[] state, int t, double rate, double beta1, double beta2, double epsilon)
    {
        state[0] = (beta1 * state[0]) + ((1 - beta1) * g);
        state[1] = (beta2 * state[1]) + ((1 - beta2) * g * g);
        double mean = state[0] / (1 - Math.Pow(beta1, t));
        double variance = state[1] / (1 - Math.Pow(beta2, t));
        return p - (rate * mean / (Math.Sqrt(variance) + epsilon));
    }

    internal static void AssertFollows(Optimizer optimizer, Reference reference)
    {
        var network = new SmallClassifier(4);
        using var trainer = new Trainer<SmallClassifier>(network, optimizer, new() { Threads = 2 });
        int size = SmallClassifier.Info.TrainedPackedSize;
        double[] expected = [.. network.Parameters.Trained.ToArray().Select(value => (double)value)];
        double[][] states = [.. Enumerable.Range(0, size).Select(_ => new double[3])];
        for (int step = 1; step <= Steps; step++)
        {
            float[] inputs = Batches.Inputs(11, (uint)step);
            trainer.ComputeGradients(inputs, Batches.Labels(inputs));
            for (int i = 0; i < size; i++) expected[i] = reference(expected[i], trainer.Gradients[i], states[i], step);
            trainer.ApplyGradients();
            for (int i = 0; i < size; i++) Assert.Equal(expected[i], network.Parameters.Trained[i], 2e-7 * step);
        }
    }
}
