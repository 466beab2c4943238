using NetGen.Generator.Model;
using NetGen.Generator.Signal;

namespace NetGen.Generator.Layers;

internal sealed partial record UpSampling2DLayer
{
    /// <summary>
    /// The same values, each several times: of two that now are n apart, some were n / size rounded down apart, and some one more. Which, a table of
    /// distances does not say; so of windows that lie just on blocks, more is predicted to differ than does.
    /// </summary>
    public override SignalState Propagate(LayerNode node, IReadOnlyList<SignalState> inputs, SignalMath math)
    {
        SignalState x = inputs[0];
        if (Interpolation == Interpolation.Bilinear && x.Positions is not null) return Between(x, node.InputShapes[0], node.OutputShape);
        Shape output = node.OutputShape;
        SignalState larger = ArrangementSignal.Repositioned(
            x, output, (row, column) => new SourceLag(SourceLag.Of(row, SizeHeight, output.Height), SourceLag.Of(column, SizeWidth, output.Width), IsOtherUnit: false));
        return larger with { Rows = Profile.Repeated(x.Rows, SizeHeight), Columns = Profile.Repeated(x.Columns, SizeWidth) };
    }

    /// <summary>A pixel's gradient is the sum of those of its block.</summary>
    public override GradientState PropagateBack(LayerNode node, int input, IReadOnlyList<SignalState> inputs, GradientState gradient, SignalMath math)
    {
        double block = (double)SizeHeight * SizeWidth;
        Shape from = node.InputShapes[0];
        double own = Interpolation == Interpolation.Nearest ? block : new BilinearShares(from.Height, SizeHeight).Squares * new BilinearShares(from.Width, SizeWidth).Squares;
        return new GradientState((own * gradient.SecondMoment) + (((block * block) - own) * gradient.AcrossPositions))
        {
            AcrossSamples = block * block * gradient.AcrossSamples,
            AcrossPositions = block * block * gradient.AcrossPositions,
            AcrossUnits = block * block * gradient.AcrossUnits,
            AlongSignal = gradient.AlongSignal * block,
            SizeResponse = gradient.SizeResponse,
            Rows = Profile.Gathered(gradient.Rows, SizeHeight),
            Columns = Profile.Gathered(gradient.Columns, SizeWidth),
        };
    }

    /// <summary>A value between four is a mean of them with fixed shares, so every moment of two of its values is a sum of moments of theirs.</summary>
    private SignalState Between(SignalState x, Shape from, Shape to)
    {
        (double[][] rows, double[][] columns) = (new BilinearShares(from.Height, SizeHeight).ByLag(), new BilinearShares(from.Width, SizeWidth).ByLag());
        LagTable Mean(LagTable moments) => moments.Apply(LagAxis.Of(to.Height), rows, LagAxis.Of(to.Width), columns);
        LagTable positions = Mean(x.Positions!);
        LagTable? pattern = x.Pattern is null ? null : Mean(x.Pattern);
        return x.WithoutPositions() with
        {
            SecondMoment = positions.Own,
            Positions = positions,
            Pattern = pattern,
            AcrossSamples = pattern?.Own ?? x.AcrossSamples,
            AcrossUnits = x.Joint(x.AcrossUnits, positions.Own),
            Active = 1 - Math.Pow(1 - x.Active, 4),
            Skewness = 0,
            ExcessKurtosis = 0,
            Rows = Profile.Repeated(x.Rows, SizeHeight),
            Columns = Profile.Repeated(x.Columns, SizeWidth),
            Preimage = null,
        };
    }

    /// <summary>What each place of an enlarged axis is made of.</summary>
    private readonly struct BilinearShares(int extent, int factor)
    {
        /// <summary>The sum of squared shares that a place of the small axis has, in the mean.</summary>
        public double Squares
        {
            get
            {
                double sum = 0;
                for (int place = 0; place < extent * factor; place++) sum += Of(place).GroupBy(part => part.Source).Sum(same => Math.Pow(same.Sum(part => part.Share), 2));
                return sum / extent;
            }
        }

        /// <summary>For each distance of two places of the large axis, how much of their product is of each distance along the small one, in the mean.</summary>
        public double[][] ByLag()
        {
            LagAxis small = LagAxis.Of(extent);
            int large = extent * factor;
            BilinearShares shares = this;
            return [.. LagAxis.Of(large).Lags.Select(lag =>
            {
                double[] weights = new double[small.Lags.Count];
                for (int place = 0; place < large - lag; place++)
                {
                    foreach ((int one, double oneShare) in shares.Of(place))
                    {
                        foreach ((int other, double otherShare) in shares.Of(place + lag)) small.Add(weights, Math.Abs(one - other), oneShare * otherShare / (large - lag));
                    }
                }

                return weights;
            })];
        }

        private (int Source, double Share)[] Of(int place)
        {
            double centre = Math.Max(0, ((place + 0.5) / factor) - 0.5);
            int first = (int)centre;
            return [(first, 1 - (centre - first)), (Math.Min(first + 1, extent - 1), centre - first)];
        }
    }
}
