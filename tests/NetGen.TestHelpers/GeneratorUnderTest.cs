using Microsoft.CodeAnalysis;

using NetGen.Generator;

namespace NetGen.TestHelpers;

/// <summary>Makes the generator that all tests run.</summary>
internal static class GeneratorUnderTest
{
    public static IIncrementalGenerator Create() => new NetworkGenerator();
}
