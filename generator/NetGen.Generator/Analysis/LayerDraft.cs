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

    /// <summary>Whether its own attribute stands on a block's class.</summary>
    public bool IsInBlock { get; set; }

    /// <summary>Null where its arguments are wrong.</summary>
    public Layer? Layer { get; set; }

    /// <summary>Indices of drafts; -1 is the network's input.</summary>
    public IReadOnlyList<int> Inputs { get; set; } = [];

    public EquatableArray<Shape> InputShapes { get; set; }

    /// <summary>Null where it cannot be known.</summary>
    public Shape? OutputShape { get; set; }

    /// <summary>Whether initialisers below it are meant for it.</summary>
    public bool TakesInitializers { get; set; }

    /// <summary>The initialisers declared for it, in source order; the last for a parameter counts.</summary>
    public List<DeclaredInitializer> Initializers { get; } = [];
}

internal sealed record DeclaredInitializer(ParameterRole Target, InitializerRule Rule, int AttributeIndex);
