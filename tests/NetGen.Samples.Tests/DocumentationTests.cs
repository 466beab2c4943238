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

    public static TheoryData<string> Pages => new("data.md", "training.md", "streaming.md", "sequences.md", "onnx.md", "coming-from-keras.md", "coming-from-pytorch.md");

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

    /// <summary>Those that stand beside the library.</summary>
    private static readonly Assembly[] s_packages = [typeof(NetGen.Tables.Table).Assembly, typeof(NetGen.Images.ImageFolder).Assembly, typeof(NetGen.Reports.HtmlReport).Assembly, typeof(NetGen.Logging.TrainingLogger).Assembly, typeof(NetGen.Onnx.OnnxExporter).Assembly];

    /// <summary>What others of them are made of, or what is met where it is used.</summary>
    private static readonly string[] s_parts =
    [
        "SampleDraw", "SampleRow", "SampleSplitting", "SampleSequences", "SampleTransforms", "ImageTransform", "DecisionMetric", "RankingMetric",
        "IdxFile", "IdxType", "Mnist", "MnistDownload", "MnistDownloadOptions", "DownloadProgress", "TrainAndTest",
        "ImageException", "ImageGrids", "HtmlReports", "ParameterSpread", "TableColumn", "TableException", "CsvOptions", "ColumnEncoding", "NumberEncoding", "CategoryEncoding", "TargetEncoding",
    ];

    private static bool IsDeclaration(string block) => block.StartsWith("public ", StringComparison.Ordinal) || block.StartsWith('[');

    private static string Text(string page)
    {
        DirectoryInfo? directory = new(AppContext.BaseDirectory);
        while (directory is not null && !File.Exists(Path.Combine(directory.FullName, "NetGen.sln"))) directory = directory.Parent;
        return File.ReadAllText(Path.Combine(directory!.FullName, "docs", page)).ReplaceLineEndings("\n");
    }

    [GeneratedRegex(@"```csharp\n(?<code>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex CodeBlock();

    [GeneratedRegex(@"\b[A-Z]\w+", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Mentioned();
}
