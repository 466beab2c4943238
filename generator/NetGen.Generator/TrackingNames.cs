namespace NetGen.Generator;

/// <summary>Names of the pipeline's steps: tests ask which of them an edit made run again.</summary>
internal static class TrackingNames
{
    /// <summary>The declaration as plain values.</summary>
    public const string Declaration = nameof(Declaration);

    /// <summary>The network's graph, or what stands in its way.</summary>
    public const string Model = nameof(Model);

    /// <summary>The generated files.</summary>
    public const string Files = nameof(Files);
}
