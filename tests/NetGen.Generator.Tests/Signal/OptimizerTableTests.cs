using System.Reflection;

using NetGen.Generator.Signal;
using NetGen.TestHelpers;

namespace NetGen.Generator.Tests.Signal;

/// <summary>What analyzers know of optimisers, against the run-time library.</summary>
public sealed class OptimizerTableTests
{
    private static readonly Type[] Classes = [.. typeof(Optimizer).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Optimizer)) && !type.IsAbstract)];

    private static readonly IComparer<KeyValuePair<string, double>> ByName = Comparer<KeyValuePair<string, double>>.Create((first, second) => string.CompareOrdinal(first.Key, second.Key));

    public static TheoryData<string> Names => [.. Classes.Select(type => type.Name)];

    [Fact]
    public void Every_optimizer_has_a_row_and_every_row_an_optimizer()
    {
        Assert.NotEmpty(Classes);
        Assert.All(Classes, type => Row(type.Name));
        Assert.All(OptimizerTable.All, row => Assert.Contains(row.Name, Classes.Select(type => type.Name)));
        Assert.Equal(Classes.Length, OptimizerTable.All.Count);
    }

    /// <summary>A learning rate is a float, and so is what the table is compared with.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void Defaults_are_those_of_the_class(string name)
    {
        Type type = Classes.Single(candidate => candidate.Name == name);
        System.Reflection.ParameterInfo[] parameters = Assert.Single(type.GetConstructors()).GetParameters();
        Assert.Equal(["learningRate"], parameters.Select(parameter => parameter.Name));
        var optimizer = (Optimizer)Activator.CreateInstance(type, [.. parameters.Select(parameter => parameter.DefaultValue)])!;
        OptimizerRow row = Row(name);
        Assert.Equal(optimizer.LearningRate, row.Rate);
        Assert.Equal(
            type.GetProperties().Where(IsSetting).ToDictionary(property => property.Name, property => (double)property.GetValue(optimizer)!).Order(ByName),
            row.Defaults.Order(ByName));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Rates_that_are_written_work(string name)
    {
        OptimizerRow row = Row(name);
        Assert.InRange(row.Rate, row.LeastRate, row.MostRate);
        Assert.InRange(row.SafeRate, row.LeastRate, row.MostRate);
        Assert.True(row.Decoupled is null || OptimizerTable.Find(row.Decoupled) is not null);
    }

    /// <summary>A weight of 0 whose gradient is -2 x target, with gradients far above epsilon, at it and below.</summary>
    [Fact]
    public void First_steps_are_those_of_the_classes()
    {
        using var network = CompiledNetwork.Compile("using NetGen; [Network(1)] [Dense(1, UseBias = false)] [Zeros] [MeanSquaredError] public sealed partial class Net;");
        foreach (Type type in Classes)
        {
            foreach (float gradient in (ReadOnlySpan<float>)[2, 1e-3f, 1e-6f, 1e-8f])
            {
                ITestNetwork net = network.Create();
                using ITestTrainer trainer = net.CreateTrainer((Optimizer)Activator.CreateInstance(type, [1f])!);
                trainer.Step([1], (ReadOnlySpan<float>)[-gradient / 2]);
                float[] weight = new float[1];
                net.CopyParameter("dense1.weight", weight);
                double ratio = -weight[0] / Row(type.Name).FirstUpdate(1, gradient);
                Assert.True(Math.Abs(ratio - 1) < 1e-3, $"{type.Name} with a gradient of {gradient}: {ratio}");
            }
        }
    }

    private static OptimizerRow Row(string name) => OptimizerTable.Find(name) ?? throw new InvalidOperationException($"{name} has no row in OptimizerTable: the analyzers would say nothing about it.");

    private static bool IsSetting(PropertyInfo property) => property.PropertyType == typeof(double) && property.CanWrite && property.Name != nameof(Optimizer.LearningRate);
}
