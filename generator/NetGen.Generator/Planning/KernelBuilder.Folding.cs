using NetGen.Generator.Kernels;
using NetGen.Generator.Memory;
using NetGen.Generator.Operations;

namespace NetGen.Generator.Planning;

/// <content>Normalisations that inference has in the weights before them.</content>
internal sealed partial class KernelBuilder
{
    private readonly HashSet<Operation> _folded = [];

    /// <summary>Whether inference has this normalisation in the weights of the product before it.</summary>
    public bool IsFolded => _folded.Contains(_operation!);

    /// <summary>
    /// The forward kernels of a product whose weights inference reads as floats: one form for inference and training, or one for each, where inference has the
    /// batch normalisation behind it in the weights.
    /// </summary>
    public IReadOnlyList<ProductForm> FormsOf(PlannedParameter weights, PlannedParameter? bias)
    {
        MemoryOperand weightOperand = ParameterOperand.Read("weights", weights);
        MemoryOperand? biasOperand = ParameterOperand.ReadIfAny("bias", bias);
        if (NormalizationToFold(weights) is not { } normalization) return [new("Forward", weightOperand, biasOperand, Rectifies, Forward)];

        _folded.Add(normalization);
        Derived scaled = NewDerived("ScaledWeights", weights.PackedSize);
        Derived shifted = NewDerived("ShiftedBias", WeightBlocks.OfOutputs(weights).AllLanes);
        ForwardInference(new FoldNormalizationKernel(
            KernelName("ScaleWeights"),
            weights,
            normalization.Epsilon,
            weightOperand,
            biasOperand,
            ParameterOperand.Read("mean", Parameter(normalization.RunningMean)),
            ParameterOperand.Read("variance", Parameter(normalization.RunningVariance)),
            ParameterOperand.Read("gamma", Parameter(normalization.Weight)),
            ParameterOperand.Read("beta", Parameter(normalization.Bias)),
            new DerivedOperand("scaledWeights", scaled, Access.Write),
            new DerivedOperand("shiftedBias", shifted, Access.Write)));
        ProductForm inference = new(
            "Forward",
            new DerivedOperand("weights", scaled, Access.Read),
            new DerivedOperand("bias", shifted, Access.Read),
            _fusion.Rectifies(normalization),
            ForwardInference);
        return IsTrained ? [inference, new("TrainingForward", weightOperand, biasOperand, Rectifies: false, ForwardTraining)] : [inference];
    }

    /// <summary>
    /// The batch normalisation behind this product where the product's weights can take it in: there is room for them once more, and no stream has to sum as
    /// the whole sequence does.
    /// </summary>
    private BatchNormalization? NormalizationToFold(PlannedParameter weights)
    {
        if (_whole is not null || _model.IsStreamed) return null;
        if (_fusion.NormalizationBehind(_operation!) is not { } normalization) return null;
        bool isPossible = FoldNormalizationKernel.IsPossible(weights, Parameter(normalization.Weight));
        return isPossible && HasRoomForDerived((long)weights.PackedSize + WeightBlocks.OfOutputs(weights).AllLanes) ? normalization : null;
    }
}
