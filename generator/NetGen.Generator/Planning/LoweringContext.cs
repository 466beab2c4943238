namespace NetGen.Generator.Planning;

/// <summary>Where a layer's lowering puts its operations.</summary>
internal sealed class LoweringContext;
