using System;

// Compiled into the run-time library and, in a namespace of its own, into the generator.
#if NETSTANDARD2_0
namespace NetGen.Generator;
#else
namespace NetGen.Initialization;
#endif

/// <summary>
/// How a parameter's start and learning rate follow the width, so that activations begin, and move with a step, by the same amount at every width: the maximal
/// update parametrisation in the form of Table 3 of Yang, Hu et al., Tensor Programs V, 2022, which needs no factors inside the network.
/// </summary>
/// <remarks>
/// Widths are multiples of those of the network that is scaled: fan-in what an output of the weight sums, fan-out what an input reaches. A bias, a row of a
/// table and a factor for each channel have a fan-in of 1, as weights of an input that is 1.
/// </remarks>
internal static class WidthRule
{
    /// <summary>
    /// Factor of the standard deviation. Sums of random weights need 1 / sqrt(fan-in); at an output of fixed width what is learned adds up to more than
    /// that, in proportion to the fan-in, and the start has to be as small as what is learned.
    /// </summary>
    public static double Std(double fanIn, double fanOut) => fanOut == 1 ? 1 / fanIn : 1 / Math.Sqrt(fanIn);

    /// <summary>Factor of the learning rate where a step is in proportion to the gradient, which falls with the fan-out; it is summed over the fan-in.</summary>
    public static double RateOfGradient(double fanIn, double fanOut) => fanOut / fanIn;

    /// <summary>Factor of the learning rate where steps have a size of their own, whatever the gradient's, and are summed over the fan-in.</summary>
    public static double RateOfUnitSteps(double fanIn) => 1 / fanIn;
}
