using NetGen.Generator.Layers;
using NetGen.Generator.Model;
using NetGen.TestHelpers;

namespace NetGen.Generator.Tests.Layers;

public sealed class FansTests
{
    /// <summary>Counted by hand: inputs that an output sums, outputs that an input reaches.</summary>
    [Theory]
    [InlineData("[Network(784)] [Dense(100)]", 784, 100)]
    [InlineData("[Network(1)] [Dense(1)]", 1, 1)]
    [InlineData("[Network(7, 7, 64)] [Flatten] [Dense(1024)]", 3136, 1024)]
    [InlineData("[Network(28, 28, 1)] [Conv2D(32, 5)]", 25, 800)]
    [InlineData("[Network(14, 14, 32)] [Conv2D(64, 5)]", 800, 1600)]
    [InlineData("[Network(9, 9, 3)] [Conv2D(8, 3, KernelWidth = 5)]", 45, 120)]
    [InlineData("[Network(9, 9, 3)] [Conv2D(8, 3, KernelHeight = 1)]", 9, 24)]
    [InlineData("[Network(9, 9, 3)] [Conv2D(8, 3, Stride = 2)]", 27, 72)]
    [InlineData("[Network(9, 9, 3)] [Conv2D(8, 3, Dilation = 3)]", 27, 72)]
    [InlineData("[Network(9, 9, 3)] [Conv2D(8, 3, Padding = Padding.Same)]", 27, 72)]
    [InlineData("[Network(9, 9, 8)] [Conv2D(12, 3, Groups = 4)]", 18, 27)]
    [InlineData("[Network(9, 9, 8)] [Conv2D(8, 3, Groups = 8)]", 9, 9)]
    [InlineData("[Network(9, 9, 8)] [Conv2D(16, 3, Groups = 8)]", 9, 18)]
    [InlineData("[Network(9, 9, 8)] [DepthwiseConv2D(3)]", 9, 9)]
    [InlineData("[Network(9, 9, 8)] [DepthwiseConv2D(3, Multiplier = 4, KernelWidth = 5)]", 15, 60)]
    [InlineData("[Network(9, 9, 1)] [DepthwiseConv2D(3, Multiplier = 4)]", 9, 36)]
    [InlineData("[Network(9, 9, 8)] [Conv2D(16, 1)]", 8, 16)]
    [InlineData("[Network(9, 9, 8)] [Conv2DTranspose(12, 4, Stride = 2)]", 32, 192)]
    [InlineData("[Network(9, 9, 8)] [Conv2DTranspose(12, 3)]", 72, 108)]
    [InlineData("[Network(9, 9, 16)] [Conv2DTranspose(12, 3, Stride = 2, Groups = 4)]", 9, 27)]
    [InlineData("[Network(9, 9, 8)] [Conv2DTranspose(12, 3, StrideWidth = 3)]", 24, 108)]
    [InlineData("[Network(9, 9, 1)] [Conv2DTranspose(12, 1, Stride = 4)]", 1, 12)]
    public void Fans_of_weights(string attributes, int fanIn, int fanOut)
    {
        ParameterSpec weight = Weight(attributes);
        Assert.Equal(fanIn, weight.FanIn);
        Assert.Equal(fanOut, weight.FanOut);
    }

    /// <summary>The definition, by counting connections of a real convolution away from its border.</summary>
    [Theory]
    [InlineData(3, 3, 4, 6, 1)]
    [InlineData(3, 5, 4, 6, 2)]
    [InlineData(1, 1, 6, 6, 3)]
    [InlineData(2, 3, 5, 10, 5)]
    public void Fans_are_counts_of_connections(int kernelHeight, int kernelWidth, int channels, int filters, int groups)
    {
        int perOutput = 0;
        int perInput = 0;
        for (int filter = 0; filter < filters; filter++)
        {
            for (int channel = 0; channel < channels; channel++)
            {
                if (filter / (filters / groups) != channel / (channels / groups)) continue;
                if (filter == 0) perOutput += kernelHeight * kernelWidth;
                if (channel == 0) perInput += kernelHeight * kernelWidth;
            }
        }

        Assert.Equal(new Fans(perOutput, perInput), Fans.Convolution(kernelHeight, kernelWidth, channels, filters, groups));
    }

    [Fact]
    public void Parameters_that_connect_nothing_have_no_fans()
    {
        NetworkModel model = Declared.Model("[Network(9, 9, 3)] [Conv2D(8, 3)] [BatchNorm]");
        IEnumerable<ParameterSpec> others = model.Nodes.SelectMany(node => node.Parameters).Where(parameter => parameter != model.Nodes[0].Parameters[0]);
        Assert.Equal(5, others.Count());
        Assert.All(others, parameter => Assert.Equal((0, 0), (parameter.FanIn, parameter.FanOut)));
    }

    private static ParameterSpec Weight(string attributes)
        => Declared.Model(attributes).Nodes.Select(node => node.Find(Parameter.Weight)).Single(weight => weight is not null)!;
}
