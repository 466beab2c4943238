using NetGen.Runtime;

using Xunit;

namespace NetGen.Tests.Scaling;

/// <summary>The groups that a wider twin gives a trainer.</summary>
public sealed class ScaledGroupsTests
{
    /// <summary>With m = 4; weight decays keep the share of the parameter that a step takes away.</summary>
    [Fact]
    public void Factors_are_those_of_the_optimiser()
    {
        Assert.Equal(
            ["dense1.weight (rate x 4, decay x 0.25)", "dense1.bias (rate x 4, decay x 0.25)", "dense2.bias (rate x 4, decay x 0.25)",
                "dense3.weight (rate x 0.25, decay x 4)"],
            Twin256.ScaledParameterGroups(new Sgd(0.1)).Select(group => group.ToString()));
        Assert.Equal(
            ["dense2.weight (rate x 0.25)", "dense3.weight (rate x 0.25)"],
            Twin256.ScaledParameterGroups(new Adam()).Select(group => group.ToString()));
        Assert.Equal(
            ["dense2.weight (rate x 0.25, decay x 4)", "dense3.weight (rate x 0.25, decay x 4)"],
            Twin256.ScaledParameterGroups(new AdamW()).Select(group => group.ToString()));
    }

    /// <summary>Of every optimiser it is either known how its rate follows the width, or said that it is not.</summary>
    [Theory]
    [InlineData("Sgd", "Adadelta", "Adagrad", "Adam", "AdamW", "Adamax", "Lion", "NAdam", "RAdam", "RmsProp", "ScheduleFreeAdamW")]
    public void An_optimiser_is_known_or_refused(params string[] known)
    {
        Type[] all = [.. typeof(Optimizer).Assembly.GetExportedTypes().Where(type => type.IsSubclassOf(typeof(Optimizer)) && !type.IsAbstract)];
        Assert.Equal(known.Order(), all.Where(IsKnown).Select(type => type.Name).Order());

        static bool IsKnown(Type type)
        {
            System.Reflection.ConstructorInfo constructor = type.GetConstructors()[0];
            var optimizer = (Optimizer)constructor.Invoke([.. constructor.GetParameters().Select(parameter => parameter.DefaultValue)]);
            if (optimizer.UpdateScale != UpdateScale.Unknown) return Twin256.ScaledParameterGroups(optimizer).Count > 0;
            NotSupportedException refused = Assert.Throws<NotSupportedException>(() => Twin256.ScaledParameterGroups(optimizer));
            Assert.StartsWith($"How the learning rate of {type.Name} follows the width of Twin256 is not known.", refused.Message, StringComparison.Ordinal);
            return false;
        }
    }

    [Fact]
    public void An_optimiser_has_to_be_given() => Assert.Throws<ArgumentNullException>(() => Twin256.ScaledParameterGroups(null!));

    /// <summary>A group stands for one parameter, whatever its name is made of.</summary>
    [Fact]
    public void A_name_is_no_pattern()
    {
        string[] names = ["a*b.weight", "a?b.weight", @"a\b.weight", "axb.weight"];
        foreach (string name in names)
        {
            ParameterGroup group = Assert.Single(ScaledParameter.CreateGroups(new Adam(), "Net", new ScaledParameter(name, 4, 4)));
            Assert.Equal([name], names.Where(group.StandsFor));
        }
    }

    [Fact]
    public void Networks_of_other_depths_are_no_twins()
    {
        var check = new CoordinateCheck(new float[64]);
        Assert.Empty(check.Layers);
        check.Add(new Twin64(1), static _ => { });
        Assert.All(check.Layers, layer => Assert.Equal(0, Assert.Single(layer.Movements)));
        Assert.Contains("ShallowTwin has 1 layer and Twin64 5", Assert.Throws<ArgumentException>(() => check.Add(new ShallowTwin(), static _ => { })).Message,
            StringComparison.Ordinal);
    }
}
