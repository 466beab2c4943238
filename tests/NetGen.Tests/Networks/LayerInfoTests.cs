using Xunit;

namespace NetGen.Tests.Networks;

/// <summary>What a network's description says of its layers: enough to compute the same without the generated code.</summary>
public sealed class LayerInfoTests
{
    [Fact]
    public void A_layer_says_what_it_reads()
    {
        Assert.Equal(["input"], SpamNet.Info.Layers[0].Inputs);
        Assert.Equal(["dense1"], SpamNet.Info.Layers[1].Inputs);
        LayerInfo concat = MoveNet.Info.Layers.Single(layer => layer.Kind == "Concat");
        Assert.Equal(["flatten1", "clocks"], concat.Inputs);
        Assert.Equal(["board"], MoveNet.Info.Layers[0].Inputs);
    }

    [Fact]
    public void Settings_are_resolved()
    {
        LayerSettings settings = MoveNet.Info.Layers[0].Settings;
        Assert.Equal("kernel=3,3; stride=1,1; dilation=1,1; padding=1,1,1,1; groups=1", settings.ToString());
        Assert.Equal(["kernel", "stride", "dilation", "padding", "groups"], settings.Names);
        Assert.Equal([1, 1, 1, 1], settings.Integers("padding"));
        Assert.Equal(1, settings.Integer("groups"));
        Assert.Equal(LayerSettings.None, MoveNet.Info.Layers[1].Settings);
    }

    [Fact]
    public void Lengths_are_named_by_who_reads_a_sequence()
    {
        LayerSettings attention = QuestionNet.Info.Layers.Single(layer => layer.Kind == "MultiHeadAttention").Settings;
        Assert.Equal(["questionLengths", "textLengths"], attention.Words("lengths"));
        Assert.True(attention.Flag("memory"));
        Assert.False(attention.Flag("causal"));
        Assert.False(attention.Has("filled"));
        Assert.Equal([0], OwnStepTagger.Info.Layers[0].Settings.Integers("filled"));
    }

    [Fact]
    public void An_output_has_the_link_of_its_loss()
    {
        Assert.Equal(OutputLink.Sigmoid, SpamNet.Info.Outputs[0].Link);
        Assert.Equal([OutputLink.Softmax, OutputLink.Identity, OutputLink.Identity], MoveNet.Info.Outputs.Select(output => output.Link));
    }

    [Fact]
    public void Numbers_are_read_whatever_the_culture()
    {
        var settings = new LayerSettings("epsilon=1E-05; reverse=true");
        System.Globalization.CultureInfo before = System.Globalization.CultureInfo.CurrentCulture;
        System.Globalization.CultureInfo.CurrentCulture = new System.Globalization.CultureInfo("de-DE");
        try
        {
            Assert.Equal(1e-5, settings.Number("epsilon"));
        }
        finally
        {
            System.Globalization.CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void What_is_not_there_is_named()
    {
        var settings = new LayerSettings("kernel=3; reverse=true");
        Assert.Equal("There is no setting 'stride' among 'kernel=3; reverse=true'.", Assert.Throws<KeyNotFoundException>(() => settings.Integer("stride")).Message);
        Assert.Throws<FormatException>(() => settings.Number("reverse"));
        Assert.Throws<ArgumentException>(() => settings.Has(""));
        Assert.Throws<FormatException>(() => new LayerSettings("kernel").Names);
        Assert.Throws<ArgumentNullException>(() => new LayerSettings(null!));
    }

    [Fact]
    public void Settings_are_equal_by_their_text()
    {
        Assert.Equal(new LayerSettings("groups=2"), new LayerSettings("groups=2"));
        Assert.NotEqual(new LayerSettings("groups=2"), new LayerSettings("groups=3"));
        Assert.Equal(new LayerSettings("groups=2").GetHashCode(), new LayerSettings("groups=2").GetHashCode());
    }
}
