using NetGen.Generator.Layers;
using NetGen.Generator.Model;
using NetGen.TestHelpers;

namespace NetGen.Generator.Tests.Analysis;

public sealed class ShapeTests
{
    [Theory]
    [InlineData("[Network(784)] [Dense(10)]", "10")]
    [InlineData("[Network(28, 28, 1)] [Conv2D(32, 5)]", "24x24x32")]
    [InlineData("[Network(28, 28, 1)] [Conv2D(32, 5, Padding = Padding.Same)]", "28x28x32")]
    [InlineData("[Network(28, 27, 1)] [Conv2D(32, 5, Padding = Padding.Same, Stride = 2)]", "14x14x32")]
    [InlineData("[Network(28, 27, 1)] [Conv2D(32, 5, PaddingSize = 1, StrideWidth = 2)]", "26x13x32")]
    [InlineData("[Network(28, 28, 1)] [Conv2D(2, 3, KernelWidth = 1, Dilation = 4)]", "20x28x2")]
    [InlineData("[Network(29, 28, 3)] [MaxPool2D(2)]", "14x14x3")]
    [InlineData("[Network(29, 28, 3)] [MaxPool2D(2, Padding = Padding.Same)]", "15x14x3")]
    [InlineData("[Network(29, 28, 3)] [AveragePool2D(3, Stride = 1, PaddingSize = 1)]", "29x28x3")]
    [InlineData("[Network(29, 28, 3)] [GlobalAveragePool2D]", "3")]
    [InlineData("[Network(29, 28, 3)] [GlobalMaxPool2D]", "3")]
    [InlineData("[Network(29, 28, 3)] [AdaptiveAveragePool2D(7)]", "7x7x3")]
    [InlineData("[Network(5, 28, 3)] [AdaptiveMaxPool2D(7, 1)]", "7x1x3")]
    [InlineData("[Network(29, 28, 3)] [UpSampling2D(2, SizeHeight = 3, Interpolation = Interpolation.Bilinear)]", "87x56x3")]
    [InlineData("[Network(7, 5, 3)] [Conv2DTranspose(4, 4, Stride = 2, PaddingSize = 1)]", "14x10x4")]
    [InlineData("[Network(7, 5, 3)] [Conv2DTranspose(4, 3, Stride = 2, PaddingSize = 1, OutputPadding = 1)]", "14x10x4")]
    [InlineData("[Network(7, 5, 3)] [Conv2DTranspose(4, 5, Stride = 2, Padding = Padding.Same)]", "14x10x4")]
    [InlineData("[Network(7, 5, 3)] [Conv2DTranspose(4, 2, Stride = 3)]", "20x14x4")]
    [InlineData("[Network(7, 5, 3)] [Conv2DTranspose(4, 3, StrideWidth = 2, Dilation = 2, OutputPaddingHeight = 1)]", "12x13x4")]
    [InlineData("[Network(1, 1, 100)] [Conv2DTranspose(8, 4)]", "4x4x8")]
    [InlineData("[Network(29, 28, 3)] [ZeroPadding2D(2)]", "33x32x3")]
    [InlineData("[Network(29, 28, 3)] [ZeroPadding2D(1, 3)]", "31x34x3")]
    [InlineData("[Network(29, 28, 3)] [ZeroPadding2D(Bottom = 1, Right = 2)]", "30x30x3")]
    [InlineData("[Network(29, 28, 3)] [ZeroPadding2D(1, Top = 0, Left = 4)]", "30x33x3")]
    [InlineData("[Network(29, 28, 3)] [Cropping2D(14, 13)]", "1x2x3")]
    [InlineData("[Network(29, 28, 3)] [Cropping2D(2, Left = 0)]", "25x26x3")]
    [InlineData("[Network(29, 28, 3)] [UpSampling2D(2)]", "58x56x3")]
    [InlineData("[Network(29, 28, 3)] [UpSampling2D(2, SizeWidth = 1)]", "58x28x3")]
    [InlineData("[Network(4, 5, 18)] [PixelShuffle(3)]", "12x15x2")]
    [InlineData("[Network(9, 7, 6)] [DepthwiseConv2D(3, Stride = 2, Padding = Padding.Same, Multiplier = 4)]", "5x4x24")]
    [InlineData("[Network(9, 7, 6)] [DepthwiseConv2D(3, KernelHeight = 2)]", "8x5x6")]
    [InlineData("[Network(9, 7, 6)] [SeparableConv2D(10, 3, Stride = 2, Padding = Padding.Same, Multiplier = 4)]", "5x4x10")]
    [InlineData("[Network(9, 6)] [Conv1D(4, 3)]", "7x4")]
    [InlineData("[Network(9, 6)] [Conv1D(4, 3, Padding = Padding.Same, Stride = 2)]", "5x4")]
    [InlineData("[Network(9, 6)] [Conv1D(4, 3, Padding = Padding.Causal, Stride = 4, Dilation = 100)]", "3x4")]
    [InlineData("[Network(9, 6)] [SeparableConv1D(4, 3, PaddingSize = 1)]", "9x4")]
    [InlineData("[Network(9, 6)] [DepthwiseConv1D(3, Multiplier = 2)]", "7x12")]
    [InlineData("[Network(9, 6)] [Conv1DTranspose(4, 4, Stride = 2, PaddingSize = 1)]", "18x4")]
    [InlineData("[Network(9, 6)] [MaxPool1D(2)]", "4x6")]
    [InlineData("[Network(9, 6)] [AveragePool1D(3, Stride = 2, Padding = Padding.Same)]", "5x6")]
    [InlineData("[Network(9, 6)] [AdaptiveMaxPool1D(4)]", "4x6")]
    [InlineData("[Network(9, 6)] [GlobalAveragePool1D]", "6")]
    [InlineData("[Network(9, 6)] [ZeroPadding1D(Before = 1, After = 2)]", "12x6")]
    [InlineData("[Network(9, 6)] [Cropping1D(4)]", "1x6")]
    [InlineData("[Network(9, 6)] [UpSampling1D(3)]", "27x6")]
    [InlineData("[Network(9, 6)] [Reverse]", "9x6")]
    [InlineData("[Network(9, 6)] [Last] [RepeatVector(5)]", "5x6")]
    [InlineData("[Network(9, 7, 6)] [Dot(\"input\")]", "9x7x1")]
    [InlineData("[Network(7)] [Dot(\"input\", Normalize = true)]", "1")]
    [InlineData("[Network(4, 5, 18)] [GLU]", "4x5x9")]
    [InlineData("[Network(5, 18)] [SwiGLU]", "5x9")]
    [InlineData("[Network(4, 5, 18)] [Flatten] [GeGLU]", "180")]
    [InlineData("[Network(4, 5, 18)] [Maxout(3)]", "4x5x6")]
    [InlineData("[Network(4, 5, 18)] [Flatten] [Maxout(9)]", "40")]
    [InlineData("[Network(4, 5, 18)] [Reshape(360)]", "360")]
    [InlineData("[Network(4, 5, 18)] [Reshape(-1, 12)]", "30x12")]
    [InlineData("[Network(360)] [Reshape(4, -1, 18)]", "4x5x18")]
    [InlineData("[Network(10, 32)] [Permute(2, 1)]", "32x10")]
    [InlineData("[Network(4, 5, 6)] [Permute(3, 1, 2)]", "6x4x5")]
    [InlineData("[Network(29, 28, 3)] [Flatten]", "2436")]
    [InlineData("[Network(10, 32)] [Flatten]", "320")]
    [InlineData("[Network(10, 32)] [Tanh]", "10x32")]
    [InlineData("[Network(10, 32)] [LayerNorm]", "10x32")]
    [InlineData("[Network(10, 32)] [Dense(7)]", "10x7")]
    [InlineData("[Network(10, 32)] [Flatten] [Flatten]", "320")]
    [InlineData("[Network(10, Vocabulary = 50)] [Embedding(8)]", "10x8")]
    [InlineData("[Network(1, Vocabulary = 1)] [Embedding(1)]", "1x1")]
    [InlineData("[Network(10, 32)] [SimpleRNN(7)] [SimpleRNN(3, Reverse = true)]", "10x3")]
    [InlineData("[Network(10, 32)] [LSTM(7)] [GRU(3, Reverse = true)]", "10x3")]
    [InlineData("[Network(10, 32)] [LSTM(7, Bidirectional = true)]", "10x14")]
    [InlineData("[Network(10, 32)] [GRU(7, LastStepOnly = true)]", "7")]
    [InlineData("[Network(10, 32)] [SimpleRNN(7, Bidirectional = true, LastStepOnly = true)]", "14")]
    [InlineData("[Network(10, 32)] [Concat(\"input\")]", "10x64")]
    [InlineData("[Network(5, 5, 3)] [Concat(\"input\", \"input\")]", "5x5x9")]
    [InlineData("[Network(5, 5, 3)] [Flatten] [Concat(\"flatten1\")]", "150")]
    [InlineData("[Network(5, 5, 3)] [Multiply(\"input\")]", "5x5x3")]
    public void Output_shapes(string attributes, string expected)
    {
        NetworkModel model = Declared.Model(attributes);
        Assert.Equal(expected, model.Nodes[model.Outputs[0]].OutputShape.ToString());
    }

    [Fact]
    public void A_dense_layer_knows_the_image_that_was_flattened()
    {
        NetworkModel model = Declared.Model("[Network(7, 5, 3)] [Flatten] [ReLU] [Dropout(0.5)] [Dense(10)]");
        ParameterSpec weight = model.Nodes[3].Find(Parameter.Weight)!;
        Assert.Equal((10, 3, 7, 5), (weight.Outputs, weight.Inputs, weight.Rows, weight.Columns));
        Assert.Equal([10, 105], weight.FileShape);
        Assert.Equal(105, weight.FanIn);
    }

    [Theory]
    [InlineData("[Network(7, 5, 3)] [Flatten] [Concat(\"flatten1\")] [Dense(10)]", 210)]
    [InlineData("[Network(7, 5)] [Flatten] [Dense(10)]", 35)]
    [InlineData("[Network(7, 5)] [Dense(10)]", 5)]
    [InlineData("[Network(1, 1, 9)] [Flatten] [Dense(10)]", 9)]
    [InlineData("[Network(7, 5, 3)] [GlobalAveragePool2D] [Dense(10)]", 3)]
    public void Other_vectors_are_in_plain_order(string attributes, int inputs)
    {
        NetworkModel model = Declared.Model(attributes);
        ParameterSpec weight = model.Nodes[model.Outputs[0]].Find(Parameter.Weight)!;
        Assert.Equal((inputs, 1, 1), (weight.Inputs, weight.Rows, weight.Columns));
    }

    [Fact]
    public void A_grouped_convolution_declares_PyTorchs_shapes()
    {
        LayerNode node = Declared.Model("[Network(9, 9, 8)] [Conv2D(12, 3, KernelWidth = 5, Groups = 4)]").Nodes[0];
        ParameterSpec weight = node.Find(Parameter.Weight)!;
        Assert.Equal((4, 3, 2, 3, 5), (weight.Groups, weight.Outputs, weight.Inputs, weight.Rows, weight.Columns));
        Assert.Equal([12, 2, 3, 5], weight.FileShape);
        Assert.Equal([12], node.Find(Parameter.Bias)!.FileShape);
        Assert.Equal((12 * 2 * 3 * 5) + 12, node.ParameterCount);
        Assert.Equal(7L * 5 * 12 * 2 * 3 * 5, node.Layer.MultiplyAdds(node));
    }

    /// <summary>It is one, whose groups need not be counted.</summary>
    [Fact]
    public void A_depthwise_convolution_is_a_grouped_one()
    {
        LayerNode depthwise = Declared.Model("[Network(9, 9, 8)] [DepthwiseConv2D(3, KernelWidth = 5, Multiplier = 2, Dilation = 2)]").Nodes[0];
        LayerNode grouped = Declared.Model("[Network(9, 9, 8)] [Conv2D(16, 3, KernelWidth = 5, Groups = 8, Dilation = 2)]").Nodes[0];
        Assert.Equal(grouped.OutputShape, depthwise.OutputShape);
        Assert.Equal(grouped.Parameters.Select(Plain), depthwise.Parameters.Select(Plain));
        Assert.Equal(grouped.Layer.MultiplyAdds(grouped), depthwise.Layer.MultiplyAdds(depthwise));
        Assert.Equal(grouped.Layer.Windows(grouped.InputShapes[0]), depthwise.Layer.Windows(depthwise.InputShapes[0]));

        static ParameterSpec Plain(ParameterSpec parameter) => parameter with { Source = null };
    }

    [Fact]
    public void File_shapes_hold_all_elements()
    {
        NetworkModel model = Declared.Model(
            "[Network(9, 9, 8)] [Conv2D(12, 3, Groups = 4)] [BatchNorm] [Flatten] [BatchNorm] [Dense(5, UseBias = false)] [BatchNorm]");
        Assert.All(
            model.Nodes.SelectMany(node => node.Parameters),
            parameter => Assert.Equal(parameter.Count, parameter.FileShape.Aggregate(1L, (product, extent) => product * extent)));
        Assert.Equal(588, model.Nodes[3].OutputShape.Size);
        Assert.Equal([588], model.Nodes[3].Parameters[0].FileShape);
    }

    [Fact]
    public void A_flattened_image_is_unlike_a_plain_vector_of_its_size()
    {
        Assert.NotEqual(Shape.Vector(75), Shape.Image(5, 5, 3).Flatten());
        Assert.NotEqual(Shape.Image(25, 1, 3).Flatten(), Shape.Image(5, 5, 3).Flatten());
        Assert.Equal(Shape.Vector(3), Shape.Image(1, 1, 3).Flatten());
        Assert.Equal([75], Shape.Image(5, 5, 3).Flatten().Extents);
    }

    /// <summary>Nobody but the readers of <see cref="Shape.FlattenedImage"/> need ever know that a vector was an image.</summary>
    [Fact]
    public void A_flattened_image_is_one_row()
    {
        Shape flat = Shape.Image(5, 4, 3).Flatten();
        Assert.Equal((true, 60, 1, 1, 1, 60), (flat.IsVector, flat.Channels, flat.Positions, flat.Height, flat.Width, flat.Size));
        Assert.Equal("60", flat.ToString());
        Assert.Equal(Shape.Image(5, 4, 3), flat.FlattenedImage);
        Assert.Equal(flat, flat.Flatten());
        Assert.Equal(Shape.Vector(7), flat.WithChannels(7));
        Assert.Null(Shape.Sequence(5, 4).Flatten().FlattenedImage);
    }

    [Fact]
    public void Axes_have_names()
    {
        Assert.Equal([AxisName.Channel], Shape.Vector(3).Axes.Select(axis => axis.Name));
        Assert.Equal([AxisName.Time, AxisName.Channel], Shape.Sequence(2, 3).Axes.Select(axis => axis.Name));
        Assert.Equal([AxisName.Row, AxisName.Column, AxisName.Channel], Shape.Image(2, 3, 4).Axes.Select(axis => axis.Name));
        Assert.NotEqual(Shape.Sequence(2, 3), Shape.Image(1, 2, 3));
        Assert.Equal((1, 2, 3, 2), (Shape.Sequence(2, 3).Height, Shape.Sequence(2, 3).Width, Shape.Sequence(2, 3).Channels, Shape.Sequence(2, 3).Positions));
        Assert.True(Shape.Sequence(2, 3).HasPositionsOf(Shape.Sequence(2, 5)));
        Assert.False(Shape.Sequence(2, 3).HasPositionsOf(Shape.Image(1, 2, 3)));
        Assert.False(Shape.Image(2, 3, 4).HasPositionsOf(Shape.Image(3, 2, 4)));
    }
}
