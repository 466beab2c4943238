namespace NetGen.Benchmarks.Startup;

/// <summary>From the start of a process to its first answer.</summary>
/// <param name="Network">digitnet or xor; nothing for a program without a network.</param>
/// <param name="Parameters">initialised or file; none without a network.</param>
/// <param name="ReadyToRun">Whether the program was compiled ahead of time.</param>
/// <param name="Seconds">The median.</param>
internal sealed record StartupRow(string Network, string Parameters, bool ReadyToRun, double Seconds);
