using NetGen.Generator.Layers;
using NetGen.Generator.Model;

namespace NetGen.Generator.Analysis;

/// <summary>What [Network] or [Input] says about an input.</summary>
/// <param name="Shape">Null where it is missing or wrong.</param>
/// <param name="Correlation">Of two pixels side by side; null where it is not given.</param>
internal sealed record NetworkInput(string Name, Shape? Shape, double Mean, double Std, bool IsScaleKnown, double? Correlation)
{
    private const string Example = "Write its extents, such as [Network(784)] or [Network(28, 28, 1)]";

    private const string ImageExample = "28, 28, 1";

    private const string VectorExample = "784";

    private const string DefaultLengths = "lengths";

    /// <summary>Blocks in blocks: enough for every network that people write, and an end for a block that uses itself.</summary>
    private const int DeepestBlock = 4;

    /// <summary>The input whose samples' lengths it holds; null for any other input.</summary>
    public int? LengthsOf { get; init; }

    /// <summary>Whether an attribute declares an input besides the first.</summary>
    public static bool IsDeclaredBy(string kind) => kind is "Input" or "Lengths";

    /// <summary>As part of a model. Only where there is a shape.</summary>
    public InputTensor ToTensor() => new(Name, Shape!.Value, Mean, Std, IsScaleKnown, Correlation) { LengthsOf = LengthsOf };

    /// <summary>The inputs in the order of their attributes: that of [Network], then those of [Input] and [Lengths].</summary>
    /// <param name="declaration">Whose inputs they are: where no shape is given, its layers tell which kind of shape is missing.</param>
    public static IReadOnlyList<NetworkInput> ReadAll(NetworkDeclaration declaration, AttributeDeclaration network, FindingList findings)
    {
        List<NetworkInput> inputs = [Read(declaration, network, "InputName", "InputMean", "InputStd", "InputCorrelation", findings)];
        foreach (AttributeDeclaration attribute in declaration.Attributes)
        {
            if (!IsDeclaredBy(attribute.Kind)) continue;
            if (!attribute.IsComplete) break;
            NetworkInput input = attribute.Kind is "Lengths" ? ReadLengths(attribute, inputs, findings) : Read(declaration, attribute, "name", "Mean", "Std", "Correlation", findings);
            if (input.Name.Length > 0 && inputs.Exists(other => string.Equals(other.Name, input.Name, StringComparison.OrdinalIgnoreCase)))
            {
                findings.Error(RuleIds.DuplicateName, attribute.Index, $"[{attribute.Kind}(\"{input.Name}\")]", "has the name of another input", "Give it another name");
            }

            inputs.Add(input);
        }

        return inputs;
    }

    /// <summary>The lengths of an input above: one whole number for each sample, so an index like any other, but never 0.</summary>
    private static NetworkInput ReadLengths(AttributeDeclaration attribute, List<NetworkInput> above, FindingList findings)
    {
        var arguments = new AttributeArguments(attribute, findings.For("[Lengths]", attribute.Index, isEditable: true));
        string name = arguments.Word("name") ?? DefaultLengths;
        string? of = arguments.Word("Of");
        if (!LayerNames.IsIdentifier(name)) arguments.Reject($"has the name \"{LayerNames.Visible(name)}\", which is no name of an argument", "Write letters, digits and underscores, beginning with a letter, such as \"lengths\"");
        int index = of is null || of == LayerNames.Input ? 0 : above.FindIndex(input => string.Equals(input.Name, of, StringComparison.Ordinal));
        if (index < 0)
        {
            arguments.Reject($"is of \"{LayerNames.Visible(of!)}\", but no input above it has that name", $"Write one of {string.Join(", ", above.Select(input => input.Name))}");
            return new NetworkInput(name, null, 0, 1, false, null);
        }

        if (above[index].Shape is not { } shape) return new NetworkInput(name, null, 0, 1, false, null);
        string what = index == 0 ? "the network's input" : $"the input {above[index].Name}";
        if (above[index].LengthsOf is not null || (!shape.IsSequence && shape.Vocabulary == 0))
            arguments.Reject($"is of {what}, which is no sequence but {Text.Of(shape)}", "Declare that as steps and features, such as [Network(10, 32)], or as indices of an [Embedding], such as [Network(10, Vocabulary = 1000)]");
        else if (above.Exists(input => input.LengthsOf == index))
            arguments.Reject($"is of {what}, whose lengths are declared above it", "Keep one of the two");
        int steps = shape.IsSequence ? shape.Positions : shape.Channels;
        return new NetworkInput(name, Model.Shape.Vector(1) with { Vocabulary = checked(steps + 1) }, 0, 1, false, null) { LengthsOf = index };
    }

    private static NetworkInput Read(NetworkDeclaration declaration, AttributeDeclaration attribute, string name, string mean, string std, string correlation, FindingList findings)
    {
        bool isFirst = attribute.Kind is "Network";
        string subject = isFirst ? "The input" : $"The input {LayerNames.Visible(attribute.Find(name)?.Text ?? string.Empty)}".TrimEnd();
        ILayerFindings report = findings.For(subject, attribute.Index, isEditable: true);
        var arguments = new AttributeArguments(attribute, report);
        string? given = arguments.Word(name);
        if (given is null ? !isFirst : !LayerNames.IsIdentifier(given))
        {
            arguments.Reject(
                given is null ? "has no name" : $"has the name \"{LayerNames.Visible(given)}\", which is no name of an argument",
                "Write letters, digits and underscores, beginning with a letter, such as \"board\"");
        }

        Shape? shape = ReadShape(declaration, attribute, report) is { } extents ? extents with { Vocabulary = arguments.NotNegative("Vocabulary") } : null;
        return new NetworkInput(
            given ?? (isFirst ? LayerNames.Input : string.Empty),
            shape,
            arguments.FiniteNumber(mean, 0),
            arguments.PositiveNumber(std, 1, "1"),
            arguments.Has(mean) || arguments.Has(std),
            ReadCorrelation(arguments, correlation, shape));
    }

    /// <summary>How alike pixels are: of images alone, for nothing else has pixels.</summary>
    private static double? ReadCorrelation(AttributeArguments arguments, string name, Shape? shape)
    {
        if (!arguments.Has(name)) return null;
        if (shape is { IsImage: false }) arguments.Reject($"has {name}, but is no image, which alone has pixels", $"Leave {name} out", new AttributeEdit(AttributeEditKind.RemoveArgument, -1, name));
        return arguments.Number(name, 0, static value => value is >= 0 and <= 1, "at least 0 and at most 1", "0.9");
    }

    private static Shape? ReadShape(NetworkDeclaration declaration, AttributeDeclaration attribute, ILayerFindings report)
    {
        EquatableArray<ArgumentValue> extents = attribute.Find("shape")?.Items ?? default;
        if (extents.Count == 0)
        {
            string shape = IsForImages(declaration, declaration.Attributes) is false ? VectorExample : ImageExample;
            report.Report(
                RuleIds.MissingInput,
                [new AttributeEdit(AttributeEditKind.SetArgument, attribute.Index, shape) { Title = $"Write [Network({shape})]" }],
                "has no shape",
                Example);
            return null;
        }

        if (extents.Count > 3)
        {
            report.Report(RuleIds.InvalidArgument, $"has {Text.Of(extents.Count)} extents, but there are at most height, width and channels", Example);
            return null;
        }

        for (int place = 0; place < extents.Count; place++)
        {
            ArgumentValue extent = extents[place];
            if (extent.Integer >= 1) continue;
            report.Report(
                RuleIds.InvalidArgument,
                [new AttributeEdit(AttributeEditKind.SetArgument, attribute.Index, "1") { Parameter = "shape", Position = place }],
                $"has an extent of {Text.Of(extent.Integer)}, which must be at least 1",
                Example);
            return null;
        }

        long size = SizeLimits.Product([.. extents.Select(extent => extent.Integer)]);
        if (size > SizeLimits.MaximumElements)
        {
            report.Report(
                RuleIds.TooLarge,
                $"has {SizeLimits.Count(size)} values, more than the {Text.Grouped(SizeLimits.MaximumElements)} that a network may hold",
                "Give it smaller extents");
            return null;
        }

        return extents.Count switch
        {
            1 => Shape(extents[0].Integer),
            2 => Model.Shape.Sequence((int)extents[0].Integer, (int)extents[1].Integer),
            _ => Model.Shape.Image((int)extents[0].Integer, (int)extents[1].Integer, (int)extents[2].Integer),
        };

        static Shape Shape(long features) => Model.Shape.Vector((int)features);
    }

    /// <summary>Whether the first layer to which it matters works on images, or on vectors; null where none tells.</summary>
    private static bool? IsForImages(NetworkDeclaration declaration, EquatableArray<AttributeDeclaration> attributes, int depth = 0)
    {
        foreach (AttributeDeclaration attribute in attributes)
        {
            if (attribute.Kind is "Flatten" or "Conv2DTranspose" || attribute.Kind.EndsWith("2D", StringComparison.Ordinal)) return true;
            if (attribute.Kind is "Dense") return false;

            bool isBlock = attribute.Block >= 0 && depth < DeepestBlock;
            if (isBlock && IsForImages(declaration, declaration.Blocks[attribute.Block].Attributes, depth + 1) is { } inner) return inner;
        }

        return null;
    }
}
