using NetGen.Generator.Memory;
using NetGen.Generator.Operations;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Kernels;

/// <summary>output = a function of several tensors of one shape, element by element.</summary>
/// <param name="rectify">Whether a ReLU is applied before the store.</param>
internal sealed class JoinForwardKernel(string name, JoinFunction function, IReadOnlyList<TensorOperand> inputs, TensorOperand output, bool rectify)
    : Kernel(name)
{
    public override string Formula => $"output = {Join(inputs.Select(input => input.Name), $" * (1 / {inputs.Count})", "max", "min")}";

    public override IReadOnlyList<Operand> Operands { get; } = [.. inputs, output];

    public override long WorkPerSample => output.Tensor.Extent;

    public override string Title => $"{function}Of{Literals.Integer(inputs.Count)}x{KernelTitle.Values(output.Tensor.Shape)}" + (rectify ? "ReLU" : "");

    public override string DescribePlan()
        => $"{function.ToString().ToLowerInvariant()} of {inputs.Count}, element by element" + (rectify ? "\nReLU before the store" : "");

    public override void Emit(SourceWriter writer)
    {
        IReadOnlyList<TensorOperand> all = [.. inputs, output];
        ElementwiseEmitter.Emit(writer, this, output.Tensor, [.. all.Select(operand => operand.Name)], [.. all.Select(operand => operand.Tensor)], position =>
        {
            IEnumerable<string> values = inputs.Select(input => $"TVector.Load({RegisterTile.At(input.Name, position)})");
            string value = Join(values, $" * TVector.Broadcast({Literals.Single(1.0 / inputs.Count)})", "TVector.Max", "TVector.Min");
            return $"TVector.Store({Expressions.Rectified(value, rectify)}, {RegisterTile.At(output.Name, position)});";
        });
    }

    private string Join(IEnumerable<string> values, string share, string maximum, string minimum) => function switch
    {
        JoinFunction.Sum => string.Join(" + ", values),
        JoinFunction.Difference => string.Join(" - ", values),
        JoinFunction.Product => string.Join(" * ", values),
        JoinFunction.Mean => $"({string.Join(" + ", values)}){share}",
        JoinFunction.Maximum => values.Aggregate((left, right) => $"{maximum}({left}, {right})"),
        _ => values.Aggregate((left, right) => $"{minimum}({left}, {right})"),
    };
}

/// <summary>
/// dInput = dOutput times the other factors: none for a sum, a mask for dropout, the other tensors for a product; and times a constant: a share for a
/// mean, -1 for what is taken away.
/// </summary>
internal sealed class ScaledGradientKernel(
    string name, TensorOperand outputGradient, IReadOnlyList<TensorOperand> factors, TensorOperand inputGradient, double constant = 1) : Kernel(name)
{
    public override string Formula
        => $"inputGradient = {string.Join(" * ", factors.Prepend(outputGradient).Select(factor => factor.Name))}{(constant == 1 ? "" : $" * {Literals.Short(constant)}")}";

    public override IReadOnlyList<Operand> Operands { get; } = [outputGradient, .. factors, inputGradient];

    public override long WorkPerSample => outputGradient.Tensor.Extent;

    public override string Title
        => (constant < 0 ? "NegatedGradientOf" : constant < 1 ? $"ShareIn{Literals.Integer((long)Math.Round(1 / constant))}OfGradientOf" : factors.Count == 0 ? "CopiedGradientOf" : "ScaledGradientOf")
            + KernelTitle.Values(outputGradient.Tensor.Shape) + KernelTitle.Added(this);

    public override string DescribePlan() => Accumulates ? "adds to the gradient that another consumer wrote" : "element by element";

    public override void Emit(SourceWriter writer)
    {
        IReadOnlyList<TensorOperand> all = [outputGradient, .. factors, inputGradient];
        ElementwiseEmitter.Emit(writer, this, outputGradient.Tensor, [.. all.Select(operand => operand.Name)], [.. all.Select(operand => operand.Tensor)], position =>
        {
            string target = RegisterTile.At(inputGradient.Name, position);
            IEnumerable<TensorOperand> product = [outputGradient, .. factors];
            string value = string.Join(" * ", product.Select(factor => $"TVector.Load({RegisterTile.At(factor.Name, position)})"));
            if (constant != 1) value += $" * TVector.Broadcast({Literals.Single(constant)})";
            return Accumulates ? $"TVector.Store(TVector.Load({target}) + ({value}), {target});" : $"TVector.Store({value}, {target});";
        });
    }
}

/// <summary>dInput = dOutput where this input was the largest, or smallest, of several; of equal ones it goes to the first.</summary>
internal sealed class ExtremeGradientKernel : Kernel
{
    private readonly JoinFunction _function;
    private readonly IReadOnlyList<TensorOperand> _inputs;
    private readonly int _index;
    private readonly TensorOperand _outputGradient;
    private readonly TensorOperand _inputGradient;

    /// <param name="inputs">All that are compared.</param>
    /// <param name="index">Of the one whose gradient it is.</param>
    public ExtremeGradientKernel(
        string name, JoinFunction function, IReadOnlyList<TensorOperand> inputs, int index, TensorOperand outputGradient, TensorOperand inputGradient)
        : base(name)
    {
        (_function, _inputs, _index, _outputGradient, _inputGradient) = (function, inputs, index, outputGradient, inputGradient);
        Operands = [.. inputs, outputGradient, inputGradient];
    }

    public override string Formula => $"inputGradient = outputGradient where input{_index} is the first of the {Superlative} inputs, else 0";

    public override IReadOnlyList<Operand> Operands { get; }

    public override long WorkPerSample => _inputs.Count * (long)_outputGradient.Tensor.Extent;

    public override string Title
        => $"{_function}GradientOf{Literals.Integer(_index)}In{Literals.Integer(_inputs.Count)}x{KernelTitle.Values(_outputGradient.Tensor.Shape)}" + KernelTitle.Added(this);

    public override string DescribePlan()
        => $"where input {_index} is the first of the {Superlative}" + (Accumulates ? "; adds to the gradient that another consumer wrote" : "");

    private string Superlative => _function == JoinFunction.Maximum ? "largest" : "smallest";

    public override void Emit(SourceWriter writer)
    {
        IReadOnlyList<TensorOperand> all = [.. _inputs, _outputGradient, _inputGradient];
        ElementwiseEmitter.Emit(writer, this, _outputGradient.Tensor, [.. all.Select(operand => operand.Name)], [.. all.Select(operand => operand.Tensor)], position =>
        {
            string Load(TensorOperand operand) => $"TVector.Load({RegisterTile.At(operand.Name, position)})";
            List<string> lines = [$"TVector value = {Load(_inputs[_index])};", $"TVector gradient = {Load(_outputGradient)};"];
            for (int other = 0; other < _inputs.Count; other++)
            {
                if (other == _index) continue;
                string loses = other < _index ? Beats("value", Load(_inputs[other])) + " & gradient" : $"TVector.Select({Beats(Load(_inputs[other]), "value")}, TVector.Zero, gradient)";
                lines.Add($"gradient = {loses};");
            }

            string target = RegisterTile.At(_inputGradient.Name, position);
            lines.Add(Accumulates ? $"TVector.Store(TVector.Load({target}) + gradient, {target});" : $"TVector.Store(gradient, {target});");
            return string.Join("\n", lines);
        });
    }

    private string Beats(string left, string right) => _function == JoinFunction.Maximum ? $"TVector.LessThan({right}, {left})" : $"TVector.LessThan({left}, {right})";
}
