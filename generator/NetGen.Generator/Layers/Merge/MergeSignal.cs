using NetGen.Generator.Model;
using NetGen.Generator.Signal;

namespace NetGen.Generator.Layers;

internal sealed partial record MergeLayer
{
    /// <summary>
    /// Branches are taken as independent, which they are behind weights of their own: a sum adds means and variances, a product multiplies
    /// moments, values side by side are a mixture, and of maxima see <see cref="Larger"/>.
    /// </summary>
    public override SignalState Propagate(LayerNode node, IReadOnlyList<SignalState> inputs, SignalMath math)
    {
        SignalState result = inputs[0];
        double size = node.InputShapes[0].Size;
        for (int index = 1; index < inputs.Count; index++)
        {
            bool isSame = node.Inputs[index] == node.Inputs[0];
            double more = node.InputShapes[index].Size;
            result = Merge switch
            {
                MergeKind.Add => Sum(result, inputs[index], isSame),
                MergeKind.Average => Sum(result, inputs[index], isSame),
                MergeKind.Subtract => isSame && index == 1 ? Nothing(result) : Sum(result, Negative(inputs[index]), isSame: false),
                MergeKind.Maximum => isSame ? result : Larger(result, inputs[index]),
                MergeKind.Minimum => isSame ? result : Negative(Larger(Negative(result), Negative(inputs[index]))),
                MergeKind.Multiply => Product(result, inputs[index], isSame),
                _ => Mixture(result, inputs[index], size / (size + more)),
            };
            size += more;
        }

        return Merge == MergeKind.Average ? Share(result, inputs.Count) : result;
    }

    /// <summary>
    /// Sums, differences and concatenations hand their gradient on, a mean its share; a product multiplies it with the other factors, and of a
    /// maximum it comes to the one that was the largest.
    /// </summary>
    public override GradientState PropagateBack(LayerNode node, int input, IReadOnlyList<SignalState> inputs, GradientState gradient, SignalMath math)
    {
        gradient = gradient with
        {
            Selection = Merge == MergeKind.Add ? Selection(node, input, inputs, gradient.Gate, math) : 1,
            Gate = null,
            WeightResponse = 0,
            AlongUnits = 0,
            AlongSignal = gradient.AlongSignal * Along(input, inputs),
            SizeResponse = gradient.SizeResponse * Along(input, inputs),
        };
        if (Merge == MergeKind.Average) return gradient.Scale(1.0 / (inputs.Count * (double)inputs.Count));
        if (Merge is MergeKind.Maximum or MergeKind.Minimum) return Chosen(gradient, Wins(input, inputs));
        if (Merge != MergeKind.Multiply) return gradient;
        for (int index = 0; index < inputs.Count; index++)
        {
            if (index == input) continue;
            SignalState factor = inputs[index];
            gradient = gradient with
            {
                SecondMoment = gradient.SecondMoment * factor.SecondMoment,
                AcrossSamples = gradient.AcrossSamples * factor.AcrossSamples,
                AcrossPositions = gradient.AcrossPositions * factor.AcrossPositions,
                AcrossUnits = gradient.AcrossUnits * factor.AcrossUnits,
            };
        }

        return gradient;
    }

    /// <summary>
    /// Where a sum a + b is rectified, a gradient comes to those sums that are positive, and there a is more often positive than elsewhere:
    /// E f'(z)^2 h'(f(z) + b)^2 over E f'^2 E h'^2 for a = f(z), rectifier h and a sum b that is normal.
    /// </summary>
    private static double Selection(LayerNode node, int input, IReadOnlyList<SignalState> inputs, ActivationFunction? gate, SignalMath math)
    {
        if (gate is not ActivationFunction rectifier || inputs[input].Preimage is not Preimage source || source.Functions.Count == 0 || !(source.Variance > 0)) return 1;
        double mean = 0;
        double variance = 0;
        for (int index = 0; index < inputs.Count; index++)
        {
            if (index == input) continue;
            if (node.Inputs[index] == node.Inputs[input]) return 1;
            mean += inputs[index].Mean;
            variance += inputs[index].Variance;
        }

        return math.Selection(new GatedSum(source with { Positions = null, Pattern = null }, rectifier, mean, variance));
    }

    /// <summary>How much of E d y is E d x of one branch: of a sum, a difference and a mean its share, of a product and side by side all.</summary>
    private double Along(int input, IReadOnlyList<SignalState> inputs)
    {
        double all = inputs.Sum(state => state.SecondMoment);
        return Merge is MergeKind.Add or MergeKind.Subtract or MergeKind.Average && all > 0 ? inputs[input].SecondMoment / all : 1;
    }

    /// <summary>The sum of two tensors, which are independent unless they are the same one.</summary>
    public static SignalState Sum(SignalState a, SignalState b, bool isSame)
    {
        double cross = isSame ? 0 : 2 * a.Mean * b.Mean;
        double Moment(double first, double second) => isSame ? 4 * first : first + second + cross;
        double variance = a.Variance + b.Variance;

        // Cumulants of independent variables add; so do squares of covariances.
        double Cumulant(double first, double second, double power)
            => variance > 0 ? (first * Math.Pow(a.Variance / variance, power)) + (second * Math.Pow(b.Variance / variance, power)) : 0;
        double farA = Math.Max(0, a.AcrossPositions - a.AcrossBoth);
        double farB = Math.Max(0, b.AcrossPositions - b.AcrossBoth);
        double Common(double first, double second)
            => farA + farB > 0 ? ((farA * farA * first) + (farB * farB * second)) / ((farA + farB) * (farA + farB)) : 0;
        return new SignalState(a.Mean + b.Mean, Moment(a.SecondMoment, b.SecondMoment))
        {
            AcrossSamples = Moment(a.AcrossSamples, b.AcrossSamples),
            AcrossBoth = Moment(a.AcrossBoth, b.AcrossBoth),
            Positions = Both(a.Positions, b.Positions, Moment),
            Pattern = Both(a.Pattern, b.Pattern, Moment),
            AcrossUnits = Moment(a.AcrossUnits, b.AcrossUnits),
            Low = a.Low + b.Low,
            High = a.High + b.High,
            Active = 1 - ((1 - a.Active) * (1 - b.Active)),
            UnitOverlap = isSame ? a.UnitOverlap : Cumulant(a.UnitOverlap, b.UnitOverlap, 2),
            PositionOverlap = isSame ? a.PositionOverlap : Common(a.PositionOverlap, b.PositionOverlap),
            SizeVariation = isSame ? a.SizeVariation : (Share(a, b) * Share(a, b) * a.SizeVariation) + ((1 - Share(a, b)) * (1 - Share(a, b)) * b.SizeVariation),
            SampleVariation = Both(
                a.SampleVariation, b.SampleVariation, (first, second) => (Share(a, b) * first) + ((1 - Share(a, b)) * second)) ?? Scaled(a, Share(a, b)) ?? Scaled(b, 1 - Share(a, b)),
            ChannelVariation = isSame ? a.ChannelVariation : Cumulant(a.ChannelVariation, b.ChannelVariation, 2),
            Skewness = isSame ? a.Skewness : Cumulant(a.Skewness, b.Skewness, 1.5),
            ExcessKurtosis = isSame ? a.ExcessKurtosis : Cumulant(a.ExcessKurtosis, b.ExcessKurtosis, 2),
            Rows = Profile.Mix(a.Rows, b.Rows, Share(a, b)),
            Columns = Profile.Mix(a.Columns, b.Columns, Share(a, b)),
        };
    }

    /// <summary>The product of two tensors, which are independent unless they are the same one.</summary>
    public static SignalState Product(SignalState a, SignalState b, bool isSame)
    {
        double Moment(double first, double second) => isSame ? a.Kurtosis * first * second : first * second;
        double[] ends = [a.Low * b.Low, a.Low * b.High, a.High * b.Low, a.High * b.High];
        bool isBounded = !ends.Any(end => double.IsNaN(end) || double.IsInfinity(end));
        SignalState product = new(isSame ? a.SecondMoment : a.Mean * b.Mean, Moment(a.SecondMoment, b.SecondMoment))
        {
            AcrossSamples = Moment(a.AcrossSamples, b.AcrossSamples),
            AcrossBoth = Moment(a.AcrossBoth, b.AcrossBoth),
            Positions = Both(a.Positions, b.Positions, Moment),
            Pattern = Both(a.Pattern, b.Pattern, Moment),
            AcrossUnits = Moment(a.AcrossUnits, b.AcrossUnits),
            UnitOverlap = a.UnitOverlap * b.UnitOverlap,
            Low = isBounded ? ends.Min() : a.Low >= 0 && b.Low >= 0 ? 0 : double.NegativeInfinity,
            High = isBounded ? ends.Max() : double.PositiveInfinity,
            Active = isSame ? a.Active : a.Active * b.Active,
            Rows = Profile.Mix(a.Rows, b.Rows, 0.5),
            Columns = Profile.Mix(a.Columns, b.Columns, 0.5),
        };
        return isSame ? product : product.WithMoments(a.ThirdMoment * b.ThirdMoment, a.FourthMoment * b.FourthMoment);
    }

    /// <summary>Two tensors side by side, the first with a share of the values.</summary>
    public static SignalState Mixture(SignalState a, SignalState b, double share)
    {
        double Mix(double first, double second) => (share * first) + ((1 - share) * second);
        return new SignalState(Mix(a.Mean, b.Mean), Mix(a.SecondMoment, b.SecondMoment))
        {
            AcrossSamples = Mix(a.AcrossSamples, b.AcrossSamples),
            AcrossBoth = Mix(a.AcrossBoth, b.AcrossBoth),
            Positions = Both(a.Positions, b.Positions, Mix),
            Pattern = Both(a.Pattern, b.Pattern, Mix),
            AcrossUnits = (share * share * a.AcrossUnits) + ((1 - share) * (1 - share) * b.AcrossUnits) + (2 * share * (1 - share) * a.Mean * b.Mean),
            UnitOverlap = (share * share * a.UnitOverlap) + ((1 - share) * (1 - share) * b.UnitOverlap),
            Low = Math.Min(a.Low, b.Low),
            High = Math.Max(a.High, b.High),
            Active = Mix(a.Active, b.Active),
            Rows = Profile.Mix(a.Rows, b.Rows, Share(a, b)),
            Columns = Profile.Mix(a.Columns, b.Columns, Share(a, b)),
        }.WithMoments(Mix(a.ThirdMoment, b.ThirdMoment), Mix(a.FourthMoment, b.FourthMoment));
    }

    private static LagTable? Both(LagTable? a, LagTable? b, Func<double, double, double> moment) => a is null || b is null ? null : a.Map(b, moment);

    private static LagTable? Scaled(SignalState state, double share) => state.SampleVariation?.Map(variation => share * variation);

    private static double Share(SignalState a, SignalState b)
        => a.SecondMoment + b.SecondMoment > 0 ? a.SecondMoment / (a.SecondMoment + b.SecondMoment) : 0.5;
}
