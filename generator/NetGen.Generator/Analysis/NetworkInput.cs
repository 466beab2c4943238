using NetGen.Generator.Layers;
using NetGen.Generator.Model;

namespace NetGen.Generator.Analysis;

/// <summary>What [Network] says about the input, and about the network as a whole.</summary>
/// <param name="Shape">Null where it is missing or wrong.</param>
internal sealed record NetworkInput(Shape? Shape, double Mean, double Std, bool IsScaleKnown, Unroll Unroll)
{
    private const string Example = "Write its extents, such as [Network(784)] or [Network(28, 28, 1)]";

    public static NetworkInput Read(AttributeDeclaration attribute, Unroll projectUnroll, FindingList findings)
    {
        ILayerFindings report = findings.For("The input", attribute.Index);
        var arguments = new AttributeArguments(attribute, report);
        double mean = arguments.FiniteNumber("InputMean", 0);
        double std = arguments.PositiveNumber("InputStd", 1, "1");
        return new NetworkInput(ReadShape(attribute, report), mean, std, arguments.Has("InputMean") || arguments.Has("InputStd"), arguments.Choice("Unroll", projectUnroll));
    }

    private static Shape? ReadShape(AttributeDeclaration attribute, ILayerFindings report)
    {
        EquatableArray<ArgumentValue> extents = attribute.Find("shape")?.Items ?? default;
        if (extents.Count == 0)
        {
            report.Report(RuleIds.MissingInput, "has no shape", Example);
            return null;
        }

        if (extents.Count > 3)
        {
            report.Report(RuleIds.InvalidArgument, $"has {Text.Of(extents.Count)} extents, but there are at most height, width and channels", Example);
            return null;
        }

        foreach (ArgumentValue extent in extents)
        {
            if (extent.Integer >= 1) continue;
            report.Report(RuleIds.InvalidArgument, $"has an extent of {Text.Of(extent.Integer)}, which must be at least 1", Example);
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
}
