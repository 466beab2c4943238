namespace NetGen.Analyzers.Rules;

internal static class RuleCategories
{
    /// <summary>NG0: what is declared.</summary>
    public const string Declaration = "NetGen.Declaration";

    /// <summary>NG1: how parameters begin.</summary>
    public const string Initialization = "NetGen.Initialization";

    /// <summary>NG2: activations, heads and losses.</summary>
    public const string Architecture = "NetGen.Architecture";

    /// <summary>NG3: shapes and the order of layers.</summary>
    public const string Shapes = "NetGen.Shapes";

    /// <summary>NG4: the size of activations and gradients.</summary>
    public const string Signal = "NetGen.Signal";

    /// <summary>NG5: optimisers and their settings.</summary>
    public const string Training = "NetGen.Training";

    /// <summary>NG6: the generated code.</summary>
    public const string Generation = "NetGen.Generation";

    /// <summary>NG7: whether a run can be repeated.</summary>
    public const string Repeatability = "NetGen.Repeatability";
}
