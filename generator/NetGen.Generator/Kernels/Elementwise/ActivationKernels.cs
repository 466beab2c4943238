using NetGen.Generator.Memory;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Kernels;

/// <summary>output = f(input), element by element; in place where input and output are the same tensor.</summary>
/// <param name="activation">The expression that makes the run-time library's activation: 'new LeakyReLUActivation(0.01f)'.</param>
internal sealed class ActivationForwardKernel(string name, string activation, TensorOperand? input, TensorOperand output) : Kernel(name)
{
    public override string Formula => $"{output.Name} = f({(input ?? output).Name})";

    public override IReadOnlyList<Operand> Operands { get; } = input is null ? [output] : [input, output];

    public override long WorkPerSample => output.Tensor.Extent;

    public override string Title => $"{KernelTitle.Activation(activation)}Of{KernelTitle.Values(output.Tensor.Shape)}";

    public override string DescribePlan() => input is null ? "in place" : "into a tensor of its own: backward needs the input";

    // The elementary functions have some forty operations, and most of these leave several values behind: two functions in a method are well, of the third on
    // the JIT, which follows 1,024 values, puts each between two operations into memory (38 instead of 19 ns for a tanh).
    private const int OperationsOfActivation = 130;

    public override bool HasSampleForm => output.Tensor.IsRow;

    public override int? InlinedOperations => HasSampleForm ? OperationsOfActivation : null;

    public override void Emit(SourceWriter writer)
    {
        string source = input?.Name ?? output.Name;
        string Statement(string position)
            => $"TVector.Store({activation}.Apply(TVector.Load({RegisterTile.At(source, position)})), {RegisterTile.At(output.Name, position)});";
        ElementwiseEmitter.Emit(writer, this, output.Tensor, [source, output.Name], [input?.Tensor ?? output.Tensor, output.Tensor], Statement);
        if (UsesSampleForm) ElementwiseEmitter.EmitSample(writer, this, output.Tensor, Statement);
    }
}

/// <summary>dInput = dOutput * f'(input, output); in place on the gradient where the forward pass was in place.</summary>
internal sealed class ActivationGradientKernel(
    string name, string activation, TensorOperand? input, TensorOperand output, TensorOperand outputGradient, TensorOperand? inputGradient)
    : Kernel(name)
{
    public override string Formula => inputGradient is null ? "gradient = gradient * f'(x), worked out from output = f(x)" : "inputGradient = outputGradient * f'(input)";

    public override IReadOnlyList<Operand> Operands { get; } =
        input is null || inputGradient is null ? [output, outputGradient] : [input, output, outputGradient, inputGradient];

    public override long WorkPerSample => output.Tensor.Extent;

    public override string Title => $"{KernelTitle.Activation(activation)}GradientOf{KernelTitle.Values(output.Tensor.Shape)}" + KernelTitle.Added(this);

    public override string DescribePlan()
        => inputGradient is null ? "in place, from the output alone" : Accumulates ? "adds to the gradient that another consumer wrote" : "from input and output";

    public override void Emit(SourceWriter writer)
    {
        string source = input?.Name ?? output.Name;
        string target = inputGradient?.Name ?? outputGradient.Name;
        TensorOperand[] walked = input is null || inputGradient is null ? [output, outputGradient] : [input, output, outputGradient, inputGradient];
        ElementwiseEmitter.Emit(
            writer, this, output.Tensor, [.. walked.Select(operand => operand.Name)], [.. walked.Select(operand => operand.Tensor)], position =>
        {
            string result = $"TVector result = TVector.Load({RegisterTile.At(output.Name, position)});\n";
            string value = source == output.Name ? "" : $"TVector value = TVector.Load({RegisterTile.At(source, position)});\n";
            string slope = $"TVector slope = {activation}.Derivative({(value.Length == 0 ? "result" : "value")}, result);\n";
            string product = $"TVector.Load({RegisterTile.At(outputGradient.Name, position)}) * slope";
            string sum = Accumulates ? $"TVector.Load({RegisterTile.At(target, position)}) + ({product})" : product;
            return $"{value}{result}{slope}TVector.Store({sum}, {RegisterTile.At(target, position)});";
        });
    }
}
