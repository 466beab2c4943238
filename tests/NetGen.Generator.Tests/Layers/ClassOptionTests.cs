using NetGen.Generator.Layers;
using NetGen.Generator.Model;
using NetGen.Generator.Signal;
using NetGen.TestHelpers;

namespace NetGen.Generator.Tests.Layers;

/// <summary>Smoothed labels, weighted classes and their names, in the declaration and in predictions.</summary>
public sealed class ClassOptionTests
{
    [Theory]
    [InlineData("Classes = [\"cat\", \"dog\"]", "has Classes of 2 classes, but reads 3 units | Write a name for each of the 3 classes, in the order of their labels")]
    [InlineData("ClassWeights = [1]", "has ClassWeights of 1 class, but reads 3 units | Write a weight for each of the 3 classes, in the order of their labels")]
    [InlineData("ClassWeights = [1, -1, 1]", "has -1 among its ClassWeights, which must be finite and at least 0 | Write another number in its place")]
    [InlineData("ClassWeights = [1, double.NaN, 1]", "has NaN among its ClassWeights, which must be finite and at least 0 | Write another number in its place")]
    [InlineData("ClassWeights = [0, 0, 0]", "has ClassWeights of 0 alone, so nothing would be learned | Write a positive weight for the classes that count")]
    [InlineData("Classes = [\"cat\", \"cat\", \"dog\"]", "has two classes 'cat' | Give each class a name of its own")]
    [InlineData("Classes = [\"cat\", \"\", \"dog\"]", "has a class without a name | Write a name for each class")]
    [InlineData("LabelSmoothing = 1", "has LabelSmoothing = 1, which must be at least 0 and below 1 | Write a number such as LabelSmoothing = 0.1")]
    public void What_cannot_be_is_said(string arguments, string expected)
    {
        Finding finding = Declared.Single(RuleIds.InvalidArgument, $"[Network(4)] [Dense(3)] [SoftmaxCrossEntropy({arguments})]");
        Assert.Equal($"[SoftmaxCrossEntropy] | {expected}", string.Join(" | ", finding.Arguments));
        Assert.Equal(2, finding.AttributeIndex);
    }

    [Fact]
    public void Options_are_part_of_the_model()
    {
        const string Head = "[Network(4)] [Dense(3)] ";
        NetworkModel[] models = [.. new[] { "", "(LabelSmoothing = 0.1)", "(ClassWeights = [1, 2, 3])", "(IgnoreLabel = 1)", "(Classes = [\"a\", \"b\", \"c\"])" }.Select(options => Declared.Model($"{Head}[SoftmaxCrossEntropy{options}]"))];
        Assert.Equal(models.Length, models.Distinct().Count());
        Assert.Equal(models[2], Declared.Model($"{Head}[SoftmaxCrossEntropy(ClassWeights = new double[] {{ 1, 2, 3 }})]"));
    }

    /// <summary>Moments of gradients against those of drawn outputs and labels.</summary>
    [Theory]
    [InlineData(0, false)]
    [InlineData(0.3, false)]
    [InlineData(0, true)]
    [InlineData(0.3, true)]
    public void Gradients_are_as_large_as_drawn_ones(double smoothing, bool isWeighted)
    {
        const int Classes = 4;
        const int Draws = 200_000;
        double[] weights = isWeighted ? [1, 2, 0.25, 0.5] : [1, 1, 1, 1];
        var loss = new SoftmaxCrossEntropyLoss(smoothing, isWeighted ? EquatableArray.Of(weights) : default);
        var random = new TestRandom(5);
        (double squares, double across) = (0, 0);
        double[] other = new double[Classes];
        for (int draw = 0; draw < Draws; draw++)
        {
            double[] gradient = Draw();
            squares += gradient.Sum(value => value * value) / Classes / Draws;
            across += gradient.Zip(other).Sum(pair => pair.First * pair.Second) / Classes / Draws;
            other = gradient;
        }

        GradientState predicted = loss.Gradient(new SignalState(0, 1), Shape.Vector(Classes), new SignalMath(SignalOptions.Default));
        Assert.Equal(squares, predicted.SecondMoment, 0.02 * squares);
        Assert.Equal(across, predicted.AcrossSamples, 0.01 * squares);

        double[] Draw()
        {
            double[] exponentials = [.. Enumerable.Range(0, Classes).Select(_ => Math.Exp(random.NextNormal()))];
            int label = random.NextInteger(0, Classes - 1);
            double[] shares = [.. weights.Select((weight, index) => weight / weights.Average() * (((index == label ? 1 : 0) * (1 - smoothing)) + (smoothing / Classes)))];
            return [.. exponentials.Select((exponential, index) => (shares.Sum() * exponential / exponentials.Sum()) - shares[index])];
        }
    }
}
