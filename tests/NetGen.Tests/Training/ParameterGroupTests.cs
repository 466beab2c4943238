using Xunit;

namespace NetGen.Tests.Training;

/// <summary>Parameters that are trained otherwise than others, and what is clipped how.</summary>
public class ParameterGroupTests
{
    /// <summary>A group's parameters are bit for bit those of a trainer whose optimiser has its settings.</summary>
    [Theory]
    [InlineData("Sgd")]
    [InlineData("AdamW")]
    [InlineData("NAdam")]
    [InlineData("Lamb")]
    [InlineData("Adafactor")]
    [InlineData("Muon")]
    [InlineData("Asgd")]
    public void AGroupHasARateAndADecayOfItsOwn(string name)
        => CompareWithSettings(name, new ParameterGroup("*.bias") { LearningRateFactor = 0.5, WeightDecay = 0.25 });

    /// <summary>A factor of the weight decay is one of the optimiser's own, or of what another group says.</summary>
    [Theory]
    [InlineData("Sgd")]
    [InlineData("AdamW")]
    [InlineData("Lion")]
    [InlineData("Lamb")]
    [InlineData("Adafactor")]
    [InlineData("Muon")]
    public void AGroupHasAFactorOfTheDecay(string name)
    {
        CompareWithSettings(name, new ParameterGroup("*.bias") { LearningRateFactor = 0.5, WeightDecayFactor = 2 });
        CompareWithSettings(
            name, new("*.bias") { LearningRateFactor = 0.5, WeightDecayFactor = 4 }, new("*.bias") { WeightDecay = 0.5, WeightDecayFactor = 0.125 });
    }

    /// <summary>Biases are trained at half the rate of the others, and with a decay of 0.25 instead of 0.125.</summary>
    private static void CompareWithSettings(string name, params ParameterGroup[] groups)
    {
        const double Rate = 0.02;
        TrainerOptions grouped = new() { Groups = groups };
        SmallClassifier actual = Update(Create(name, Rate, 0.125), grouped);
        SmallClassifier outside = Update(Create(name, Rate, 0.125), new());
        SmallClassifier inside = Update(Create(name, Rate / 2, 0.25), new());
        foreach (ParameterInfo parameter in SmallClassifier.Info.Parameters.Where(parameter => parameter.IsTrained))
        {
            bool isInside = parameter.Name.EndsWith(".bias", StringComparison.Ordinal);
            Assert.Equal(Values(isInside ? inside : outside, parameter.Name), Values(actual, parameter.Name));
            Assert.NotEqual(Values(isInside ? outside : inside, parameter.Name), Values(actual, parameter.Name));
        }
    }

    [Theory]
    [MemberData(nameof(EveryOptimizer.Names), MemberType = typeof(EveryOptimizer))]
    public void WhatIsFrozenStays(string name)
    {
        var network = new SmallClassifier(3);
        float[] before = Values(network, "hidden.weight");
        float[] other = Values(network, "output.weight");
        using var trainer = new Trainer<SmallClassifier>(network, EveryOptimizer.Create(name), new() { Groups = [new("hidden.*") { IsFrozen = true }] });
        EveryOptimizerTests.Steps(trainer, 0, 4);
        Assert.Equal(before, Values(network, "hidden.weight"));
        Assert.NotEqual(other, Values(network, "output.weight"));
    }

    [Fact]
    public void SeveralGroupsAreTakenTogether()
    {
        TrainerOptions options = new()
        {
            DecayBiasesAndNorms = false,
            Groups =
            [
                new("hidden.*") { LearningRateFactor = 0.5, WeightDecay = 0.1 },
                new("*.weight") { LearningRateFactor = 0.25, WeightDecay = 0.2 },
                new("output.weight") { IsFrozen = true },
                new("?idden.weight") { WeightDecayFactor = 3 },
            ],
        };
        Assert.Equal(new(0.125f, 0.2, IsFrozen: false) { WeightDecayFactor = 3 }, Of("hidden.weight"));
        Assert.Equal(new(0.5f, 0.1, IsFrozen: false), Of("hidden.bias"));
        Assert.Equal(new(0.25f, 0.2, IsFrozen: true), Of("output.weight"));
        Assert.Equal(new(1f, 0.0, IsFrozen: false), Of("output.bias"));
        Assert.Equal([(0, 32), (32, 48), (48, 80), (80, 84)], UpdateSegment.Of(SmallClassifier.Info, options, isByParameter: false).Select(segment => (segment.First, segment.End)));
        Assert.Equal([(0, 84)], UpdateSegment.Of(SmallClassifier.Info, new(), isByParameter: false).Select(segment => (segment.First, segment.End)));

        ParameterTreatment Of(string name) => ParameterTreatment.Of(SmallClassifier.Info.Parameters.Single(parameter => parameter.Name == name), options);
    }

    [Fact]
    public void BiasesNeedNotDecay()
    {
        SmallClassifier actual = Update(new AdamW(0.1) { WeightDecay = 0.5 }, new() { DecayBiasesAndNorms = false });
        foreach (ParameterInfo parameter in SmallClassifier.Info.Parameters.Where(parameter => parameter.IsTrained))
        {
            SmallClassifier expected = Update(new AdamW(0.1) { WeightDecay = parameter.Shape.Count > 1 ? 0.5 : 0 }, new());
            Assert.Equal(Values(expected, parameter.Name), Values(actual, parameter.Name));
        }
    }

    /// <summary>Frozen at first, then trained: what the optimiser keeps has begun all the same.</summary>
    [Theory]
    [InlineData("Rprop")]
    [InlineData("Ftrl")]
    [InlineData("ScheduleFreeAdamW")]
    [InlineData("Asgd")]
    public void WhatWasFrozenCanBeTrainedLater(string name)
    {
        string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            using Trainer<SmallClassifier> frozen = new(new SmallClassifier(3), EveryOptimizer.Create(name), new() { Groups = [new("hidden.*") { IsFrozen = true }] });
            EveryOptimizerTests.Steps(frozen, 0, 2);
            frozen.SaveCheckpoint(path);
            using Trainer<SmallClassifier> free = new(new SmallClassifier(4), EveryOptimizer.Create(name));
            Assert.Contains("Groups was hidden.* (frozen) and is now null", Assert.Throws<InvalidOperationException>(() => free.LoadCheckpoint(path)).Message, StringComparison.Ordinal);
            free.LoadCheckpoint(path, RunSettings.Groups);
            foreach (ParameterInfo parameter in SmallClassifier.Info.Parameters.Where(parameter => parameter.IsTrained))
            {
                // A slot that begins with something has it.
                if (name is "ScheduleFreeAdamW" or "Asgd") Assert.NotEqual(new float[parameter.Count], Slot(free, parameter));
            }

            float[] before = Values(free.Network, "hidden.weight");
            EveryOptimizerTests.Steps(free, 2, 3);
            float[] after = Values(free.Network, "hidden.weight");
            Assert.NotEqual(before, after);
            if (name != "Ftrl") Assert.All(before.Zip(after), pair => Assert.InRange(Math.Abs(pair.First - pair.Second), 0, 0.1));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void PatternsThatStandForNothingAreRefused()
    {
        AssertRefused("'conv1.*' of a parameter group stands for none of the parameters of SmallNetwork. Those that are trained: hidden.weight, hidden.bias, output.weight, output.bias.", new Adam(), new("conv1.*"));
        AssertRefused("stands for none", new Adam(), new("hidden"));
        AssertRefused("stands for none", new Adam(), new("HIDDEN.*"));
        AssertRefused("'*running_mean' of a parameter group stands for state alone, which is not trained", new Adam(), new("*running_mean"));
        AssertRefused("freeze all parameters of SmallNetwork", new Adam(), new("*") { IsFrozen = true });
        AssertRefused("Rprop has no weight decay, which the group '*' sets", new Rprop(), new("*") { WeightDecay = 0 });
        Assert.Throws<ArgumentException>(() => new ParameterGroup(""));
        Assert.Contains(
            "DecayBiasesAndNorms = false takes away",
            Assert.Throws<InvalidOperationException>(() => new Trainer<SmallClassifier>(new SmallClassifier(), new Ftrl(), new() { DecayBiasesAndNorms = false })).Message,
            StringComparison.Ordinal);

        static void AssertRefused(string message, Optimizer optimizer, ParameterGroup group) => Assert.Contains(
            message,
            Assert.Throws<InvalidOperationException>(() => new Trainer<SmallClassifier>(new SmallClassifier(), optimizer, new() { Groups = [group] })).Message,
            StringComparison.Ordinal);
    }

    /// <summary>By PyTorch's clip_grad_value_ and clip_grad_norm_ on single tensors.</summary>
    [Fact]
    public void ValuesAndNormsOfParametersAreClipped()
    {
        float[] gradients = GradientsOf(new SmallClassifier(3));
        AssertMoves(new() { ClipValue = 0.02 }, (_, gradient) => Math.Clamp(gradient, -0.02, 0.02));
        double[] norms = [.. SmallClassifier.Info.Parameters.Where(parameter => parameter.IsTrained).Select(Norm).Order()];
        double limit = (norms[1] + norms[2]) / 2; // two are longer, and two are not
        Assert.True(norms[0] < limit && limit < norms[^1]);
        AssertMoves(new() { ClipParameterNorm = limit }, (parameter, gradient) => gradient * Math.Min(1, limit / (Norm(parameter) + 1e-6)));

        double Norm(ParameterInfo parameter) => Math.Sqrt(gradients.Skip(parameter.Layout.Offset).Take(parameter.Layout.PackedSize).Sum(value => (double)value * value));

        void AssertMoves(TrainerOptions options, Func<ParameterInfo, double, double> clipped)
        {
            float[] before = new SmallClassifier(3).Parameters.Trained.ToArray();
            float[] after = Update(new Sgd(1), options).Parameters.Trained.ToArray();
            foreach (ParameterInfo parameter in SmallClassifier.Info.Parameters.Where(parameter => parameter.IsTrained))
            {
                for (int i = parameter.Layout.Offset; i < parameter.Layout.Offset + parameter.Layout.PackedSize; i++) Assert.Equal(before[i] - clipped(parameter, gradients[i]), after[i], 1e-6);
            }
        }
    }

    [Fact]
    public void WhatIsFrozenCountsInNoNorm()
    {
        var network = new SmallClassifier(3);
        using var trainer = new Trainer<SmallClassifier>(network, new Sgd(1), new() { ClipNorm = 0.01, Groups = [new("hidden.*") { IsFrozen = true }] });
        float[] before = network.Parameters.Trained.ToArray();
        float[] inputs = Batches.Inputs(9, 0);
        trainer.ComputeGradients(inputs, Batches.Labels(inputs));
        trainer.Gradients[0] = float.NaN;
        trainer.ApplyGradients();
        double moved = Math.Sqrt(before.Zip(network.Parameters.Trained.ToArray(), (a, b) => ((double)a - b) * (a - b)).Sum());
        Assert.Equal(0.01, moved, 1e-5);
    }

    [Fact]
    public void GradientsAreClippedInOneWay()
    {
        foreach (TrainerOptions options in new TrainerOptions[] { new() { ClipNorm = 1, ClipValue = 1 }, new() { ClipNorm = 1, ClipParameterNorm = 1 }, new() { ClipParameterNorm = 1, ClipValue = 1 } })
        {
            Assert.Contains("clipped in one way only", Assert.Throws<InvalidOperationException>(() => new Trainer<SmallClassifier>(new SmallClassifier(), new Adam(), options)).Message, StringComparison.Ordinal);
        }
    }

    private static Optimizer Create(string name, double rate, double decay) => name switch
    {
        "Sgd" => new Sgd(rate) { WeightDecay = decay, Momentum = 0.9 },
        "AdamW" => new AdamW(rate) { WeightDecay = decay },
        "NAdam" => new NAdam(rate) { WeightDecay = decay },
        "Lamb" => new Lamb(rate) { WeightDecay = decay },
        "Lion" => new Lion(rate) { WeightDecay = decay },
        "Adafactor" => new Adafactor(rate) { WeightDecay = decay },
        "Asgd" => new Asgd(rate) { WeightDecay = decay },
        _ => new Muon(rate) { WeightDecay = decay },
    };

    /// <summary>One update, from gradients that are always the same.</summary>
    private static SmallClassifier Update(Optimizer optimizer, TrainerOptions options)
    {
        var network = new SmallClassifier(3);
        using var trainer = new Trainer<SmallClassifier>(network, optimizer, options);
        EveryOptimizerTests.Steps(trainer, 0, 1);
        return network;
    }

    private static float[] GradientsOf(SmallClassifier network)
    {
        using var trainer = new Trainer<SmallClassifier>(network, new Sgd());
        float[] inputs = Batches.Inputs(9, 0);
        trainer.ComputeGradients(inputs, Batches.Labels(inputs));
        return trainer.Gradients.ToArray();
    }

    private static float[] Slot(Trainer<SmallClassifier> trainer, ParameterInfo parameter)
    {
        float[] values = new float[parameter.Count];
        parameter.Layout.Unpack(trainer.Memory.State.Slots[0].Span, values);
        return values;
    }

    private static float[] Values(SmallClassifier network, string name)
    {
        float[] values = new float[SmallClassifier.Info.Parameters.Single(parameter => parameter.Name == name).Count];
        network.CopyParameter(name, values);
        return values;
    }
}
