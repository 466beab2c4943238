using NetGen.Generator.Kernels;
using NetGen.Generator.Memory;
using NetGen.Generator.Operations;

namespace NetGen.Generator.Planning;

/// <content>Normalisations that inference has in the product before them.</content>
internal sealed partial class KernelBuilder
{
    private readonly HashSet<Operation> _folded = [];

    /// <summary>Whether inference has this normalisation in the product before it.</summary>
    public bool IsFolded => _folded.Contains(_operation!);

    /// <summary>
    /// The forward kernels of a product: one form for inference and training, or one for each, where inference has weights in fewer bits, or the batch
    /// normalisation behind the product in it: as a factor of its sums where its kernel takes such, else in its weights.
    /// </summary>
    /// <param name="takesScales">Whether the kernel reads weights in fewer bits, and can multiply each sum with a factor.</param>
    public IReadOnlyList<ProductForm> FormsOf(PlannedParameter weights, PlannedParameter? bias, bool takesScales = false)
    {
        ProductForm plain = new(
            "Forward", ParameterOperand.Read("weights", weights), Scales: null, ParameterOperand.ReadIfAny("bias", bias), Rectifies, Forward);
        Derived? narrow = takesScales ? ReadsNarrow(weights, takesScales: true) : null;
        ProductForm inference = plain with { Add = ForwardInference };
        if (narrow is not null)
        {
            inference = inference with
            {
                Weights = new DerivedOperand("weights", narrow, Access.Read),
                Scales = ParameterOperand.ScalesIfAny("scales", weights),
            };
        }

        if (NormalizationToFold(inference, weights, takesScales) is { } normalization) inference = Folded(inference, normalization, weights, takesScales);
        else if (narrow is null) return [plain];
        return IsTrained ? [inference, plain with { Purpose = "TrainingForward", Add = ForwardTraining }] : [inference];
    }

    private ProductForm Folded(ProductForm form, BatchNormalization normalization, PlannedParameter weights, bool takesScales)
    {
        _folded.Add(normalization);
        int outputs = WeightBlocks.OfOutputs(weights).AllLanes;
        Derived scaled = takesScales ? NewDerived("NormalizingScales", outputs) : NewDerived("ScaledWeights", weights.PackedSize);
        Derived shifted = NewDerived("ShiftedBias", outputs);
        ForwardInference(new FoldNormalizationKernel(
            KernelName("FoldNormalization"),
            weights,
            normalization.Epsilon,
            takesScales ? null : form.Weights,
            form.Bias,
            ParameterOperand.Read("mean", Parameter(normalization.RunningMean)),
            ParameterOperand.Read("variance", Parameter(normalization.RunningVariance)),
            ParameterOperand.Read("gamma", Parameter(normalization.Weight)),
            ParameterOperand.Read("beta", Parameter(normalization.Bias)),
            new DerivedOperand(takesScales ? "scales" : "scaledWeights", scaled, Access.Write),
            new DerivedOperand("shiftedBias", shifted, Access.Write)));
        return form with
        {
            Weights = takesScales ? form.Weights : new DerivedOperand("weights", scaled, Access.Read),
            Scales = takesScales ? new DerivedOperand("scales", scaled, Access.Read) : null,
            Bias = new DerivedOperand("bias", shifted, Access.Read),
            Rectifies = _fusion.Rectifies(normalization),
        };
    }

    /// <summary>
    /// The batch normalisation behind this product where the product can take it in: its sums have no factors yet, there is room, and no stream has to sum as
    /// the whole sequence does.
    /// </summary>
    private BatchNormalization? NormalizationToFold(ProductForm form, PlannedParameter weights, bool takesScales)
    {
        if (_whole is not null || _model.IsStreamed || form.Scales is not null) return null;
        if (_fusion.NormalizationBehind(_operation!) is not { } normalization) return null;
        if (!FoldNormalizationKernel.IsPossible(weights, Parameter(normalization.Weight))) return null;
        int outputs = WeightBlocks.OfOutputs(weights).AllLanes;
        return HasRoomForDerived((takesScales ? outputs : (long)weights.PackedSize) + outputs) ? normalization : null;
    }
}
