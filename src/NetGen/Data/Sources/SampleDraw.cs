namespace NetGen.Data;

/// <summary>What a source that changes its samples at random draws from: the same draw gives the same samples, in any order and by any thread.</summary>
/// <param name="Seed">The trainer's seed.</param>
/// <param name="Epoch">The epoch, counted from 0 over all calls of Fit; 0 where samples are not trained on.</param>
/// <param name="Occurrence">
/// How often the epoch has taken the sample before: above 0 only where a sampler takes samples several times, so that it is changed otherwise each time.
/// </param>
public readonly record struct SampleDraw(ulong Seed, int Epoch, int Occurrence = 0);
