using System.Globalization;

using NetGen.Metrics;

namespace TabularSample;

/// <summary>
/// Writes a file of customers of whom it is known why they left: so it is known, too, how well anybody can tell. Some values are missing, some columns say nothing, and what matters works together: a high bill drives
/// away those without a contract, calls to support new customers, and old ones leave when their price was never lowered.
/// </summary>
internal static class Customers
{
    private static readonly string[] s_contracts = ["monthly", "one year", "two years"];
    private static readonly string[] s_payments = ["card", "bank transfer", "invoice"];
    private static readonly string[] s_regions = ["north", "east", "south", "west", "centre"];

    /// <summary>Writes the file.</summary>
    /// <returns>The area under the ROC curve of the true probabilities: the most that is possible.</returns>
    public static double Write(string path, int rows, ulong seed)
    {
        var random = new Source(seed);
        var best = new RocAuc();
        using var writer = new StreamWriter(path);
        writer.WriteLine("customer,months,bill,contract,payment,region,calls,age,discount,left");
        for (int row = 0; row < rows; row++)
        {
            double months = Math.Floor(72 * Math.Pow(random.Next(), 1.5));
            double bill = Math.Round(20 + (90 * random.Next()), 2);
            string contract = random.Pick(s_contracts);
            double calls = Math.Floor(-2 * Math.Log(1 - random.Next()));
            double age = Math.Floor(18 + (60 * random.Next()));
            string discount = random.Next() < 0.3 ? "yes" : "no";
            double logit = -1.6
                + (contract == "monthly" ? 0.06 * (bill - 60) : contract == "two years" ? -1.2 : -0.3)
                + (months < 12 ? 0.9 * calls : -0.2)
                + (months > 40 && discount == "no" ? 2.2 : 0)
                + (Math.Abs(age - 45) > 20 ? 0.8 : -0.4);
            double probability = 1 / (1 + Math.Exp(-logit));
            bool left = random.Next() < probability;
            best.Add([(float)probability], [left ? 1f : 0f]);
            string[] values =
            [
                Text(row + 1), random.MaybeMissing(Text(months)), random.MaybeMissing(Text(bill)), contract, random.Pick(s_payments), random.MaybeMissing(random.Pick(s_regions)), Text(calls), random.MaybeMissing(Text(age)), discount, left ? "yes" : "no",
            ];
            writer.WriteLine(string.Join(',', values));
        }

        return best.Value;
    }

    private static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>SplitMix64: the same file everywhere.</summary>
    private sealed class Source(ulong seed)
    {
        private ulong _state = seed;

        public double Next()
        {
            ulong bits = _state += 0x9E3779B97F4A7C15;
            bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9;
            bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EB;
            return ((bits ^ (bits >> 31)) >> 11) * (1.0 / (1UL << 53));
        }

        public string Pick(string[] texts) => texts[(int)(texts.Length * Next())];

        public string MaybeMissing(string text) => Next() < 0.04 ? "" : text;
    }
}
