using Xunit;

using static NetGen.Tests.Training.OptimizerTests;

namespace NetGen.Tests.Training;

/// <summary>Optimisers, and settings of them, that PyTorch 1.13 does not have: against the formulas of their articles, in double.</summary>
public class OptimizerFormulaTests
{
    [Theory]
    [InlineData(0.9, 0.99, 0.0)]
    [InlineData(0.5, 0.8, 0.3)]
    public void LionIsThatOfTheArticle(double beta1, double beta2, double decay)
    {
        const double Rate = 0.01f;
        AssertFollows(
            new Lion(0.01) { Beta1 = beta1, Beta2 = beta2, WeightDecay = decay },
            (p, g, state, _) =>
            {
                p -= Rate * ((decay * p) + Math.Sign((float)((beta1 * state[0]) + ((1 - beta1) * g))));
                state[0] = (beta2 * state[0]) + ((1 - beta2) * g);
                return p;
            });
    }

    [Theory]
    [InlineData(0.1, 0.0, 0.0, 0.0, 0.0)]
    [InlineData(0.5, 0.01, 0.2, 0.1, 1.0)]
    [InlineData(0.0, 0.001, 0.0, 0.0, 0.0)]
    public void FtrlIsThatOfKeras(double initial, double l1, double l2, double shrinkage, double beta)
    {
        const double Rate = 0.5f;
        AssertFollows(
            new Ftrl(0.5) { InitialAccumulator = initial, L1 = l1, L2 = l2, L2Shrinkage = shrinkage, Beta = beta },
            (p, g, state, t) =>
            {
                double before = t == 1 ? initial : state[0];
                double n = state[0] = before + (g * g);
                state[1] += g + (2 * shrinkage * p) - ((Math.Sqrt(n) - Math.Sqrt(before)) / Rate * p);
                double quadratic = (Math.Sqrt(n) / Rate) + (2 * (l2 + (beta / (2 * Rate))));
                return Math.Abs(state[1]) <= l1 || quadratic == 0 ? 0 : ((Math.Sign(state[1]) * l1) - state[1]) / quadratic;
            });
    }

    [Theory]
    [InlineData(0.9, 0.999, 0.0, 0)]
    [InlineData(0.5, 0.8, 0.2, 4)]
    public void ScheduleFreeAdamWIsThatOfTheArticle(double beta1, double beta2, double decay, int warmup)
    {
        AssertFollows(
            new ScheduleFreeAdamW(0.01) { Beta1 = beta1, Beta2 = beta2, WeightDecay = decay, WarmupSteps = warmup },
            (y, g, state, t) =>
            {
                if (t == 1) state[0] = state[1] = y; // z and x
                double rate = 0.01f * (t < warmup ? (double)t / warmup : 1);
                state[2] = (beta2 * state[2]) + ((1 - beta2) * g * g);
                state[0] -= rate * ((g / (Math.Sqrt(state[2] / (1 - Math.Pow(beta2, t))) + 1e-8)) + (decay * y));
                state[1] += (state[0] - state[1]) / t;
                return ((1 - beta1) * state[0]) + (beta1 * state[1]);
            });
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void NAdamHasTwoKindsOfDecay(bool isDecoupled)
    {
        const double Rate = 0.01f;
        double product = 1;
        int last = 0;
        AssertFollows(
            new NAdam(0.01) { WeightDecay = 0.3, DecoupledWeightDecay = isDecoupled },
            (p, g, state, t) =>
            {
                if (isDecoupled) p *= 1 - (Rate * 0.3);
                else g += 0.3 * p;
                if (t != last) product *= Momentum(last = t);
                state[0] = (0.9 * state[0]) + (0.1 * g);
                state[1] = (0.999 * state[1]) + (0.001 * g * g);
                double size = Math.Sqrt(state[1] / (1 - Math.Pow(0.999, t))) + 1e-8;
                return p - (Rate * (((1 - Momentum(t)) / (1 - product) * g) + (Momentum(t + 1) / (1 - (product * Momentum(t + 1))) * state[0])) / size);
            });

        static double Momentum(int t) => 0.9 * (1 - (0.5 * Math.Pow(0.96, t * 0.004)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void RAdamHasTwoKindsOfDecay(bool isDecoupled)
    {
        const double Rate = 0.01f;
        AssertFollows(
            new RAdam(0.01) { WeightDecay = 0.3, DecoupledWeightDecay = isDecoupled },
            (p, g, state, t) =>
            {
                if (isDecoupled) p *= 1 - (Rate * 0.3);
                else g += 0.3 * p;
                state[0] = (0.9 * state[0]) + (0.1 * g);
                state[1] = (0.999 * state[1]) + (0.001 * g * g);
                double mean = state[0] / (1 - Math.Pow(0.9, t));
                double left = 1 - Math.Pow(0.999, t);
                double length = 1999 - (2 * t * (1 - left) / left);
                if (length <= 5) return p - (Rate * mean);
                double factor = Math.Sqrt((length - 4) * (length - 2) * 1999 / (1995.0 * 1997 * length));
                return p - (Rate * mean * factor * Math.Sqrt(left) / (Math.Sqrt(state[1]) + 1e-8));
            });
    }

    /// <summary>Where the gradient does not change, rounding makes the variance negative: no NaN.</summary>
    [Fact]
    public void AVarianceOfNothingIsZero()
    {
        var optimizer = new RmsProp(0.01) { Centered = true, Alpha = 0.5 };
        float[] parameters = [.. Enumerable.Repeat(1f, 16)];
        float[] gradients = [.. Enumerable.Range(0, 16).Select(i => 0.1f + (0.37f * i))];
        var state = new OptimizerState(optimizer, 16);
        for (int step = 0; step < 200; step++)
        {
            Assert.True(optimizer.Update(new UpdateRange(ref parameters[0], ref gradients[0], state, 0, 16) { Step = new(step, optimizer.Rate) }));
            state.Updates++;
        }
    }

    [Theory]
    [InlineData("Asgd")]
    [InlineData("ScheduleFreeAdamW")]
    public void TheAverageIsGivenToAnotherNetwork(string name)
    {
        using TrainedNetwork<SmallClassifier> trained = new(new SmallClassifier(3), optimizer: name == "Asgd" ? new Asgd(0.1) { AverageFrom = 0 } : new ScheduleFreeAdamW(0.01));
        var average = new SmallClassifier(5);
        Assert.Throws<InvalidOperationException>(() => trained.Trainer.AverageInto(average));
        int size = SmallClassifier.Info.TrainedPackedSize;
        double[] expected = new double[size];
        const int Steps = 6;
        for (int step = 0; step < Steps; step++)
        {
            EveryOptimizerTests.Steps(trained.Trainer, step, step + 1);

            // ASGD averages what it trains, the other the z that it keeps.
            ReadOnlySpan<float> values = name == "Asgd" ? trained.Network.Parameters.Trained : trained.Trainer.Memory.State.Slots[0].Span;
            for (int i = 0; i < size; i++) expected[i] = name == "Asgd" && step < 2 ? values[i] : expected[i] + ((values[i] - expected[i]) / (name == "Asgd" ? step : step + 1));
        }

        trained.Remember();
        trained.Trainer.AverageInto(average);
        trained.AssertUnchanged();
        for (int i = 0; i < size; i++) Assert.Equal(expected[i], average.Parameters.Trained[i], 1e-6);
        Assert.Equal(trained.Network.Parameters.Memory.Span[size..].ToArray(), average.Parameters.Memory.Span[size..].ToArray());
    }

    [Fact]
    public void OthersKeepNoAverage()
    {
        using TrainedNetwork<SmallClassifier> trained = new(new SmallClassifier(3));
        EveryOptimizerTests.Steps(trained.Trainer, 0, 1);
        Assert.Throws<InvalidOperationException>(() => trained.Trainer.AverageInto(new SmallClassifier()));
    }
}
