using NetGen.Generator.Operations;

namespace NetGen.Generator.Planning.Choices;

/// <summary>The kernels that compute an operation, forward and backward: one row for each kind of operation.</summary>
internal static class KernelChoice
{
    private static readonly Dictionary<Type, Action<Operation, KernelBuilder>> Rows = new()
    {
        [typeof(ActivationMap)] = Row<ActivationMap>(MapChoice.Choose),
        [typeof(JoinMap)] = Row<JoinMap>(MapChoice.Choose),
        [typeof(ScaleMap)] = Row<ScaleMap>(MapChoice.Choose),
        [typeof(StandardizeMap)] = Row<StandardizeMap>(MapChoice.Choose),
        [typeof(Attention)] = Row<Attention>(AttentionChoice.Choose),
        [typeof(Rotation)] = Row<Rotation>(AttentionChoice.Choose),
        [typeof(AddTable)] = Row<AddTable>(ArrangementChoice.Choose),
        [typeof(RowDot)] = Row<RowDot>(RowChoice.Choose),
        [typeof(SlopeMap)] = Row<SlopeMap>(MapChoice.Choose),
        [typeof(RandomMap)] = Row<RandomMap>(MapChoice.Choose),
        [typeof(WeightNormalization)] = Row<WeightNormalization>(WeightNormalizationChoice.Choose),
        [typeof(SpectralNormalization)] = Row<SpectralNormalization>(SpectralNormalizationChoice.Choose),
        [typeof(MatrixProduct)] = Row<MatrixProduct>(MatrixProductChoice.Choose),
        [typeof(WindowProduct)] = Row<WindowProduct>(ConvolutionChoice.Choose),
        [typeof(TransposedWindowProduct)] = Row<TransposedWindowProduct>(TransposedConvolutionChoice.Choose),
        [typeof(WindowReduction)] = Row<WindowReduction>(PoolingChoice.Choose),
        [typeof(RowSoftmax)] = Row<RowSoftmax>(SoftmaxChoice.Choose),
        [typeof(RowGate)] = Row<RowGate>(RowChoice.Choose),
        [typeof(RowMaximum)] = Row<RowMaximum>(RowChoice.Choose),
        [typeof(RowNormalization)] = Row<RowNormalization>(RowNormalizationChoice.Choose),
        [typeof(GroupNormalization)] = Row<GroupNormalization>(GroupNormalizationChoice.Choose),
        [typeof(Scan)] = Row<Scan>(ScanChoice.Choose),
        [typeof(RepeatedParameter)] = Row<RepeatedParameter>(ScanChoice.Choose),
        [typeof(StepHistory)] = Row<StepHistory>(StepChoice.Choose),
        [typeof(BatchNormalization)] = Row<BatchNormalization>(BatchNormalizationChoice.Choose),
        [typeof(Reshape)] = Row<Reshape>(ArrangementChoice.Choose),
        [typeof(StepSelection)] = Row<StepSelection>(StepSelectionChoice.Choose),
        [typeof(Arrangement)] = Row<Arrangement>(ArrangementChoice.Choose),
        [typeof(BilinearInterpolation)] = Row<BilinearInterpolation>(InterpolationChoice.Choose),
        [typeof(Gather)] = Row<Gather>(ArrangementChoice.Choose),
        [typeof(Concatenation)] = Row<Concatenation>(ArrangementChoice.Choose),
        [typeof(CrossEntropyOfSoftmax)] = Row<CrossEntropyOfSoftmax>(LossChoice.Choose),
        [typeof(LossOfRows)] = Row<LossOfRows>(LossChoice.Choose),
        [typeof(MeanOfElements)] = Row<MeanOfElements>(LossChoice.Choose),
    };

    /// <summary>Chooses, layer by layer.</summary>
    public static void ChooseAll(OperationGraph graph, int nodes, KernelBuilder builder)
    {
        ILookup<int, Operation> operations = graph.Operations.ToLookup(placed => placed.Node, placed => placed.Operation);
        for (int node = 0; node < nodes; node++)
        {
            builder.BeginNode(node);
            foreach (Operation operation in operations[node]) Choose(operation, builder);
        }

        foreach (LossOperation loss in operations[-1].Cast<LossOperation>())
        {
            builder.BeginNetworkPart(loss.Place.Name);
            Choose(loss, builder);
        }
    }

    private static void Choose(Operation operation, KernelBuilder builder)
    {
        builder.Begin(operation);
        Rows[operation.GetType()](operation, builder);
    }

    private static Action<Operation, KernelBuilder> Row<TOperation>(Action<TOperation, KernelBuilder> choose)
        where TOperation : Operation
        => (operation, builder) => choose((TOperation)operation, builder);
}
