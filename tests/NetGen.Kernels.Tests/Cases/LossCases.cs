using System.Globalization;

using NetGen.Generator.Layers;

namespace NetGen.Kernels.Tests.Cases;

/// <summary>Losses of single elements: rows around vectors, and rows for each step of a sequence.</summary>
internal static class LossCases
{
    public const string Group = "loss";

    public static IEnumerable<NetworkCase> All
    {
        get
        {
            foreach (string loss in LossCatalog.All.Where(loss => loss.Element is { Struct: not null }).Select(loss => loss.Kind))
            {
                foreach ((int units, bool thorough) in CaseCatalog.Sizes([3, 17], [1, 4, 8, 15, 16, 33]))
                {
                    yield return new NetworkCase(Group, Name($"{loss}Of{units}"), new NetworkDescription(9).Dense(units).EndIn(loss)) { Batches = [1, 6], Trains = true, IsThorough = thorough };
                }

                yield return new NetworkCase(Group, $"{loss}OfSteps", new NetworkDescription(5, 4).Dense(3).EndIn(loss)) { Batches = [1, 4], Trains = true };
            }
        }
    }

    private static string Name(FormattableString name) => name.ToString(CultureInfo.InvariantCulture);
}
