using NetGen.Generator.Writing;

namespace NetGen.Generator.Emit;

/// <summary>One file of generated code.</summary>
internal sealed record GeneratedFile(string HintName, FileText Text);
