namespace NetGen;

/// <summary>
/// Randomized asymmetric initialisation (Lu, Shin, Su and Karniadakis, 2019, "Dying ReLU and initialization", arXiv:1903.06733): normal with mean 0 and
/// standard deviation 0.6007 / sqrt(fan-in), but one weight of each unit, which is drawn, lies between 0 and 1 with density 2 x. With
/// positive inputs, as behind a ReLU, fewer units begin dead than with <c>[He]</c>: for networks that are deep and narrow.
/// </summary>
/// <remarks>
/// The paper draws the special one among the weights and the bias of a unit; here the bias keeps its own initialiser, so it is always a weight. The
/// variance of an output is near that with <c>[He]</c> where inputs come from a ReLU.
/// </remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class RandomizedAsymmetricAttribute : InitializerAttribute;
