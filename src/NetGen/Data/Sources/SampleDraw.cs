namespace NetGen.Data;

/// <summary>What a source that changes its samples at random draws from: the same draw gives the same samples, in any order and by any thread.</summary>
/// <param name="Seed">The trainer's seed.</param>
/// <param name="Epoch">The epoch, counted from 0 over all calls of Fit; 0 where samples are not trained on.</param>
public readonly record struct SampleDraw(ulong Seed, int Epoch);
