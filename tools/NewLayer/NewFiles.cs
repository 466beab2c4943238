namespace NetGen.NewLayer;

/// <summary>The files that are a layer's own.</summary>
internal static class NewFiles
{
    /// <summary>What the default name of a layer begins with.</summary>
    public static string NameOf(string kind) => kind.ToLowerInvariant();

    /// <summary>Paths from the root, and texts.</summary>
    public static IEnumerable<(string Path, string Text)> Of(string kind)
    {
        string folder = $"generator/NetGen.Generator/Layers/{kind}/{kind}";
        yield return ($"src/NetGen/Attributes/Layers/{kind}Attribute.cs", Attribute(kind));
        yield return (folder + "Layer.cs", Layer(kind));
        yield return (folder + "Lowering.cs", Lowering(kind));
        yield return (folder + "Signal.cs", Signal(kind));
        yield return ($"tests/NetGen.Kernels.Tests/Reference/{kind}.cs", Reference(kind));
        yield return ($"tests/NetGen.Kernels.Tests/Cases/{kind}Cases.cs", Cases(kind));
    }

    private static string Attribute(string kind) => $$"""
        namespace NetGen;

        /// <summary>
        /// {{Skeleton.Marker}} {{kind}}: what it computes, as a formula; where it belongs in a network; the article that it is from.
        /// </summary>
        [AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
        public sealed class {{kind}}Attribute : LayerAttribute;
        """;

    private static string Layer(string kind) => $$"""
        using NetGen.Generator.Model;

        namespace NetGen.Generator.Layers;

        /// <summary>{{Skeleton.Marker}} {{kind}}: one sentence.</summary>
        internal sealed partial record {{kind}}Layer : Layer
        {
            public override string Kind => "{{kind}}";

            // {{Skeleton.Marker}} {{kind}}: what it is to checks and predictions (LayerRole.cs). Who follows a signal stops at a layer of no role.
            public override LayerRole Role => new OtherRole();

            // {{Skeleton.Marker}} {{kind}}: which inputs fit, and the shape of the result; parameters (DeclareParameters), cost (MultiplyAdds).
            public override Shape? InferShape(EquatableArray<Shape> inputs, ILayerFindings findings) => inputs[0];

            // {{Skeleton.Marker}} {{kind}}: what it does, as a part of a sentence, with its settings.
            public override string Describe(LayerNode node) => "hands its input on";
        }
        """;

    private static string Lowering(string kind) => $$"""
        using NetGen.Generator.Model;
        using NetGen.Generator.Operations;

        namespace NetGen.Generator.Layers;

        internal sealed partial record {{kind}}Layer
        {
            // {{Skeleton.Marker}} {{kind}}: the operations that it is made of: builder.Add(new ...(builder.Input(), builder.Output())).
            public override void Lower(LayerNode node, OperationBuilder builder) => builder.Output(builder.Input());
        }
        """;

    private static string Signal(string kind) => $$"""
        using NetGen.Generator.Model;
        using NetGen.Generator.Signal;

        namespace NetGen.Generator.Layers;

        internal sealed partial record {{kind}}Layer
        {
            // {{Skeleton.Marker}} {{kind}}: what becomes of the moments of its input (docs/signal.md). Measure it with a network in tests/NetGen.SignalAccuracy.
            public override SignalState Propagate(LayerNode node, IReadOnlyList<SignalState> inputs, SignalMath math) => inputs[0];

            // {{Skeleton.Marker}} {{kind}}: what becomes of the gradient on its way back.
            public override GradientState PropagateBack(LayerNode node, int input, IReadOnlyList<SignalState> inputs, GradientState gradient, SignalMath math)
                => gradient;
        }
        """;

    private static string Reference(string kind) => $$"""
        namespace NetGen.Kernels.Tests.Reference;

        /// <summary>{{Skeleton.Marker}} {{kind}}: its formula, forward and backward.</summary>
        internal sealed class {{kind}} : SingleInputLayer
        {
            // {{Skeleton.Marker}} {{kind}}: plain loops in double, as the definition says it.
            protected override Tensor Forward(Tensor input, bool training) => input.Clone();

            protected override Tensor Backward(Tensor input, Tensor output, Tensor doutput) => doutput.Clone();
        }
        """;

    private static string Cases(string kind) => $$"""
        namespace NetGen.Kernels.Tests.Cases;

        /// <summary>{{Skeleton.Marker}} {{kind}}: sizes that are awkward for it: 1, lanes - 1, lanes, lanes + 1, primes; every setting once.</summary>
        internal static class {{kind}}Cases
        {
            public const string Group = "{{NameOf(kind)}}";

            public static IEnumerable<NetworkCase> All =>
            [
                new NetworkCase(Group, "{{kind}}OfVector", new NetworkDescription(7).Dense(17).{{kind}}().Dense(3).MeanSquaredError()) { Batches = [1, 5] },
            ];
        }
        """;
}
