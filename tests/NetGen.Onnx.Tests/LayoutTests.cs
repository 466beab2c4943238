namespace NetGen.Onnx.Tests;

/// <summary>Models that have images channels first give the same numbers in that order.</summary>
public sealed class LayoutTests
{
    public static TheoryData<string> Networks { get; } = [.. Subjects.Names.Where(name => Subjects.Create(name).Info is var info && info.Inputs.Concat(info.Outputs).Any(IsImage))];

    [TheoryOnRuntime]
    [MemberData(nameof(Networks))]
    public void Images_are_channels_first_where_the_options_say_so(string network)
    {
        ISubject subject = Subjects.Create(network);
        byte[] model = subject.Export(new OnnxOptions { Images = ImageLayout.ChannelsFirst });
        float[] samples = Samples.Draw(subject.Info, 2);
        float[] turned = ModelRuntime.Run(model, subject.Info, Turn(samples, subject.Info.Inputs, toFirst: true));
        Numbers.AssertClose(subject.Run(samples, predicts: true), Turn(turned, subject.Info.Outputs, toFirst: false));
    }

    private static bool IsImage(TensorInfo tensor) => tensor.Shape.Count == 3;

    /// <summary>Rows with each image in the other order.</summary>
    private static float[] Turn(float[] rows, IReadOnlyList<TensorInfo> tensors, bool toFirst)
    {
        float[] turned = [.. rows];
        int size = tensors.Sum(tensor => tensor.Size);
        int offset = 0;
        foreach (TensorInfo tensor in tensors)
        {
            for (int start = offset; IsImage(tensor) && start < rows.Length; start += size)
            {
                (int pixels, int channels) = (tensor.Shape[0] * tensor.Shape[1], tensor.Shape[2]);
                for (int i = 0; i < tensor.Size; i++)
                {
                    (int last, int first) = (start + i, start + (i % channels * pixels) + (i / channels));
                    if (toFirst) turned[first] = rows[last];
                    else turned[last] = rows[first];
                }
            }

            offset += tensor.Size;
        }

        return turned;
    }
}
