using NetGen.Kernels.Tests.Reference;

namespace NetGen.Kernels.Tests.Cases;

/// <summary>What a user of a tensor sees in it.</summary>
internal enum ValueForm
{
    Vector,
    Sequence,
    Image,

    /// <summary>A vector of integers that stand for something: nothing to compute with.</summary>
    Indices,
}

/// <summary>What a layer gives, or the network's input.</summary>
/// <param name="Shape">Height, width, channels; a vector has height and width 1, a sequence its steps in height.</param>
/// <param name="Order">For a vector that was an image: how files have the parameters that belong to its values.</param>
internal sealed record DescribedValue(int[] Shape, ValueForm Form, FileOrder Order)
{
    public int Size => Shape[0] * Shape[1] * Shape[2];

    /// <summary>Whether it is a vector that was an image of several pixels.</summary>
    public bool IsFlattenedImage => Order != FileOrder.Same;

    /// <summary>Whether both may be added up: the same values in the same order.</summary>
    public bool Matches(DescribedValue other) => Form == other.Form && Order == other.Order && Shape.AsSpan().SequenceEqual(other.Shape);

    /// <summary>What becomes of it in a layer, of which the reference knows the shape.</summary>
    public DescribedValue Through(string kind, int[] shape) => kind switch
    {
        "Flatten" when Form == ValueForm.Image => new DescribedValue(shape, ValueForm.Vector, new FileOrder(Shape[0], Shape[1])),
        "Flatten" when Form == ValueForm.Sequence => new DescribedValue(shape, ValueForm.Vector, FileOrder.Same),
        // What is put together of several vectors, or is a new vector, has one order here and in files.
        "GlobalAveragePool2D" or "GlobalMaxPool2D" or "GlobalAveragePool1D" or "GlobalMaxPool1D" or "Last" => new DescribedValue(shape, ValueForm.Vector, FileOrder.Same),
        "Embedding" or "RepeatVector" => new DescribedValue(shape, ValueForm.Sequence, FileOrder.Same),
        "Dense" or "Concat" or "Dot" => new DescribedValue(shape, Form, FileOrder.Same),
        _ => new DescribedValue(shape, Form, Order),
    };
}
