using NetGen.Generator.Layers;
using NetGen.Generator.Model;
using NetGen.Generator.Operations;
using NetGen.Generator.Signal;
using NetGen.Runtime;

namespace NetGen.Generator.Tests.Layers;

/// <summary>Losses of rows: what the generator takes them for is what the run-time library computes, and how networks begin under them.</summary>
public sealed class RowLossTests
{
    private static readonly SignalMath Math1 = new(SignalOptions.Default);

    /// <summary>Of CTC the generator knows a part alone.</summary>
    public static TheoryData<string> Kinds { get; } = [.. LossCatalog.All.OfType<RowLoss>().Where(loss => loss is not CTCLoss).Select(loss => loss.Kind)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_definition_is_the_struct_s(string kind)
    {
        var loss = (RowLoss)LossCatalog.Find(kind)!;
        object computes = Struct(loss);
        var random = new NormalDraws(7);
        for (int draw = 0; draw < 20; draw++)
        {
            (double[] output, double[] target, int channels) = Draw(loss, random);
            var slopes = new double[output.Length];
            double expected = loss.Compute(output, target, channels, slopes);
            float[] gradient = new float[output.Length];
            Assert.Equal(expected, Compute(computes, Singles(output), Singles(target), channels, gradient), 2e-5 * Math.Max(1, expected));
            for (int i = 0; i < slopes.Length; i++) Assert.Equal(slopes[i], gradient[i], 2e-5 * Math.Max(1, Math.Abs(slopes[i])));
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Slopes_are_those_of_finite_differences(string kind)
    {
        const double Step = 1e-6;
        var loss = (RowLoss)LossCatalog.Find(kind)!;
        var random = new NormalDraws(11);
        for (int draw = 0; draw < 20; draw++)
        {
            (double[] output, double[] target, int channels) = Draw(loss, random);
            var slopes = new double[output.Length];
            loss.Compute(output, target, channels, slopes);
            for (int i = 0; i < output.Length; i++)
            {
                double At(double change) => loss.Compute([.. output.Select((value, place) => value + (place == i ? change : 0))], target, channels, new double[output.Length]);
                Assert.Equal((At(Step) - At(-Step)) / (2 * Step), slopes[i], 1e-5);
            }
        }
    }

    /// <summary>All outputs 0, targets of mean 0 and variance 1, labels and masks without preference; and a margin of 1.</summary>
    [Theory]
    [InlineData("MultiMargin", 0.75)]
    [InlineData("CategoricalHinge", 1)]
    [InlineData("CategoricalFocal", 0.19494976)] // 0.25 * 0.75^2 * ln 4
    [InlineData("CosineDistance", 1)]
    [InlineData("GaussianNLL", 0.5)]
    [InlineData("TripletMargin", 1)]
    [InlineData("Dice", 0.5375)] // the mean of 1 - k / (k + 2), k of 4 pixels as a coin has it
    [InlineData("Tversky", 0.5375)]
    public void An_undecided_network_has_the_loss_of_equal_outputs(string kind, double expected)
        => Assert.Equal(expected, LossCatalog.Find(kind)!.Undecided(ShapeFor(kind))!.Value, 0.05 * expected);

    /// <summary>The same numbers in single precision, many more of them and drawn otherwise.</summary>
    [Theory]
    [MemberData(nameof(Kinds))]
    public void Beginnings_are_those_of_many_networks(string kind)
    {
        var loss = (RowLoss)LossCatalog.Find(kind)!;
        Shape shape = ShapeFor(kind);
        SignalState output = new(0.2, 0.04 + 0.81) { AcrossSamples = 0.04 };
        object computes = Struct(loss);
        var random = new NormalDraws(12345);
        const int Draws = 20_000;
        (double sum, double squares, double along) = (0, 0, 0);
        for (int draw = 0; draw < Draws; draw++)
        {
            (double[] values, double[] target, int channels) = Draw(loss, random, 0.2, 0.9);
            float[] gradient = new float[values.Length];
            sum += Compute(computes, Singles(values), Singles(target), channels, gradient) / Draws;
            squares += gradient.Average(slope => (double)slope * slope) / Draws;
            along += gradient.Select((slope, place) => slope * values[place]).Average() / Draws;
        }

        GradientState found = loss.Gradient(output, shape, Math1);
        Assert.Equal(sum, loss.Initial(output, shape, Math1)!.Value, 0.08 * sum);
        Assert.Equal(squares, found.SecondMoment, 0.3 * squares);
        Assert.Equal(along, found.AlongSignal, 0.15 * Math.Sqrt(squares));
    }

    [Theory]
    [InlineData("[Network(4)] [Dense(3)] [GaussianNLL]", "reads 3 channels", "Write 6")]
    [InlineData("[Network(4)] [Dense(3)] [TripletMargin]", "works on a sequence of three steps", "[Network(3, features)]")]
    [InlineData("[Network(4)] [Dense(3)] [CTC(1)]", "works on a sequence", "[Network(steps, features)]")]
    [InlineData("[Network(4, 2)] [Dense(3)] [CTC(5)]", "has 5 labels, but reads 4 steps", "at most 4")]
    [InlineData("[Network(4, 2)] [Dense(3)] [CTC(2, Blank = 3)]", "has Blank = 3, but reads 3 classes", "from 0 to 2")]
    [InlineData("[Network(4)] [Dense(1)] [MultiMargin]", "reads one unit", "one unit per class")]
    [InlineData("[Network(4)] [Dense(3)] [MultiMargin(Power = 3)]", "has Power = 3", "Power = 2")]
    [InlineData("[Network(4)] [Dense(3)] [CategoricalFocal(Gamma = -1)]", "has Gamma = -1", "Gamma = 2")]
    public void Arguments_and_heads_that_do_not_fit_are_refused(string source, string problem, string remedy)
    {
        string message = TestHelpers.Declared.Describe(TestHelpers.Declared.Single("NG0006", source));
        Assert.Contains(problem, message, StringComparison.Ordinal);
        Assert.Contains(remedy, message, StringComparison.Ordinal);
    }

    private static Shape ShapeFor(string kind) => kind == "TripletMargin" ? Shape.Sequence(3, 4) : Shape.Vector(4);

    private static object Struct(RowLoss loss)
    {
        Type type = typeof(Losses).Assembly.GetType("NetGen.Runtime." + loss.Struct.Name, throwOnError: true)!;
        object[] arguments = [.. loss.Struct.Arguments.Select(argument => argument.Kind == ArgumentKind.Boolean ? argument.Integer != 0 : (object)(float)argument.Number)];
        return Activator.CreateInstance(type, arguments)!;
    }

    private static float Compute(object computes, float[] output, float[] target, int channels, float[] gradient) => computes switch
    {
        IRowLoss row => row.Compute(output, target, gradient),
        ILabelLoss label => label.Compute(output, (int)target[0], gradient),
        ISampleLoss sample => sample.Compute(output, channels, target, gradient),
        _ => throw new InvalidOperationException(computes.GetType().Name),
    };

    private static (double[] Output, double[] Target, int Channels) Draw(RowLoss loss, NormalDraws random, double mean = 0, double std = 1)
    {
        Shape shape = ShapeFor(loss.Kind);
        var target = new double[loss.TargetSize(shape)];
        loss.DrawTarget(random, target, shape.Channels);
        return ([.. Enumerable.Range(0, shape.Size).Select(_ => mean + (std * random.NextNormal()))], target, shape.Channels);
    }

    private static float[] Singles(double[] values) => Array.ConvertAll(values, value => (float)value);
}
