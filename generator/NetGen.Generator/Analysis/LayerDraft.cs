using NetGen.Generator.Layers;
using NetGen.Generator.Layers.Initializers;
using NetGen.Generator.Model;

namespace NetGen.Generator.Analysis;

/// <summary>A layer while the network is being put together. Layers with errors stay in, so that those below them are still understood.</summary>
internal sealed class LayerDraft(string kind, string name, int attributeIndex)
{
    /// <summary>The attribute's name.</summary>
    public string Kind { get; } = kind;

    public string Name { get; } = name;

    public int AttributeIndex { get; } = attributeIndex;

    /// <summary>Whether its attribute stands on a block's class.</summary>
    public bool IsInBlock { get; set; }

    /// <inheritdoc cref="LayerNode.IsEditable"/>
    public bool IsEditable { get; set; } = true;

    /// <summary>Null where its arguments are wrong.</summary>
    public Layer? Layer { get; set; }

    /// <summary>Indices of drafts; -1 is the network's input.</summary>
    public IReadOnlyList<int> Inputs { get; set; } = [];

    public EquatableArray<Shape> InputShapes { get; set; }

    /// <summary>Null where it cannot be known.</summary>
    public Shape? OutputShape { get; set; }

    /// <summary>The lengths of what it reads.</summary>
    public IReadOnlyList<StepLengths> InputLengths { get; set; } = [];

    /// <summary>The lengths of its result.</summary>
    public StepLengths OutputLengths { get; set; }

    /// <summary>Whether initialisers below it are meant for it.</summary>
    public bool TakesInitializers { get; set; }

    /// <summary>What is declared to compute its weights from other parameters; null where they are a parameter themselves.</summary>
    public Reparameterization? Reparameterization { get; set; }

    /// <summary>The initialisers declared for it, in source order; the last for a parameter counts.</summary>
    public List<DeclaredInitializer> Initializers { get; } = [];

    /// <summary>The initialiser that counts for a parameter, or null.</summary>
    public DeclaredInitializer? FindInitializer(ParameterSpec parameter) => Initializers.FindLast(initializer => initializer.Target.Means(parameter));
}

/// <summary>An initialiser where it stands.</summary>
/// <param name="Block">The block on whose class its attribute stands, or -1.</param>
internal sealed record DeclaredInitializer(InitializerTarget Target, InitializerRule Rule, int AttributeIndex, int Block);

/// <summary>Which parameter an initialiser is meant for.</summary>
/// <param name="Kind">Its short form; null where a name is given.</param>
/// <param name="Name">Its name, or null.</param>
internal sealed record InitializerTarget(Parameter? Kind, string? Name)
{
    /// <summary>Whether it is a bias that is meant, which a layer may be told not to have.</summary>
    public bool IsBias => Kind == Parameter.Bias || Name == ParameterNames.Bias;

    /// <param name="standard">What is meant where nothing is said.</param>
    public static InitializerTarget Read(AttributeArguments arguments, Parameter standard)
    {
        Parameter kind = arguments.Choice("Target", standard);
        if (!arguments.Has("TargetName")) return new InitializerTarget(kind, null);
        string name = arguments.Word("TargetName") ?? string.Empty;
        if (arguments.Has("Target"))
        {
            arguments.Reject(
                $"has both Target = Parameter.{kind} and TargetName = \"{name}\", which may contradict each other",
                "Keep one of the two",
                new AttributeEdit(AttributeEditKind.RemoveArgument, -1, "Target"));
        }

        return new InitializerTarget(null, name);
    }

    public bool Means(ParameterSpec parameter)
        => Name is null ? parameter.Kind == Kind : string.Equals(parameter.Name, Name, StringComparison.Ordinal);

    /// <summary>For messages: 'is meant for its bias'.</summary>
    public override string ToString() => Name ?? (Kind == Parameter.Recurrent ? "recurrent weights" : Kind!.Value.ToString().ToLowerInvariant());
}
