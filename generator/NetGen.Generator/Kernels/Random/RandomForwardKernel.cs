using NetGen.Generator.Machine;
using NetGen.Generator.Memory;
using NetGen.Generator.Model;
using NetGen.Generator.Operations;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Kernels;

/// <summary>output = input with a random mask or random noise, keyed by seed, layer, step, sample and element.</summary>
internal sealed class RandomForwardKernel : Kernel
{
    private readonly RandomChange _change;
    private readonly double _amount;
    private readonly TensorOperand _input;
    private readonly TensorOperand? _mask;
    private readonly TensorOperand _output;

    /// <param name="mask">What each value is multiplied with; null where something is added, which is drawn into the output.</param>
    public RandomForwardKernel(string name, RandomChange change, double amount, int layer, TensorOperand input, TensorOperand? mask, TensorOperand output)
        : base(name)
    {
        (_change, _amount, _input, _mask, _output) = (change, amount, input, mask, output);
        Operands =
        [
            .. Tensors,
            new ScalarOperand("ulong", "seed", "pass.Seed"),
            new ScalarOperand("int", "layer", Literals.Integer(layer)),
            new ScalarOperand("long", "step", "pass.Step"),
            new ScalarOperand("int", "firstSample", ScalarOperand.SampleIndex),
        ];
    }

    public override string Formula => _change switch
    {
        RandomChange.AlphaDropout =>
            $"output = (input + {Literals.Short(AlphaDropoutFactors.Alpha)}) * mask {Signed(Factors.Offset)}, where mask is 0 with probability {Literals.Short(_amount)} and else {Literals.Short(Factors.Kept)}",
        RandomChange.GaussianDropout => $"output = input * mask, where mask is normal with mean 1 and standard deviation {Literals.Short(Std)}",
        RandomChange.GaussianNoise => $"output = input + noise, which is normal with mean 0 and standard deviation {Literals.Short(Std)}",
        _ => $"output = input * mask, where mask is 0 with probability {Literals.Short(_amount)} and else 1 / {Literals.Short(1 - _amount)}{Scope}",
    };

    public override IReadOnlyList<Operand> Operands { get; }

    public override long WorkPerSample => (IsNormal ? 40L : 8L) * _output.Tensor.Extent;

    public override string Title => $"{_change}Of{KernelTitle.Values(_output.Tensor.Shape)}";

    public override string DescribePlan() => _mask is null
        ? "noise is drawn into the output and not kept; inference leaves the layer out"
        : "the mask is kept for the backward pass; inference leaves the layer out";

    private bool IsNormal => _change is RandomChange.GaussianDropout or RandomChange.GaussianNoise;

    private double Std => _change == RandomChange.GaussianDropout ? Math.Sqrt(_amount / (1 - _amount)) : _amount;

    private AlphaDropoutFactors Factors => new(_amount);

    private IEnumerable<TensorOperand> Tensors => _mask is null ? [_input, _output] : [_input, _mask, _output];

    private string Scope => _change switch
    {
        RandomChange.SpatialDropout => ", the same at all positions of a channel",
        RandomChange.StochasticDepth => ", the same for all values of a sample",
        _ => "",
    };

    public override void Emit(SourceWriter writer)
    {
        int extent = Panels.RoundUp(_output.Tensor.Extent, Panels.Largest);
        KernelDispatch.EmitCommon(writer, this, Panels.Largest);
        writer.Line();
        using SourceWriter.BlockScope method = KernelDispatch.Method(writer, Name + "Vectors", Signature);
        using SourceWriter.BlockScope samples = writer.Block("for (int sample = 0; sample < samples; sample++)");
        writer.Line(Draw(extent));
        using (writer.Block($"for (int i = 0; i < {extent}; i += TVector.Count)"))
        {
            writer.Line($"TVector.Store({Change(Load(_input), Load(_mask ?? _output))}, {RegisterTile.At(_output.Name, "i")});");
        }

        foreach (TensorOperand operand in Tensors)
        {
            writer.Line($"{operand.Name} = ref Unsafe.Add(ref {operand.Name}, {operand.Tensor.Storage.SampleStride});");
        }
    }

    private string Draw(int extent)
    {
        string target = $"ref {(_mask ?? _output).Name}, {extent}";
        const string Key = "seed, layer, step, firstSample + sample";
        return _change switch
        {
            RandomChange.AlphaDropout => $"DropoutMask.Fill({target}, {Literals.Single(_amount)}, {Literals.Single(Factors.Kept)}, {Key});",
            RandomChange.SpatialDropout => $"DropoutMask.FillChannels({target}, {_output.Tensor.Pitch}, {Literals.Single(_amount)}, {Key});",
            RandomChange.StochasticDepth => $"DropoutMask.FillSample({target}, {Literals.Single(_amount)}, {Key});",
            RandomChange.GaussianDropout => $"NormalNoise.Fill({target}, 1f, {Literals.Single(Std)}, {Key});",
            RandomChange.GaussianNoise => $"NormalNoise.Fill({target}, 0f, {Literals.Single(Std)}, {Key});",
            _ => $"DropoutMask.Fill({target}, {Literals.Single(_amount)}, {Key});",
        };
    }

    private string Change(string value, string drawn) => _change switch
    {
        RandomChange.AlphaDropout =>
            $"(({value} + TVector.Broadcast({Literals.Single(AlphaDropoutFactors.Alpha)})) * {drawn}) + TVector.Broadcast({Literals.Single(Factors.Offset)})",
        RandomChange.GaussianNoise => $"{value} + {drawn}",
        _ => $"{value} * {drawn}",
    };

    private static string Load(TensorOperand operand) => $"TVector.Load({RegisterTile.At(operand.Name, "i")})";

    private static string Signed(double value) => $"{(value < 0 ? "-" : "+")} {Literals.Short(Math.Abs(value))}";
}
