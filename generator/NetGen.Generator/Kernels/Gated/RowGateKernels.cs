using NetGen.Generator.Machine;
using NetGen.Generator.Memory;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Kernels;

/// <summary>output[c] = input[c] * f(input[c + n]), n channels of the output and the second n of the input: a row's first half, gated by its second.</summary>
/// <param name="activation">The expression that makes the run-time library's activation f.</param>
internal sealed class RowGateKernel(string name, string activation, TensorOperand input, TensorOperand output) : Kernel(name)
{
    public override string Formula => $"output[c] = input[c] * f(input[c + {output.Tensor.Shape.Channels}])";

    public override IReadOnlyList<Operand> Operands { get; } = [input, output];

    public override long WorkPerSample => 8L * output.Tensor.Extent;

    public override string Title => $"GateBy{KernelTitle.Activation(activation)}Of{KernelTitle.Values(input.Tensor.Shape)}";

    public override string DescribePlan() => "row by row, both halves in one pass";

    public override void Emit(SourceWriter writer)
        => RowLoops.Emit(writer, this, [output, input], [output.Tensor.Pitch, input.Tensor.Pitch], () => RowLoops.EmitAll(writer, output.Tensor.Shape.Channels, vector =>
        {
            string Load(int offset) => RowLoops.Load(vector, input, offset);
            writer.Line($"{vector}.Store({Load(0)} * {activation}.Apply({Load(output.Tensor.Shape.Channels)}), ref {RowLoops.Single(output)});");
        }));
}

/// <summary>dInput[c] = dOutput[c] * f(g) and dInput[c + n] = dOutput[c] * input[c] * f'(g), with g = input[c + n].</summary>
/// <inheritdoc cref="RowGateKernel" path="/param"/>
internal sealed class RowGateGradientKernel(string name, string activation, TensorOperand input, TensorOperand outputGradient, TensorOperand inputGradient) : Kernel(name)
{
    private readonly int _channels = outputGradient.Tensor.Shape.Channels;

    public override string Formula
        => $"inputGradient[c] = outputGradient[c] * f(g), inputGradient[c + {_channels}] = outputGradient[c] * input[c] * f'(g), with g = input[c + {_channels}]";

    public override IReadOnlyList<Operand> Operands { get; } = [input, outputGradient, inputGradient];

    public override long WorkPerSample => 16L * outputGradient.Tensor.Extent;

    public override string Title => $"GateBy{KernelTitle.Activation(activation)}GradientOf{KernelTitle.Values(input.Tensor.Shape)}" + KernelTitle.Added(this);

    public override string DescribePlan() => "row by row, both halves in one pass" + (Accumulates ? "; adds to the gradient that another consumer wrote" : "");

    public override void Emit(SourceWriter writer)
    {
        int pitch = inputGradient.Tensor.Pitch;
        RowLoops.Emit(writer, this, [outputGradient, input, inputGradient], [outputGradient.Tensor.Pitch, input.Tensor.Pitch, pitch], () =>
        {
            RowLoops.EmitAll(writer, _channels, vector =>
            {
                writer.Line($"{vector} gradient = {RowLoops.Load(vector, outputGradient, 0)};");
                writer.Line($"{vector} gate = {RowLoops.Load(vector, input, _channels)};");
                writer.Line($"{vector} open = {activation}.Apply(gate);");
                EmitStore(vector, 0, "gradient * open");
                EmitStore(vector, _channels, $"gradient * {RowLoops.Load(vector, input, 0)} * {activation}.Derivative(gate, open)");
            });
            RowLoops.EmitPadding(writer, this, inputGradient);
        });

        void EmitStore(string vector, int offset, string value)
        {
            string before = Accumulates ? RowLoops.Load(vector, inputGradient, offset) + " + " : "";
            writer.Line($"{vector}.Store({before}({value}), ref {RowLoops.Single(inputGradient, offset)});");
        }
    }
}
