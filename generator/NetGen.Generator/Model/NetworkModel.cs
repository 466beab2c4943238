using NetGen.Generator.Layers;

namespace NetGen.Generator.Model;

/// <summary>A network, understood: its place in the code, its input and its graph of layers with all shapes known.</summary>
/// <remarks>
/// Immutable and equal by value all the way down, and free of ISymbol, SyntaxNode, Location and Compilation: the incremental
/// pipeline compares models to decide what to generate again.
/// </remarks>
/// <param name="Input">Shape of one input sample.</param>
/// <param name="InputMean">Mean of the input's values as declared, else 0.</param>
/// <param name="InputStd">Standard deviation of the input's values as declared, else 1.</param>
/// <param name="Nodes">In an order in which each node's inputs come before it.</param>
/// <param name="Loss">What ends the network and makes it trainable, or null.</param>
internal sealed record NetworkModel(
    TypeIdentity Type,
    Shape Input,
    double InputMean,
    double InputStd,
    EquatableArray<LayerNode> Nodes,
    LossKind? Loss)
{
    /// <summary>Whether <see cref="InputMean"/> or <see cref="InputStd"/> was declared; else they are guesses.</summary>
    public bool IsInputScaleKnown { get; init; }

    /// <summary>The declared correlation of two pixels of the input side by side; null where there is none.</summary>
    public double? InputCorrelation { get; init; }

    /// <summary>How much of the loops is to be written out: what the declaration says, else what its project says.</summary>
    public Unroll Unroll { get; init; }

    /// <summary>The index of the attribute [Network].</summary>
    public int AttributeIndex { get; init; }

    /// <summary>The index of the loss's attribute, or -1.</summary>
    public int LossAttributeIndex { get; init; } = -1;

    /// <summary>The node whose output is the network's. Its value is what Forward returns.</summary>
    public int OutputNode => Nodes.Count - 1;
}

/// <summary>One layer in its place in the graph.</summary>
/// <param name="Layer">What it does.</param>
/// <param name="Name">
/// Given, or kind and 1-based count, prefixed with its block's name and a dot: conv1, block1.conv1. Unique; parts of any characters that
/// can be seen, with dots between.
/// </param>
/// <param name="Inputs">Indices of the nodes it reads; -1 is the network's input.</param>
/// <param name="InputShapes">Their shapes.</param>
/// <param name="OutputShape">Shape of its result.</param>
/// <param name="Parameters">With initialisers resolved.</param>
/// <param name="AttributeIndex">The attribute on the network's class that it comes from.</param>
internal sealed record LayerNode(
    Layer Layer,
    string Name,
    EquatableArray<int> Inputs,
    EquatableArray<Shape> InputShapes,
    Shape OutputShape,
    EquatableArray<ParameterSpec> Parameters,
    int AttributeIndex)
{
    /// <summary>Whether its own attribute stands on a block's class, and <see cref="AttributeIndex"/> is that of [Use] or [Residual].</summary>
    public bool IsInBlock { get; init; }

    public long ParameterCount
    {
        get
        {
            long count = 0;
            foreach (ParameterSpec parameter in Parameters)
            {
                if (parameter.IsTrained) count += parameter.Count;
            }

            return count;
        }
    }

    public ParameterSpec? Find(ParameterRole role)
    {
        foreach (ParameterSpec parameter in Parameters)
        {
            if (parameter.Role == role) return parameter;
        }

        return null;
    }
}

internal enum LossKind
{
    SoftmaxCrossEntropy,
    MeanSquaredError,
}

/// <summary>Where the class stands in the user's code, as text.</summary>
/// <param name="Namespace">Empty for the global namespace. Keywords are escaped with @.</param>
/// <param name="Name">The class's own name, escaped where it is a keyword.</param>
/// <param name="Containers">Declarations of the types around it, outermost first: 'partial class Outer', 'partial record struct Point'.</param>
/// <param name="Declaration">The class's own declaration without modifiers that only one part needs: 'partial class DigitNet'.</param>
/// <param name="Accessibility">public, internal ...: what its members may expose is limited by it.</param>
/// <param name="HintName">File-name-safe, at most 64 characters, unique even for names that differ only by case.</param>
/// <param name="IsSealed">Whether the class is sealed.</param>
internal sealed record TypeIdentity(
    string Namespace,
    string Name,
    EquatableArray<string> Containers,
    string Declaration,
    string Accessibility,
    string HintName,
    bool IsSealed);
