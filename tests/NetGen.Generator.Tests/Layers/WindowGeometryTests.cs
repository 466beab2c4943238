using NetGen.Generator.Model;

namespace NetGen.Generator.Tests.Layers;

public sealed class WindowGeometryTests
{
    [Fact]
    public void Windows_without_or_with_explicit_padding_agree_with_counting()
    {
        foreach ((int input, int kernel, int stride, int dilation) in Cases())
        {
            int extent = ((kernel - 1) * dilation) + 1;
            for (int padding = 0; padding < extent; padding++)
            {
                int windows = 0;
                while ((windows * stride) + extent <= input + (2 * padding)) windows++;
                WindowGeometry? geometry = WindowGeometry.Create(input, kernel, stride, dilation, new WindowPadding(Padding.Valid, padding));
                WindowGeometry? expected = windows == 0 ? null : new WindowGeometry(input, kernel, stride, dilation, padding, padding, windows);
                Assert.Equal(expected, geometry);
                if (geometry is { } found) Assert.Equal(CountUnread(found), found.Dropped);
            }
        }
    }

    /// <summary>TensorFlow's definition: https://www.tensorflow.org/api_docs/python/tf/nn#notes_on_padding_2.</summary>
    [Fact]
    public void Same_is_that_of_TensorFlow()
    {
        foreach ((int input, int kernel, int stride, int dilation) in Cases())
        {
            int extent = ((kernel - 1) * dilation) + 1;
            int lacking = input % stride == 0 ? Math.Max(extent - stride, 0) : Math.Max(extent - (input % stride), 0);
            WindowGeometry geometry = WindowGeometry.Create(input, kernel, stride, dilation, WindowPadding.Same)!.Value;
            Assert.Equal((int)Math.Ceiling(input / (double)stride), geometry.Output);
            Assert.Equal(lacking / 2, geometry.PaddingBefore);
            Assert.Equal(lacking - (lacking / 2), geometry.PaddingAfter);
            if (kernel >= stride) Assert.Equal(0, geometry.Dropped);
        }
    }

    [Fact]
    public void Every_window_of_a_pooling_sees_a_pixel()
    {
        foreach ((int input, int kernel, int stride, _) in Cases())
        {
            for (int padding = 0; padding <= kernel / 2; padding++) Check(WindowGeometry.Create(input, kernel, stride, 1, new WindowPadding(Padding.Valid, padding)));
            Check(WindowGeometry.Create(input, kernel, stride, 1, WindowPadding.Same));
        }

        static void Check(WindowGeometry? geometry)
        {
            if (geometry is not { } windows) return;
            for (int i = 0; i < windows.Output; i++)
            {
                int first = (i * windows.Stride) - windows.PaddingBefore;
                Assert.True(first < windows.Input && first + windows.Kernel > 0, windows.ToString());
            }
        }
    }

    [Theory]
    [InlineData(int.MaxValue, int.MaxValue)]
    [InlineData(2, int.MaxValue)]
    [InlineData(int.MaxValue, 2)]
    public void Extents_beyond_an_int_give_no_windows(int kernel, int dilation)
    {
        Assert.Null(WindowGeometry.Create(5, kernel, 1, dilation, WindowPadding.Valid));
        if ((((long)kernel - 1) * dilation) + 1 > int.MaxValue) Assert.Null(WindowGeometry.Create(5, kernel, 1, dilation, WindowPadding.Same));
    }

    private static int CountUnread(WindowGeometry geometry)
    {
        int last = ((geometry.Output - 1) * geometry.Stride) - geometry.PaddingBefore + geometry.Extent - 1;
        return Enumerable.Range(0, geometry.Input).Count(pixel => pixel > last);
    }

    private static IEnumerable<(int Input, int Kernel, int Stride, int Dilation)> Cases()
        => from input in Enumerable.Range(1, 12)
           from kernel in Enumerable.Range(1, 6)
           from stride in Enumerable.Range(1, 5)
           from dilation in Enumerable.Range(1, 3)
           select (input, kernel, stride, dilation);
}
