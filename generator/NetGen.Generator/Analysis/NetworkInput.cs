using NetGen.Generator.Layers;
using NetGen.Generator.Model;

namespace NetGen.Generator.Analysis;

/// <summary>What [Network] says about the input, and about the network as a whole.</summary>
/// <param name="Shape">Null where it is missing or wrong.</param>
internal sealed record NetworkInput(Shape? Shape, double Mean, double Std, bool IsScaleKnown, Unroll Unroll)
{
    /// <summary>Of two pixels side by side; null where it is not given.</summary>
    public double? Correlation { get; init; }

    private const string Example = "Write its extents, such as [Network(784)] or [Network(28, 28, 1)]";

    private const string ImageExample = "28, 28, 1";

    private const string VectorExample = "784";

    /// <summary>Blocks in blocks: enough for every network that people write, and an end for a block that uses itself.</summary>
    private const int DeepestBlock = 4;

    /// <param name="declaration">Whose input it is: where no shape is given, its layers tell which kind of shape is missing.</param>
    public static NetworkInput Read(NetworkDeclaration declaration, AttributeDeclaration attribute, Unroll projectUnroll, FindingList findings)
    {
        ILayerFindings report = findings.For("The input", attribute.Index, isInBlock: false);
        var arguments = new AttributeArguments(attribute, report);
        double mean = arguments.FiniteNumber("InputMean", 0);
        double std = arguments.PositiveNumber("InputStd", 1, "1");
        double? correlation = arguments.Has("InputCorrelation")
            ? arguments.Number("InputCorrelation", 0, static value => value is >= 0 and <= 1, "at least 0 and at most 1", "0.9")
            : null;
        bool isScaleKnown = arguments.Has("InputMean") || arguments.Has("InputStd");
        return new NetworkInput(ReadShape(declaration, attribute, report), mean, std, isScaleKnown, arguments.Choice("Unroll", projectUnroll)) { Correlation = correlation };
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
            if (attribute.Kind is "Conv2D" or "Flatten" || attribute.Kind.EndsWith("Pool2D", StringComparison.Ordinal)) return true;
            if (attribute.Kind is "Dense") return false;

            bool isBlock = attribute.Block >= 0 && depth < DeepestBlock;
            if (isBlock && IsForImages(declaration, declaration.Blocks[attribute.Block].Attributes, depth + 1) is { } inner) return inner;
        }

        return null;
    }
}
