namespace NetGen.Kernels.Tests.Cases;

/// <summary>A network to be compared with the reference.</summary>
/// <param name="Group">What it is about: one theory per group, and a word to run the group alone.</param>
/// <param name="Name">Unique; also the name of the generated class.</param>
/// <param name="Description">Its layers.</param>
internal sealed record NetworkCase(string Group, string Name, NetworkDescription Description)
{
    /// <summary>Of a network that has weights in fewer bits, or recomputes: the class of the same layers in floats, which keeps all that it computes.</summary>
    public string PlainTwin => Name + "Plain";

    /// <summary>Whether there is such a class.</summary>
    public bool HasPlainTwin => Description.Bits is not null || (Description.Recomputes && Group != Drawn.DrawnNetworks.Group);

    /// <summary>Numbers of samples.</summary>
    public int[] Batches { get; init; } = [1, 5];

    /// <summary>
    /// Whether sums and products of small integers are all that happens, so that with integers for data there is one right result to
    /// the last bit, in whatever order it is computed.
    /// </summary>
    public bool IsExact { get; init; }

    /// <summary>
    /// Whether a convolution goes through Winograd's transforms: rounding errors are larger, and an input that is not a number shows in
    /// all outputs of the tiles that it is in.
    /// </summary>
    public bool IsTransformed { get; init; }

    /// <summary>Whether a few optimiser steps are compared too.</summary>
    public bool Trains { get; init; }

    /// <summary>Whether a sample is so large that tensors share memory in a training step without being asked.</summary>
    public bool IsLarge { get; init; }

    /// <summary>
    /// Whether nothing is known of how many results are zero: a network that nobody thought of may silence all of its units. Else so many
    /// zeros are taken for a comparison that proves nothing.
    /// </summary>
    public bool MayBeZero { get; init; }

    /// <summary>
    /// Whether a convolution over time and another layer read the same steps: with lengths the convolution reads a masked copy, and the
    /// gradients of the two are added up in another order.
    /// </summary>
    public bool SharesWindowInput { get; init; }

    /// <summary>
    /// Whether it belongs to the thorough run only (see <see cref="CaseCatalog.ThoroughSwitch"/>): more of the same, for which the
    /// compiler would take too long every time.
    /// </summary>
    public bool IsThorough { get; init; }
}
