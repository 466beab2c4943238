using NetGen.Data;

using Xunit;

namespace NetGen.Tests.Networks;

/// <summary>Losses of single elements beside others, behind indices: what a step, a prediction and an evaluation make of them together.</summary>
public sealed class MixedLossTests
{
    private const int Samples = 9;
    private readonly ArticleNet _network = new(seed: 4);
    private readonly int[] _tokens;
    private readonly float[] _tags;
    private readonly float[] _sizes;
    private readonly int[] _kinds;

    public MixedLossTests()
    {
        var random = new SeededRandom(8);
        _tokens = [.. Enumerable.Range(0, Samples * 5).Select(_ => random.Next(20))];
        _tags = [.. Enumerable.Range(0, Samples * 3).Select(_ => (float)random.Next(2))];
        _sizes = [.. Enumerable.Range(0, Samples * 2).Select(_ => (float)((4 * random.NextDouble()) - 2))];
        _kinds = [.. Enumerable.Range(0, Samples).Select(_ => random.Next(4))];
    }

    [Fact]
    public void A_step_makes_the_weighted_sum_small_and_evaluation_measures_each()
    {
        (double tags, double sizes, double kind) = Losses();
        using Trainer<ArticleNet> trainer = _network.CreateTrainer(new Sgd(0.1));
        Assert.Equal((0.5 * tags) + sizes + (2 * kind), trainer.ComputeGradients(_tokens, _tags, _sizes, _kinds), 1e-5);

        Evaluation evaluation = _network.Evaluate(ArticleNet.CreateDataset(_tokens, _tags, _sizes, _kinds));
        Assert.Equal(tags, evaluation.Heads["tags"].Loss, 1e-5);
        Assert.Equal(sizes, evaluation.Heads["sizes"].Loss, 1e-5);
        Assert.Equal(kind, evaluation.Heads["kind"].Loss, 1e-5);
        Assert.Equal((0.5 * tags) + sizes + (2 * kind), evaluation.Loss, 1e-5);
    }

    [Fact]
    public void Gradients_are_those_of_finite_differences()
    {
        using Trainer<ArticleNet> trainer = _network.CreateTrainer(new Sgd(0.1));
        trainer.ComputeGradients(_tokens, _tags, _sizes, _kinds);
        foreach (ParameterInfo parameter in ArticleNet.Info.Parameters)
        {
            float[] values = new float[parameter.Count];
            float[] gradient = new float[parameter.Count];
            _network.CopyParameter(parameter.Name, values);
            trainer.CopyGradient(parameter.Name, gradient);
            Assert.Contains(gradient, value => value != 0);
            for (int i = 0; i < values.Length; i++)
            {
                const float Step = 1e-2f;
                float kept = values[i];
                double Moved(float by)
                {
                    values[i] = kept + by;
                    _network.SetParameter(parameter.Name, values);
                    (double tags, double sizes, double kind) = Losses();
                    return (0.5 * tags) + sizes + (2 * kind);
                }

                double difference = (Moved(Step) - Moved(-Step)) / (2 * Step);
                Moved(0);
                Assert.Equal(difference, gradient[i], 1e-3);
            }
        }
    }

    [Fact]
    public void Each_prediction_has_the_link_of_its_own_loss()
    {
        (float[] tags, float[] sizes, float[] kind) = (new float[Samples * 3], new float[Samples * 2], new float[Samples * 4]);
        _network.Forward(_tokens, tags, sizes, kind);
        (float[] likely, float[] same, float[] shares) = (new float[tags.Length], new float[sizes.Length], new float[kind.Length]);
        _network.Predict(_tokens, likely, same, shares);
        for (int i = 0; i < tags.Length; i++) Assert.Equal(1 / (1 + Math.Exp(-tags[i])), likely[i], 1e-6);
        Assert.Equal(sizes, same);
        for (int sample = 0; sample < Samples; sample++) Assert.Equal(1, shares.AsSpan(sample * 4, 4).ToArray().Sum(), 1e-5);
    }

    /// <summary>By their definitions, in double, from the outputs.</summary>
    private (double Tags, double Sizes, double Kind) Losses()
    {
        (float[] tags, float[] sizes, float[] kind) = (new float[Samples * 3], new float[Samples * 2], new float[Samples * 4]);
        _network.Forward(_tokens, tags, sizes, kind);
        double binary = tags.Zip(_tags).Average(pair => -(pair.Second * Math.Log(1 / (1 + Math.Exp(-pair.First)))) - ((1 - pair.Second) * Math.Log(1 / (1 + Math.Exp(pair.First)))));
        double huber = sizes.Zip(_sizes).Average(pair =>
        {
            double distance = Math.Abs(pair.First - pair.Second);
            return distance < 0.5 ? distance * distance / 2 : 0.5 * (distance - 0.25);
        });
        double entropy = Enumerable.Range(0, Samples).Average(sample =>
        {
            double[] logits = [.. kind.Skip(sample * 4).Take(4).Select(logit => (double)logit)];
            return Math.Log(logits.Sum(Math.Exp)) - logits[_kinds[sample]];
        });
        return (binary, huber, entropy);
    }
}
