using NetGen.Generator.Machine;
using NetGen.Generator.Memory;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Kernels;

/// <summary>An image, small and enlarged by whole factors.</summary>
internal sealed record BilinearSizes(TensorValue Small, TensorValue Large, int RowFactor, int ColumnFactor)
{
    public int Panel => Panels.For(Small.Shape.Channels);

    public string Title => $"BilinearOn{KernelTitle.Between(Small.Shape, Large.Shape)}x{Literals.Integer(Small.Shape.Channels)}";
}

/// <summary>Each pixel of the large image from the four of the small one around its centre.</summary>
internal sealed class BilinearForwardKernel(string name, BilinearSizes sizes, TensorOperand input, TensorOperand output) : Kernel(name)
{
    public override string Formula => "output[y, x, c] = sum over the four pixels of input[., ., c] around (y, x), each times its nearness";

    public override IReadOnlyList<Operand> Operands { get; } = [input, output];

    public override Granularity Granularity => Granularity.Sample;

    public override long WorkPerSample => BilinearEmitter.Corners * (long)sizes.Large.Extent;

    public override string Title => sizes.Title;

    public override string DescribePlan() => "four pixels for each, vectors run along the channels";

    public override void Emit(SourceWriter writer) => BilinearEmitter.Emit(writer, this, sizes, input, output, clears: null, () =>
    {
        string sum = string.Join(" + ", Enumerable.Range(0, BilinearEmitter.Corners).Select(corner => $"({BilinearEmitter.Load(corner)} * {BilinearEmitter.Share(corner)})"));
        writer.Line($"TVector.Store({sum}, ref Unsafe.Add(ref pixel, channel));");
    });
}

/// <summary>The gradient of each pixel of the large image to the four that it was made of. All of a sample's pixels are added in order.</summary>
internal sealed class BilinearGradientKernel(string name, BilinearSizes sizes, TensorOperand outputGradient, TensorOperand inputGradient) : Kernel(name)
{
    public override string Formula => "inputGradient[., ., c] = sum of outputGradient[y, x, c] over the pixels made of it, each times its nearness";

    public override IReadOnlyList<Operand> Operands { get; } = [outputGradient, inputGradient];

    public override Granularity Granularity => Granularity.Sample;

    public override long WorkPerSample => 2 * BilinearEmitter.Corners * (long)sizes.Large.Extent;

    public override string Title => sizes.Title + "Gradient" + KernelTitle.Added(this);

    public override string DescribePlan()
        => "to four pixels each, one large pixel after the other" + (Accumulates ? "\nadds to the gradient that another consumer wrote" : "\nall is 0 first");

    public override void Emit(SourceWriter writer) => BilinearEmitter.Emit(writer, this, sizes, inputGradient, outputGradient, Accumulates ? null : inputGradient, () =>
    {
        writer.Line("TVector gradient = TVector.Load(ref Unsafe.Add(ref pixel, channel));");

        // At the border two of the four are one pixel: each sees what the one before has added.
        for (int corner = 0; corner < BilinearEmitter.Corners; corner++)
        {
            writer.Line($"TVector.Store({BilinearEmitter.Load(corner)} + (gradient * {BilinearEmitter.Share(corner)}), {BilinearEmitter.Place(corner)});");
        }
    });
}
