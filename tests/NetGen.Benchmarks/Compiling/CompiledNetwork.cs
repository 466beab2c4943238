using System.Reflection;
using System.Text.Json.Serialization;

namespace NetGen.Benchmarks.Compiling;

/// <summary>A network whose way through the compiler is measured: a source file of this program, compiled by itself.</summary>
/// <param name="Name">How the command line calls it.</param>
/// <param name="Title">What it is.</param>
/// <param name="ClassName">Its class, and the name of its source file.</param>
/// <param name="StepBatch">Samples of its first training step: two where batches are normalised.</param>
/// <param name="Copies">How often it is in the project, each time under a name of its own.</param>
internal sealed record CompiledNetwork(string Name, string Title, string ClassName, int StepBatch = 1, int Copies = 1)
{
    private const string Namespace = "NetGen.Benchmarks.Networks";

    /// <summary>From small to large.</summary>
    public static IReadOnlyList<CompiledNetwork> All { get; } =
    [
        new("small", "a network 16-32-32-4", "SmallNet"),
        new("small10", "ten such", "SmallNet", Copies: 10),
        new("small100", "a hundred such", "SmallNet", Copies: 100),
        new("digitnet", "DigitNet", "DigitNet"),
        new("resnet20", "ResNet-20, 32x32", "ResNet20"),
        new("vgg16", "VGG-16, 224x224", "Vgg16"),
        new("resnet50", "ResNet-50, 224x224", "ResNet50", StepBatch: 2),
        new("thousand", "1,000 x Dense(32), ReLU", "ThousandLayers"),
    ];

    /// <summary>Its declaration.</summary>
    [JsonIgnore]
    public string Source
    {
        get
        {
            using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(ClassName + ".cs")!;
            using var reader = new StreamReader(stream);
            return reader.ReadToEnd();
        }
    }

    /// <summary>Its declaration, and those of its copies.</summary>
    [JsonIgnore]
    public IEnumerable<string> Sources => Enumerable.Range(0, Copies).Select(index => index == 0 ? Source : Source.Replace(ClassName, $"{ClassName}{index}", StringComparison.Ordinal));

    /// <summary>A program that uses it for the first time and writes what the JIT did, as one line of JSON.</summary>
    [JsonIgnore]
    public string Program => $$"""
        using System;
        using System.Globalization;
        using System.Runtime;
        using NetGen;
        using {{Namespace}};

        internal static class Program
        {
            private static void Main()
            {
                {{ClassName}} network = null!;
                string create = Measure(() => network = new {{ClassName}}(1) { Threads = 1 });
                var inputs = new float[{{StepBatch}} * {{ClassName}}.Info.InputSize];
                for (int i = 0; i < inputs.Length; i++) inputs[i] = i % 7 * 0.25f;
                var outputs = new float[{{ClassName}}.Info.OutputSize];
                string forward = Measure(() => network.Forward(inputs.AsSpan(0, {{ClassName}}.Info.InputSize), outputs));
                using var trainer = network.CreateTrainer(new Sgd(1e-6f), new TrainerOptions { Threads = 1 });
                string step = Measure(() => trainer.Step(inputs, new int[{{StepBatch}}]));
                Console.WriteLine("{\"create\":" + create + ",\"forward\":" + forward + ",\"step\":" + step + "}");
            }

            private static string Measure(Action work)
            {
                long methods = JitInfo.GetCompiledMethodCount();
                long bytes = JitInfo.GetCompiledILBytes();
                TimeSpan time = JitInfo.GetCompilationTime();
                work();
                methods = JitInfo.GetCompiledMethodCount() - methods;
                bytes = JitInfo.GetCompiledILBytes() - bytes;
                double seconds = (JitInfo.GetCompilationTime() - time).TotalSeconds;
                return "{" + string.Create(CultureInfo.InvariantCulture, $"\"methods\":{methods},\"ilBytes\":{bytes},\"seconds\":{seconds}") + "}";
            }
        }
        """;
}
