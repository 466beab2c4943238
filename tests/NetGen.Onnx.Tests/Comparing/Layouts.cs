using NetGen.Onnx.Reading;
using NetGen.Onnx.Reading.Constants;

namespace NetGen.Onnx.Tests;

/// <summary>Numbers of a model's tensors as rows of a network's, one for each sample.</summary>
internal static class Layouts
{
    /// <summary>A tensor with its axes in the order in which the network has them.</summary>
    public static float[] Turned(ImportedTensor tensor, Constant value)
    {
        int[] extents = [.. tensor.Order.Select(axis => value.Shape[axis])];
        int[] strides = new int[value.Shape.Length];
        for (int axis = strides.Length - 1, stride = 1; axis >= 0; stride *= value.Shape[axis], axis--) strides[axis] = stride;
        float[] numbers = value.Numbers ?? Array.ConvertAll(value.Wholes!, whole => (float)whole);
        float[] turned = new float[numbers.Length];
        for (int place = 0; place < turned.Length; place++)
        {
            (int rest, int source) = (place, 0);
            for (int axis = extents.Length - 1; axis >= 0; axis--)
            {
                source += rest % extents[axis] * strides[tensor.Order[axis]];
                rest /= extents[axis];
            }

            turned[place] = numbers[source];
        }

        return turned;
    }

    /// <summary>Rows of several tensors side by side.</summary>
    public static float[] Rows(IReadOnlyList<float[]> tensors, IReadOnlyList<int> sizes)
    {
        int samples = tensors[0].Length / sizes[0];
        return [.. Enumerable.Range(0, samples).SelectMany(sample => tensors.SelectMany((tensor, index) => tensor.AsSpan(sample * sizes[index], sizes[index]).ToArray()))];
    }
}
