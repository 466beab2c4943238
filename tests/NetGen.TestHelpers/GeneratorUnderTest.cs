using Microsoft.CodeAnalysis;

namespace NetGen.TestHelpers;

/// <summary>Makes the generator that all tests run.</summary>
internal static class GeneratorUnderTest
{
    public static IIncrementalGenerator Create()
        => (IIncrementalGenerator)Activator.CreateInstance(
            typeof(Generator.Layers.Layer).Assembly.GetType("NetGen.Generator.NetworkGenerator", throwOnError: true)!,
            nonPublic: true)!;
}
