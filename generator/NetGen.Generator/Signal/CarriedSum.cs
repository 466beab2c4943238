using NetGen.Generator.Model;

namespace NetGen.Generator.Signal;

/// <summary>
/// A state c[t] = k[t] c[t - 1] + a[t] that keeps a part of itself at each step. What is added at several steps comes of the same weights and of inputs that may be alike, so
/// that the state before and what is added have something in common: with m = E k and A(d) = E a[t] a[t - d], E c[t - 1] a[t] is the sum over j of m^j A(1 + j). How much is kept is
/// taken as independent from step to step.
/// </summary>
/// <param name="kept">The mean of k.</param>
/// <param name="step">How many steps were taken before this one.</param>
/// <param name="added">A, by distance.</param>
internal sealed class CarriedSum(double kept, int step, LagTable added)
{
    /// <summary>Of what is kept for that long nothing is left.</summary>
    private const double Forgotten = 1e-6;

    /// <summary>What the square of c has besides the squares of both terms.</summary>
    public double OwnCross => 2 * kept * WithState(1, step);

    /// <summary>What the product of c[t] and c[t - lag] has besides those of k c with k c and of a with a.</summary>
    public double Cross(int lag) => lag == 0 ? OwnCross : kept * (WithState(1 - lag, step) + WithState(lag + 1, step - lag));

    /// <summary>E c[s] a[s + distance], c having been added to so many times.</summary>
    private double WithState(int distance, int terms)
    {
        double sum = 0;
        double share = 1;
        for (int back = 0; back < terms && Math.Abs(share) > Forgotten; back++, share *= kept) sum += share * added.At(0, Math.Abs(distance + back));
        return sum;
    }
}
