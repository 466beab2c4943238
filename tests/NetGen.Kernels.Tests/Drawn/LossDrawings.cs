using NetGen.Generator.Layers;
using NetGen.Kernels.Tests.Cases;

namespace NetGen.Kernels.Tests.Drawn;

/// <summary>In front of which losses networks are drawn, and what these ask of the last layer.</summary>
internal static class LossDrawings
{
    /// <summary>Losses that ask for a sequence of some length, which chance hardly brings, or for a struct: there are cases for them.</summary>
    private static readonly string[] s_special = ["TripletMargin", "CTC", "Loss"];

    /// <summary>Of fewer values a rectifier often leaves one: a direction along an axis, whose gradient is 0 but for roundings.</summary>
    private const int FewestOfADirection = 4;

    /// <summary>All others.</summary>
    public static IReadOnlyList<Loss> All { get; } = [.. LossCatalog.All.Where(loss => !s_special.Contains(loss.Kind))];

    /// <summary>Losses that differ from one another in a function and nothing else: each has a few of the last layers that these two have all of.</summary>
    public static bool HasAllEnds(Loss loss) => loss.Kind is "MeanSquaredError" or "SoftmaxCrossEntropy";

    /// <summary>Whether it works on values of this form: classes are counted along a vector, and by some along each step.</summary>
    public static bool Takes(string kind, ValueForm form)
        => !Of(kind).ChoosesClass || form == ValueForm.Vector || (form == ValueForm.Sequence && Of(kind).TakesLabelOfEachStep);

    /// <summary>
    /// Whether a layer leaves a loss hardly any gradient but roundings: of a few products, some of them 0, one is far larger than the others,
    /// and then the direction is that of an axis, whatever becomes of them; where all are 0 there is none.
    /// </summary>
    public static bool Cancels(string kind, string loss) => loss == "CosineDistance" && (kind == "Multiply" || kind.EndsWith("GLU", StringComparison.Ordinal));

    public static bool Accepts(string kind, DescribedValue output)
    {
        Loss loss = Of(kind);
        return Takes(kind, output.Form)
            && (!(loss.ChoosesClass || loss.TakesSoftmax) || output.Shape[2] > 1)
            && (kind != "CosineDistance" || output.Shape[2] >= FewestOfADirection)
            && (kind != "GaussianNLL" || output.Shape[2] % 2 == 0);
    }

    private static Loss Of(string kind) => LossCatalog.Find(kind)!;
}
