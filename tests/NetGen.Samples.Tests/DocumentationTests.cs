using System.Collections.Immutable;
using System.Reflection;
using System.Text.RegularExpressions;

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

using NetGen.TestHelpers;

using Xunit;

namespace NetGen.Samples.Tests;

/// <summary>The code on the pages about data, training and streams compiles, and what is public there stands on one of them.</summary>
public sealed partial class DocumentationTests
{
    private const string Usings = """
        using System;
        using System.Collections.Generic;
        using System.IO;
        using System.Linq;
        using NetGen;
        using NetGen.Data;
        using NetGen.Distributed;
        using NetGen.Images;
        using NetGen.Logging;
        using NetGen.Metrics;
        using NetGen.Onnx;
        using NetGen.Reports;
        using NetGen.Tables;

        """;

    private const string Network = """
        [Network(28, 28, 1)]
        [Flatten]
        [Dense(100)] [ReLU]
        [Dense(10)]
        [SoftmaxCrossEntropy]
        public sealed partial class SmallNet;

        """;

    public static TheoryData<string> Pages
        => new("data.md", "training.md", "distributed.md", "streaming.md", "sequences.md", "onnx.md", "examples.md", "coming-from-keras.md",
        "coming-from-pytorch.md", "few-bits.md", "scaling.md");

    /// <summary>Classes stand by themselves, statements in a method that has a network, a trainer and samples.</summary>
    [Theory]
    [MemberData(nameof(Pages))]
    public void ItsCodeCompiles(string page)
    {
        string[] blocks = [.. CodeBlock().Matches(Text(page)).Select(static match => match.Groups["code"].Value)];
        Assert.NotEmpty(blocks);
        IEnumerable<string> classes = blocks.Where(IsDeclaration);
        IEnumerable<string> methods = blocks.Where(static block => !IsDeclaration(block)).Select(static (block, index) =>
            $"    public static void Example{index}(SmallNet network, Trainer<SmallNet> trainer, Dataset train, Dataset test)\n    {{\n{block}\n    }}\n");
        string program = $"{Usings}\npublic static class Examples\n{{\n{string.Concat(methods)}}}\n{string.Join('\n', classes)}";
        CSharpCompilation compilation = GeneratorRunner.Run(Usings + Network, program).Compilation.AddReferences(s_packages.Select(static package => MetadataReference.CreateFromFile(package.Location)));
        ImmutableArray<Diagnostic> errors = [.. compilation.GetDiagnostics().Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)];
        Assert.True(errors.IsEmpty, string.Join('\n', errors) + "\n" + program);
    }

    [Fact]
    public void PublicTypesOfDataAndTrainingStandOnThePages()
    {
        string text = Text("data.md") + Text("training.md") + Text("sequences.md") + Text("onnx.md") + Text("attributes.md") + Text("../README.md");
        string[] namespaces = ["NetGen.Data", "NetGen.Images", "NetGen.Logging", "NetGen.Metrics", "NetGen.Onnx", "NetGen.Reports", "NetGen.Tables"];
        string[] known = [.. Mentioned().Matches(text).Select(static match => match.Value)];
        IEnumerable<string> names = s_packages.Append(typeof(NetGen.Data.Dataset).Assembly)
            .SelectMany(static assembly => assembly.GetExportedTypes())
            .Where(type => namespaces.Contains(type.Namespace, StringComparer.Ordinal) && !type.IsNested)
            .Select(static type => type.Name);
        Assert.Equal([], names.Except(known, StringComparer.Ordinal).Except(s_parts, StringComparer.Ordinal));
    }

    /// <summary>In code that compiles, on a page or in a sample: all but what is abstract or holds extension methods alone, and what generated code calls.</summary>
    [Fact]
    public void EveryPublicTypeHasAnExample()
    {
        IEnumerable<string> pages = Pages.Cast<object[]>().Select(static row => (string)row[0]).SelectMany(static page => CodeBlock().Matches(Text(page)).Select(static match => match.Groups["code"].Value));
        IEnumerable<string> samples = Directory.EnumerateFiles(Folder("samples"), "*.cs", SearchOption.AllDirectories).Where(static path => !path.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)).Select(File.ReadAllText);
        HashSet<string> known = [.. Mentioned().Matches(string.Join('\n', pages.Concat(samples))).Select(static match => match.Value)];
        IEnumerable<Type> types = s_packages.Append(typeof(NetGen.Data.Dataset).Assembly)
            .SelectMany(static assembly => assembly.GetExportedTypes())
            .Where(static type => !type.IsAbstract && !type.IsNested && type.Namespace is { } space && space.StartsWith("NetGen", StringComparison.Ordinal) && space is not ("NetGen.Runtime" or "NetGen.Initialization"))
            .Where(static type => !type.IsAssignableTo(typeof(IUpdateRule))) // the arithmetic of optimisers, as are these two
            .Where(static type => type != typeof(UpdateStep) && type != typeof(UpdateScale))
            .Where(static type => type != typeof(NetGen.Logging.TrainingLogger)) // wants a logger, whose library the pages' code does not have
            .Where(static type => type.GetCustomAttribute<System.ComponentModel.EditorBrowsableAttribute>()?.State != System.ComponentModel.EditorBrowsableState.Never);
        Assert.Equal([], types.Select(NameOf).Where(name => !known.Contains(name)));
    }

    /// <summary>As code has it: an attribute without that word, a generic type without its parameters.</summary>
    private static string NameOf(Type type)
    {
        string name = type.Name.Split('`')[0];
        return type.IsAssignableTo(typeof(Attribute)) ? name[..name.IndexOf("Attribute", StringComparison.Ordinal)] : name;
    }

    /// <summary>Those that stand beside the library.</summary>
    private static readonly Assembly[] s_packages = [typeof(NetGen.Tables.Table).Assembly, typeof(NetGen.Images.ImageFolder).Assembly,
        typeof(NetGen.Reports.HtmlReport).Assembly, typeof(NetGen.Logging.TrainingLogger).Assembly, typeof(NetGen.Onnx.OnnxExporter).Assembly,
        typeof(NetGen.Distributed.MpiProcessGroup).Assembly];

    /// <summary>What others of them are made of, or what is met where it is used.</summary>
    private static readonly string[] s_parts =
    [
        "SampleDraw", "SampleRow", "SampleSplitting", "SampleSequences", "SampleTransforms", "ImageTransform", "DecisionMetric", "RankingMetric",
        "IdxFile", "IdxType", "Mnist", "MnistDownload", "MnistDownloadOptions", "DownloadProgress", "TrainAndTest",
        "ImageException", "ImageGrids", "HtmlReports", "ParameterSpread", "TableColumn", "TableException", "CsvOptions", "ColumnEncoding", "NumberEncoding", "CategoryEncoding", "TargetEncoding",
    ];

    private static bool IsDeclaration(string block) => block.StartsWith("public ", StringComparison.Ordinal) || block.StartsWith('[');

    private static string Text(string page) => File.ReadAllText(Path.Combine(Folder("docs"), page)).ReplaceLineEndings("\n");

    private static string Folder(string name)
    {
        DirectoryInfo? directory = new(AppContext.BaseDirectory);
        while (directory is not null && !File.Exists(Path.Combine(directory.FullName, "NetGen.sln"))) directory = directory.Parent;
        return Path.Combine(directory!.FullName, name);
    }

    [GeneratedRegex(@"```csharp\n(?<code>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex CodeBlock();

    [GeneratedRegex(@"\b[A-Z]\w+", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Mentioned();
}
