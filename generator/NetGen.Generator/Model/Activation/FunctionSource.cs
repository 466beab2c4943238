namespace NetGen.Generator.Model;

/// <summary>What generated code has to have a struct for, because the run-time library has none.</summary>
/// <param name="Struct">What it is called among a network's kernels.</param>
/// <param name="Value">The function.</param>
/// <param name="Derivative">Its derivative.</param>
internal sealed record FunctionSource(string Struct, Formula Value, Formula Derivative);
