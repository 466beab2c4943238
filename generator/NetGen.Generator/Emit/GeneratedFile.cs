namespace NetGen.Generator.Emit;

/// <summary>One file of generated code.</summary>
internal sealed record GeneratedFile(string HintName, string Text);
