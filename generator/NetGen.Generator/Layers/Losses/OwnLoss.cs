using NetGen.Generator.Model;
using NetGen.Generator.Operations;
using NetGen.Generator.Signal;

namespace NetGen.Generator.Layers;

/// <summary>A loss that the user's struct computes. Nothing is known of its values here, since the compiler cannot call it.</summary>
/// <param name="Name">The struct's full name; empty for none.</param>
/// <param name="Interface">What it implements.</param>
/// <param name="Targets">Target values of a sample; 0 for as many as outputs.</param>
internal sealed record OwnLoss(string Name = "", string Interface = "IRowLoss", int Targets = 0) : Loss
{
    public override string Kind => "Loss";

    public override LossTarget Target => Reach == LossReach.Label ? LossTarget.Labels : LossTarget.Values;

    public override string? Link => null;

    private LossReach Reach => Interface switch
    {
        "ILabelLoss" => LossReach.Label,
        "ISampleLoss" => LossReach.Sample,
        _ => LossReach.Position,
    };

    public override bool Fits(LayerNode end) => false;

    public override Loss Read(AttributeArguments arguments)
    {
        int targets = arguments.NotNegative(nameof(Targets));
        return arguments.Struct("type", "IRowLoss", "ILabelLoss", "ISampleLoss") is { } found ? new OwnLoss(found.Name, found.Interface, targets) : this;
    }

    public override (string Problem, string Remedy)? Misfit(Shape output)
    {
        if (Targets == 0) return null;
        if (Reach == LossReach.Label) return ($"has Targets = {Text.Of(Targets)}, but compares with one label", "Remove Targets");
        return Reach == LossReach.Position && Targets % output.Positions != 0
            ? ($"has Targets = {Text.Of(Targets)}, which are not as many for each of {Text.Of(output.Positions)} positions", $"Write a multiple of {Text.Of(output.Positions)}")
            : null;
    }

    public override int TargetSize(Shape output) => Targets > 0 && Reach != LossReach.Label ? Targets : base.TargetSize(output);

    public override double? Initial(SignalState output, Shape shape, SignalMath math) => null;

    public override double? Undecided(Shape shape) => null;

    /// <summary>As of a mean over outputs, whose parts have slopes of 1.</summary>
    public override GradientState Gradient(SignalState output, Shape shape, SignalMath math) => new(1.0 / ((double)shape.Size * shape.Size));

    public override SampleFunction FunctionOf(Shape output) => new RowFunction("Own", Name, default, Reach, $"{Name.Substring(Name.LastIndexOf('.') + 1)}(output, {(Reach == LossReach.Label ? "label" : "t")})", TargetSize(output));

    public override LossOperation Lower(Tensor prediction, LossPlace place) => new LossOfRows((RowFunction)FunctionOf(prediction.Shape), prediction, place);
}
