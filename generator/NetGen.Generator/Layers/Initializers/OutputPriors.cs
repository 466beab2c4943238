using NetGen.Generator.Model;

namespace NetGen.Generator.Layers.Initializers;

/// <summary>Biases of a head that let an untrained network predict what is known of the targets beforehand.</summary>
internal static class OutputPriors
{
    private const string Argument = "priors";

    /// <summary>Outputs beyond this leave nothing of a float's digits.</summary>
    private const double Farthest = 80;

    /// <summary>More than a double has bits.</summary>
    private const int Halvings = 80;

    public static InitializerRule Read(AttributeArguments arguments)
    {
        EquatableArray<double> priors = arguments.Numbers(Argument);
        if (priors.Count == 0) arguments.Reject("names no prior", "Write one number for each output, such as [OutputPrior(0.9, 0.1)]");
        return new("OutputPrior", false, site => Initialize.Values(Expand(site, priors), $"output prior {string.Join(", ", priors.Take(8).Select(Text.Of))}{(priors.Count > 8 ? ", ..." : string.Empty)}"))
        {
            Target = Parameter.Bias,
            FindFault = site => FindFault(site, priors),
        };
    }

    private static Unsuitability? FindFault(InitializerSite site, EquatableArray<double> priors)
    {
        if (site.Loss is not { } loss) return new("is meant for the layer that a loss reads, and none reads this one", "Move it below the last layer, or write [Constant]");
        if (site.Spec.FileShape.Count > 1) return new("gives one number for each output, and this is no bias", "Remove its Target");
        int outputs = site.Rows;
        if (priors.Count != outputs && (priors.Count != 1 || loss.TakesSoftmax))
        {
            return new($"has {Text.Count(priors.Count, "number")}, and the layer {Text.Count(outputs, "output")}", "Write one number for each output");
        }

        if (!priors.Any(prior => !IsPossible(prior, loss))) return null;
        double wrong = priors.First(prior => !IsPossible(prior, loss));
        return new(
            $"has {Text.Of(wrong)}, which [{loss.Kind}] never predicts",
            loss.TakesSoftmax ? "Write positive shares or counts of the classes" : "Write the mean of the targets, such as [OutputPrior(0.5)]");
    }

    private static EquatableArray<double> Expand(InitializerSite site, EquatableArray<double> priors)
    {
        double sum = site.Loss!.TakesSoftmax ? priors.Sum() : 1;
        return Enumerable.Range(0, site.Rows).Select(output => OutputFor(priors[priors.Count == 1 ? 0 : output] / sum, site.Loss)).ToEquatableArray();
    }

    /// <summary>Whether some output is turned into this prediction.</summary>
    private static bool IsPossible(double prior, Loss loss)
        => loss.TakesSoftmax ? prior > 0 : loss.Link is null || (prior > loss.Predict(-Farthest) && prior < loss.Predict(Farthest));

    /// <summary>
    /// The output that is turned into a prediction: ln p for a class, which softmax makes p of again; else what the link, which rises, brings there:
    /// ln(p / (1 - p)) for a sigmoid, ln p for counts, p itself where there is none.
    /// </summary>
    private static double OutputFor(double prior, Loss loss)
    {
        if (loss.TakesSoftmax) return Math.Log(prior);
        if (loss.Link is null) return prior;
        (double low, double high) = (-Farthest, Farthest);
        for (int step = 0; step < Halvings; step++)
        {
            double middle = (low + high) / 2;
            if (loss.Predict(middle) < prior) low = middle;
            else high = middle;
        }

        return (low + high) / 2;
    }
}
