using NetGen.Generator.Kernels;
using NetGen.Generator.Memory;
using NetGen.Generator.Model;
using NetGen.Generator.Operations;

namespace NetGen.Generator.Planning.Choices;

/// <summary>The kernels of what is done element by element.</summary>
internal static class MapChoice
{
    public static void Choose(ActivationMap map, KernelBuilder builder)
    {
        if (builder.IsInPlace)
        {
            ChooseInPlace(map, builder);
            return;
        }

        string expression = map.Function.Expression;
        TensorValue input = builder.Padded(map.Input);
        TensorValue output = builder.Define(map.Output);
        TensorOperand inputValues = TensorOperand.Read("input", input);
        builder.Forward(new ActivationForwardKernel(builder.KernelName("Forward"), expression, inputValues, TensorOperand.Write("output", output)));
        if (!builder.NeedsGradient(map.Input)) return;
        builder.Backward(new ActivationGradientKernel(
            builder.KernelName("InputGradient"),
            expression,
            inputValues,
            TensorOperand.Read("output", output),
            TensorOperand.ReadGradient("outputGradient", output),
            TensorOperand.ContributeGradient("inputGradient", input)));
    }

    public static void Choose(JoinMap map, KernelBuilder builder)
    {
        TensorValue[] inputs = [.. map.Inputs.Select(builder.Padded)];
        TensorValue output = builder.Define(map.Output);
        TensorOperand[] values = [.. inputs.Select((input, index) => TensorOperand.Read($"input{index}", input))];
        builder.Forward(new JoinForwardKernel(builder.KernelName("Forward"), map.Function, values, TensorOperand.Write("output", output), builder.Rectifies));
        for (int index = 0; index < inputs.Length; index++)
        {
            if (!builder.NeedsGradient(map.Inputs[index])) continue;
            builder.Backward(JoinGradient(
                map.Function,
                builder.KernelName($"InputGradient{index}"),
                values,
                index,
                TensorOperand.ReadGradient("outputGradient", output),
                TensorOperand.ContributeGradient("inputGradient", inputs[index])));
        }
    }

    public static void Choose(StandardizeMap map, KernelBuilder builder)
    {
        TensorValue input = builder.Padded(map.Input);
        TensorValue output = builder.Define(map.Output);
        MemoryOperand scale = ParameterOperand.Read("scale", builder.Parameter(map.Scale));
        builder.Forward(new StandardizeKernel(
            builder.KernelName("Forward"), TensorOperand.Read("input", input), ParameterOperand.Read("mean", builder.Parameter(map.Mean)), scale, TensorOperand.Write("output", output)));
        if (!builder.NeedsGradient(map.Input)) return;
        builder.Backward(new ScaleKernel(
            builder.KernelName("InputGradient"), isShared: false, TensorOperand.ReadGradient("outputGradient", output), scale, TensorOperand.ContributeGradient("inputGradient", input)));
    }

    public static void Choose(ScaleMap map, KernelBuilder builder)
    {
        PlannedParameter parameter = builder.Parameter(map.Scale);
        MemoryOperand scale = ParameterOperand.Read("scale", parameter);
        if (builder.IsInPlace)
        {
            TensorValue values = builder.Place(map.Output, builder.Value(map.Input));
            builder.Forward(new ScaleKernel(builder.KernelName("Forward"), map.IsShared, null, scale, new TensorOperand("values", values, IsGradient: false, Access.Update)));
            return;
        }

        TensorValue input = builder.Padded(map.Input);
        TensorValue output = builder.Define(map.Output);
        TensorOperand inputValues = TensorOperand.Read("input", input);
        builder.Forward(new ScaleKernel(builder.KernelName("Forward"), map.IsShared, inputValues, scale, TensorOperand.Write("output", output)));
        TensorOperand outputGradient = TensorOperand.ReadGradient("outputGradient", output);
        MemoryOperand scaleGradient = ParameterOperand.ContributeGradient("scaleGradient", parameter);
        if (!map.IsShared)
        {
            builder.Backward(new ScaleGradientKernel(builder.KernelName("ScaleGradient"), inputValues, outputGradient, scaleGradient));
        }
        else
        {
            SharedGradient(builder, map, "ScaleGradient", ofNegatives: false, inputValues, outputGradient, scaleGradient);
        }

        if (!builder.NeedsGradient(map.Input)) return;
        builder.Backward(new ScaleKernel(
            builder.KernelName("InputGradient"), map.IsShared, outputGradient, scale, TensorOperand.ContributeGradient("inputGradient", input)));
    }

    public static void Choose(SlopeMap map, KernelBuilder builder)
    {
        PlannedParameter parameter = builder.Parameter(map.Slope);
        MemoryOperand slope = ParameterOperand.Read("slope", parameter);
        if (builder.IsInPlace)
        {
            TensorValue values = builder.Place(map.Output, builder.Value(map.Input));
            builder.Forward(new SlopeForwardKernel(builder.KernelName("Forward"), map.IsShared, null, slope, new TensorOperand("values", values, IsGradient: false, Access.Update)));
            return;
        }

        TensorValue input = builder.Padded(map.Input);
        TensorValue output = builder.Define(map.Output);
        TensorOperand inputValues = TensorOperand.Read("input", input);
        builder.Forward(new SlopeForwardKernel(builder.KernelName("Forward"), map.IsShared, inputValues, slope, TensorOperand.Write("output", output)));
        TensorOperand outputGradient = TensorOperand.ReadGradient("outputGradient", output);
        MemoryOperand slopeGradient = ParameterOperand.ContributeGradient("slopeGradient", parameter);
        if (map.IsShared) SharedGradient(builder, map, "SlopeGradient", ofNegatives: true, inputValues, outputGradient, slopeGradient);
        else builder.Backward(new SlopeGradientKernel(builder.KernelName("SlopeGradient"), inputValues, outputGradient, slopeGradient));
        if (!builder.NeedsGradient(map.Input)) return;
        builder.Backward(new SlopeInputGradientKernel(
            builder.KernelName("InputGradient"), map.IsShared, inputValues, slope, outputGradient, TensorOperand.ContributeGradient("inputGradient", input)));
    }

    /// <summary>
    /// The gradient of one number for all values. Each worker multiplies its own samples; what is left for one of them is a number for each row.
    /// </summary>
    private static void SharedGradient(
        KernelBuilder builder, Map map, string name, bool ofNegatives, TensorOperand input, TensorOperand outputGradient, MemoryOperand gradient)
    {
        TensorValue products = builder.NewValue(map.Output.Name + "Products", Shape.Vector(input.Tensor.Shape.Positions));
        builder.Backward(new RowDotKernel(builder.KernelName("Products"), ofNegatives, input, outputGradient, TensorOperand.Write("products", products)));
        builder.Backward(new TotalKernel(builder.KernelName(name), TensorOperand.Read("products", products), gradient));
    }

    public static void Choose(RandomMap map, KernelBuilder builder)
    {
        TensorValue input = builder.Padded(map.Input);
        TensorValue output = builder.Define(map.Output, inferenceAlias: input.Storage);

        // What is only added has a gradient that does not depend on it, and so is not kept.
        TensorOperand? mask = map.Change == RandomChange.GaussianNoise ? null : TensorOperand.Write("mask", builder.NewValue(map.Output.Name + "Mask", map.Output.Shape));
        builder.ForwardTraining(new RandomForwardKernel(
            builder.KernelName("Forward"), map.Change, map.Amount, map.Stream, TensorOperand.Read("input", input), mask, TensorOperand.Write("output", output)));
        if (!builder.NeedsGradient(map.Input)) return;
        builder.Backward(new ScaledGradientKernel(
            builder.KernelName("InputGradient"),
            TensorOperand.ReadGradient("outputGradient", output),
            mask is null ? [] : [mask with { Access = Access.Read }],
            TensorOperand.ContributeGradient("inputGradient", input)));
    }

    private static void ChooseInPlace(ActivationMap map, KernelBuilder builder)
    {
        string expression = map.Function.Expression;
        TensorValue values = builder.Place(map.Output, builder.Value(map.Input));
        if (!builder.IsAbsorbed)
        {
            builder.Forward(new ActivationForwardKernel(
                builder.KernelName("Forward"), expression, null, new TensorOperand("values", values, IsGradient: false, Access.Update)));
        }

        if (!builder.NeedsGradient(map.Input)) return;
        builder.Backward(new ActivationGradientKernel(
            builder.KernelName("InputGradient"),
            expression,
            null,
            TensorOperand.Read("output", values),
            new TensorOperand("gradient", values, IsGradient: true, Access.Update),
            null));
    }

    private static Kernel JoinGradient(
        JoinFunction function, string name, TensorOperand[] inputs, int index, TensorOperand outputGradient, TensorOperand inputGradient) => function switch
        {
            JoinFunction.Maximum or JoinFunction.Minimum => new ExtremeGradientKernel(name, function, inputs, index, outputGradient, inputGradient),
            JoinFunction.Product => new ScaledGradientKernel(name, outputGradient, [.. inputs.Where((_, other) => other != index)], inputGradient),
            JoinFunction.Mean => new ScaledGradientKernel(name, outputGradient, [], inputGradient, 1.0 / inputs.Length),
            JoinFunction.Difference when index > 0 => new ScaledGradientKernel(name, outputGradient, [], inputGradient, -1),
            _ => new ScaledGradientKernel(name, outputGradient, [], inputGradient),
        };
}
