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

    /// <summary>Blocks in blocks: enough for every network that people write, and an end for a block that uses itself.</summary>
    private const int DeepestBlock = 4;

    /// <summary>As part of a model. Only where there is a shape.</summary>
    public InputTensor ToTensor() => new(Name, Shape!.Value, Mean, Std, IsScaleKnown, Correlation);

    /// <summary>The inputs in the order of their attributes: that of [Network], then those of [Input].</summary>
    /// <param name="declaration">Whose inputs they are: where no shape is given, its layers tell which kind of shape is missing.</param>
    public static IReadOnlyList<NetworkInput> ReadAll(NetworkDeclaration declaration, AttributeDeclaration network, FindingList findings)
    {
        List<NetworkInput> inputs = [Read(declaration, network, "InputName", "InputMean", "InputStd", "InputCorrelation", findings)];
        foreach (AttributeDeclaration attribute in declaration.Attributes)
        {
            if (!string.Equals(attribute.Kind, "Input", StringComparison.Ordinal)) continue;
            if (!attribute.IsComplete) break;
            NetworkInput input = Read(declaration, attribute, "name", "Mean", "Std", "Correlation", findings);
            if (input.Name.Length > 0 && inputs.Exists(other => string.Equals(other.Name, input.Name, StringComparison.OrdinalIgnoreCase)))
            {
                findings.Error(RuleIds.DuplicateName, attribute.Index, $"[Input(\"{input.Name}\")]", "has the name of another input", "Give it another name");
            }

            inputs.Add(input);
        }

        return inputs;
    }

    private static NetworkInput Read(NetworkDeclaration declaration, AttributeDeclaration attribute, string name, string mean, string std, string correlation, FindingList findings)
    {
        bool isFirst = attribute.Kind is "Network";
        ILayerFindings report = findings.For(isFirst ? "The input" : $"The input {LayerNames.Visible(attribute.Find(name)?.Text ?? string.Empty)}".TrimEnd(), attribute.Index, isInBlock: false);
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
