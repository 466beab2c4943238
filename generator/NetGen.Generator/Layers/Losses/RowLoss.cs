using NetGen.Generator.Model;
using NetGen.Generator.Operations;
using NetGen.Generator.Signal;

namespace NetGen.Generator.Layers;

/// <summary>
/// A loss that a struct of the run-time library computes from a row of outputs, or from all of a sample's. How it begins, and what gradient it sends
/// back, is measured on a few outputs and targets that are drawn: always the same ones.
/// </summary>
internal abstract record RowLoss : Loss
{
    /// <summary>Outputs that are drawn for a mean, all in all: enough for two digits.</summary>
    private const int Outputs = 4096;

    private const int FewestDraws = 4;
    private const int MostDraws = 128;

    public override LossTarget Target => Reach == LossReach.Label ? LossTarget.Labels : LossTarget.Values;

    public override string? Link => null;

    /// <summary>What its struct is given at once.</summary>
    public abstract LossReach Reach { get; }

    /// <summary>The struct, and the arguments of its constructor.</summary>
    public abstract (string Name, ArgumentValue[] Arguments) Struct { get; }

    /// <summary>As generated code says it.</summary>
    protected abstract string Formula { get; }

    /// <summary>Which loss is meant for numbers and scores of any kind nobody but the user knows.</summary>
    public override bool Fits(LayerNode end) => false;

    public override SampleFunction FunctionOf(Shape output) => new RowFunction(Kind, Struct.Name, Struct.Arguments.ToEquatableArray(), Reach, Formula, TargetSize(output));

    public override (string Problem, string Remedy)? Misfit(Shape output) => Reach == LossReach.Label && output.IsVector && output.Size == 1 && !TakesSoftmax
        ? ("reads one unit, but tells classes apart by the score of each", "Write one unit per class")
        : null;

    public override LossOperation Lower(Tensor prediction, LossPlace place) => new LossOfRows((RowFunction)FunctionOf(prediction.Shape), prediction, place);

    public override double? Initial(SignalState output, Shape shape, SignalMath math)
    {
        Row row = Row.Of(this, shape);
        double sum = 0;
        for (int draw = 0; draw < row.Draws; draw++)
        {
            row.Draw(output, 0);
            sum += row.Evaluate(first: true);
        }

        return sum / row.Draws;
    }

    public override double? Undecided(Shape shape)
    {
        Row row = Row.Of(this, shape);
        double sum = 0;
        for (int draw = 0; draw < row.Draws; draw++)
        {
            row.DrawTargets();
            Constant(row.Outputs(first: true));
            sum += row.Evaluate(first: true);
        }

        return sum / row.Draws;
    }

    /// <summary>
    /// Its mean square, its products of two samples whose outputs have something in common and whose targets have not, of two units, and with the
    /// output.
    /// </summary>
    public override GradientState Gradient(SignalState output, Shape shape, SignalMath math)
    {
        (double square, double samples, double units, double along) = Measure(output, shape, output.Correlation(output.AcrossSamples));
        (_, double positions, _, _) = shape.Positions > 1 ? Measure(output, shape, output.Correlation(output.AcrossPositions)) : (0, 0, 0, 0);
        return new GradientState(square) { AcrossSamples = samples, AcrossPositions = positions, AcrossUnits = units, AlongSignal = along };
    }

    /// <summary>The definition, in double precision: the loss, and its derivative by each output.</summary>
    /// <param name="target">Values, or the label alone.</param>
    public abstract double Compute(double[] output, double[] target, int channels, double[] slopes);

    /// <summary>Targets as they are expected: of mean 0 and variance 1, or a class that is as likely as any other.</summary>
    public virtual void DrawTarget(NormalDraws random, double[] target, int channels)
    {
        for (int i = 0; i < target.Length; i++) target[i] = Reach == LossReach.Label ? random.NextIndex(channels) : random.NextNormal();
    }

    /// <summary>What a network puts out that decides nothing, into zeros.</summary>
    protected virtual void Constant(double[] output)
    {
    }

    private (double Square, double Samples, double Units, double Along) Measure(SignalState output, Shape shape, double correlation)
    {
        Row row = Row.Of(this, shape);
        (double square, double product, double sums, double along) = (0, 0, 0, 0);
        for (int draw = 0; draw < row.Draws; draw++)
        {
            row.Draw(output, Math.Min(1, Math.Max(0, correlation)));
            row.Evaluate(first: true);
            row.Evaluate(first: false);
            double sum = 0;
            for (int i = 0; i < row.Count; i++)
            {
                double slope = row.Slopes(first: true)[i];
                square += slope * slope;
                product += slope * row.Slopes(first: false)[i];
                along += slope * row.Outputs(first: true)[i];
                sum += slope;
            }

            sums += sum * sum;
        }

        double count = (double)row.Draws * row.Count;
        double share = Reach == LossReach.Position ? 1.0 / shape.Positions : 1;
        double pairs = count * Math.Max(1, row.Count - 1);
        return (share * share * square / count, share * share * product / count, share * share * (row.Count > 1 ? sums - square : 0) / pairs, share * along / count);
    }

    /// <summary>Two rows of outputs with their targets, one after the other drawn for a loss.</summary>
    private sealed class Row(RowLoss loss, int count, int channels, int targets, int draws)
    {
        private readonly NormalDraws _random = new(1);
        private readonly double[][] _outputs = [new double[count], new double[count]];
        private readonly double[][] _targets = [new double[targets], new double[targets]];
        private readonly double[][] _slopes = [new double[count], new double[count]];

        public int Count => count;

        public int Draws => draws;

        public static Row Of(RowLoss loss, Shape shape)
        {
            int positions = loss.Reach == LossReach.Sample ? shape.Positions : 1;
            int count = positions * shape.Channels;
            int targets = loss.Reach == LossReach.Position ? loss.TargetSize(shape) / shape.Positions : loss.TargetSize(shape);
            return new Row(loss, count, shape.Channels, targets, Math.Min(MostDraws, Math.Max(FewestDraws, RowLoss.Outputs / count)));
        }

        public double[] Outputs(bool first) => _outputs[first ? 0 : 1];

        public double[] Slopes(bool first) => _slopes[first ? 0 : 1];

        public void Draw(SignalState output, double correlation)
        {
            for (int i = 0; i < count; i++)
            {
                double common = _random.NextNormal();
                _outputs[0][i] = output.Mean + (output.Std * common);
                _outputs[1][i] = output.Mean + (output.Std * ((correlation * common) + (Math.Sqrt(1 - (correlation * correlation)) * _random.NextNormal())));
            }

            DrawTargets();
        }

        public void DrawTargets()
        {
            foreach (double[] target in _targets) loss.DrawTarget(_random, target, channels);
        }

        public double Evaluate(bool first) => loss.Compute(Outputs(first), _targets[first ? 0 : 1], channels, Slopes(first));
    }
}
