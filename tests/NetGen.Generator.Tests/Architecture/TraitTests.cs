using System.Reflection;
using System.Text.RegularExpressions;

using NetGen.Generator.Layers;
using NetGen.Generator.Model;
using NetGen.Generator.Tests.Layers;
using NetGen.Runtime;

namespace NetGen.Generator.Tests.Architecture;

/// <summary>What a layer, an activation or a loss is to others it says by traits; outside of Layers nobody asks which it is.</summary>
public sealed partial class TraitTests
{
    /// <summary>Files that may name a concrete kind all the same, with the reason. None has one so far.</summary>
    private static readonly Dictionary<string, string> Exceptions = [];

    private static readonly Assembly Generator = typeof(Layer).Assembly;

    [Fact]
    public void Nobody_outside_of_Layers_names_a_concrete_kind()
    {
        string[] names = [.. ConcreteKinds()];
        Regex mention = new(@"(?<!\w)(" + string.Join('|', names) + @")(?!\w)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(10));
        (string Path, string Text)[] files = [.. Outside()];
        IEnumerable<string> mentions = files
            .Where(file => !Exceptions.ContainsKey(file.Path))
            .SelectMany(file => mention.Matches(file.Text).Select(match => $"{file.Path}: {match.Value}"));
        AssertNone(mentions);

        // The test sees what it looks for, and where.
        Assert.Contains("Conv2DLayer", names);
        Assert.Contains("ReLUFunction", names);
        Assert.Contains("SoftmaxCrossEntropyLoss", names);
        Assert.Contains("AffineRole", names);
        Assert.Contains("MergeKind", names);
        Assert.Contains(files, file => file.Path.EndsWith("NetworkGraph.cs", StringComparison.Ordinal));
        Assert.Contains(files, file => file.Path.EndsWith("NG0007_AddLoss.cs", StringComparison.Ordinal));
        Assert.All(Exceptions.Keys, path => Assert.Contains(files, file => file.Path == path && mention.IsMatch(file.Text)));
    }

    /// <summary>A name in quotes is a concrete kind too.</summary>
    [Fact]
    public void Nobody_outside_of_Layers_compares_the_name_of_a_kind()
        => AssertNone(Outside().SelectMany(file => KindComparisons().Matches(file.Text).Select(match => $"{file.Path}: {match.Value}")));

    [Fact]
    public void Every_layer_of_the_catalogue_has_a_role_and_one_only()
    {
        foreach ((string kind, LayerNode node) in Declarations.OfEveryKind())
        {
            Layer layer = node.Layer;
            bool[] traits = [layer.Affine is not null, layer.Activation is not null, layer.Normalizes, layer.Merges, layer.Role is PassingRole, layer.GivesProbabilities, layer.IsOpaque];
            Assert.True(traits.Count(has => has) == 1, $"{kind} has no role of its own among the traits");
        }
    }

    /// <summary>What the answers of a role promise is what the layer's other members say.</summary>
    [Fact]
    public void Traits_agree_with_parameters_and_shapes()
    {
        foreach ((string kind, LayerNode node) in Declarations.OfEveryKind())
        {
            Layer layer = node.Layer;
            Check(layer.Affine is not null || layer.IsOpaque || node.Parameters.All(parameter => parameter.FanIn == 0), "has a weight with a fan-in, and is neither affine nor opaque");
            Check(layer.Affine is null || node.Find(Parameter.Weight) is { FanIn: > 0 }, "is affine, and has no weight with a fan-in");
            Check(layer.Merges == node.Inputs.Count > 1, "joins branches, or does not, against its number of inputs");
            Check(layer.MixesBatch == node.Parameters.Any(parameter => parameter.Name.StartsWith("running_", StringComparison.Ordinal)), "mixes samples, or does not, against the running statistics that it remembers");
            Check(layer.Windows(node.InputShapes[0]) is not null == (layer.IsPooling || layer.Affine is { IsConvolution: true, IsTransposed: false }), "has windows, or not, against its role");
            Check(!(layer.KeepsDistribution || layer.Normalizes || layer.Activation is not null) || layer.Merges || layer.IsPooling || layer.Arranges || node.OutputShape.Size == node.InputShapes[0].Size, "changes the number of values");
            Check(layer.Activation is null || layer.Activation.Kind == kind, "is an activation of another name");

            void Check(bool isRight, string fault) => Assert.True(isRight, $"{kind} {fault}");
        }
    }

    /// <summary>A fix writes the width by that name, and dropout's rate is what its attribute says.</summary>
    [Fact]
    public void Traits_agree_with_the_attributes()
    {
        foreach ((string kind, LayerNode node) in Declarations.OfEveryKind())
        {
            Type attribute = typeof(LayerAttribute).Assembly.GetType($"NetGen.{kind}Attribute", throwOnError: true)!;
            IEnumerable<string?> parameters = attribute.GetConstructors().SelectMany(constructor => constructor.GetParameters()).Select(parameter => parameter.Name);
            if (node.Layer.Affine is { WidthArgument: { } width }) Assert.Contains(width, parameters);

            // What drops whole channels or samples, or makes noise, has a rate too, but does not set single values to 0.
            Assert.Equal(attribute == typeof(DropoutAttribute), node.Layer.DropoutRate > 0);
        }
    }

    [Fact]
    public void Groups_are_those_that_were_declared()
        => Assert.Equal(4, TestHelpers.Declared.Model("[Network(8, 8, 4)] [Conv2D(8, 3, Groups = 4)]").Nodes[0].Layer.Affine!.Groups);

    [Fact]
    public void Every_loss_asks_for_what_the_run_time_library_has()
    {
        Assert.Equal(Implementations(typeof(Loss)).Order(StringComparer.Ordinal), LossCatalog.All.Select(loss => loss.GetType().Name).Order(StringComparer.Ordinal));
        foreach (Loss loss in LossCatalog.All)
        {
            Assert.Contains(loss.Target.ToString(), Enum.GetNames<TrainingTarget>());
            if (loss.Link is { } link) Assert.NotEmpty(typeof(Losses).GetMember(link));
        }
    }

    /// <summary>Where outputs cannot be what the loss wants, it does not fit.</summary>
    [Theory]
    [InlineData("[Network(4)] [Dense(3)]", "SoftmaxCrossEntropy MeanSquaredError")]
    [InlineData("[Network(4)] [Dense(3)] [Softmax]", "SoftmaxCrossEntropy")]
    [InlineData("[Network(4)] [Dense(3)] [LogSoftmax]", "SoftmaxCrossEntropy")]
    [InlineData("[Network(4)] [Dense(3)] [Sigmoid]", "MeanSquaredError")]
    [InlineData("[Network(4)] [Dense(1)]", "MeanSquaredError")]
    [InlineData("[Network(4, 4, 2)] [Conv2D(3, 1)]", "MeanSquaredError")]
    [InlineData("[Network(4, 4, 2)] [Conv2D(3, 1)] [Softmax]", "")]
    public void Losses_fit_the_heads_that_they_are_made_for(string attributes, string expected)
    {
        NetworkModel model = TestHelpers.Declared.Model(attributes);
        Assert.Equal(expected, string.Join(' ', LossCatalog.All.Where(loss => loss.Fits(model.Nodes[model.Outputs[0]])).Select(loss => loss.Kind)));
    }

    private static void AssertNone(IEnumerable<string> mentions)
    {
        string[] found = [.. mentions];
        Assert.True(found.Length == 0, "Ask for a trait of Layer, ActivationFunction or Loss instead:\n" + string.Join('\n', found));
    }

    private static IEnumerable<string> ConcreteKinds()
        => new[] { typeof(Layer), typeof(LayerRole), typeof(ActivationFunction), typeof(Loss) }.SelectMany(Implementations).Concat([nameof(MergeKind), nameof(PoolKind)]);

    private static IEnumerable<string> Implementations(Type root) => Generator.GetTypes().Where(type => type.IsSubclassOf(root) && !type.IsAbstract).Select(type => type.Name);

    private static IEnumerable<(string Path, string Text)> Outside()
        => SourceTree.GeneratorFiles().Where(file => !file.Path.StartsWith("Layers/", StringComparison.Ordinal)).Concat(SourceTree.AnalyzerFiles());

    /// <summary>Of a layer, a loss or an activation; an initialiser's or an attribute's name is what its source says, and may be compared.</summary>
    [GeneratedRegex(@"(Layer|[Ll]oss|[Aa]ctivation)[?!]?(\.Kind\s*(==|!=|is\s|switch)|\s*:\s*\{\s*Kind\s*:)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex KindComparisons();
}
