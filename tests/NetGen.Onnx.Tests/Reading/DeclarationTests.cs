using NetGen.Onnx.Graphs;
using NetGen.Onnx.Reading;

namespace NetGen.Onnx.Tests.Reading;

/// <summary>What becomes of nodes: layers where numbers change, none where their axes do.</summary>
public sealed class DeclarationTests
{
    private static readonly float[] s_six = [1, 2, 3, 4, 5, 6];

    [Fact]
    public void Reshapes_and_transposes_that_cancel_out_leave_no_layer()
    {
        ModelText model = new ModelText().Input("x", 0, 4, 6).Output("y").Wholes("shape", 0, 4, 2, 3).Wholes("back", 0, 4, 6)
            .Node("Reshape", ["x", "shape"], "a").Node("Transpose", ["a"], "b", Attributes.Of("perm", [0, 2, 1, 3])).Node("Relu", ["b"], "c").Node("Transpose", ["c"], "d", Attributes.Of("perm", [0, 2, 1, 3])).Node("Reshape", ["d", "back"], "y");
        Assert.Equal("[Network(4, 6, InputName = \"x\")] [ReLU(Name = \"c\")]", model.Layers());
    }

    [Fact]
    public void A_shape_that_is_worked_out_is_followed_whatever_the_number_of_samples()
    {
        ModelText model = new ModelText().Input("x", 0, 2, 3).Output("y").Wholes("zero", 0).Wholes("axis", 0).Wholes("rest", -1).Numbers("w", [6, 1], s_six)
            .Node("Shape", ["x"], "shape").Node("Gather", ["shape", "zero"], "samples").Node("Concat", ["samples", "rest"], "target", Attributes.Of("axis", 0L))
            .Node("Reshape", ["x", "target"], "flat").Node("MatMul", ["flat", "w"], "y");
        Assert.Equal("[Network(2, 3, InputName = \"x\")] [Flatten(Name = \"flatten\")] [Dense(1, UseBias = false, Name = \"y\")]", model.Layers());
    }

    [Fact]
    public void Numbers_that_are_worked_out_of_numbers_are_weights()
    {
        ModelText model = new ModelText().Input("x", 0, 3).Output("y").Numbers("w", [2, 3], s_six).Numbers("two", [], 2)
            .Node("Mul", ["w", "two"], "twice").Node("Transpose", ["twice"], "turned").Node("MatMul", ["x", "turned"], "y");
        Assert.Equal([2f, 4, 6, 8, 10, 12], model.Read().Parameters.Single().Values);
    }

    [Fact]
    public void A_sum_behind_a_product_is_its_bias()
        => Assert.Equal("[Network(3, InputName = \"x\")] [Dense(2, Name = \"p\")]", new ModelText().Input("x", 0, 3).Output("y").Numbers("w", [3, 2], s_six).Numbers("b", [2], 1, 2).Node("MatMul", ["x", "w"], "p").Node("Add", ["b", "p"], "y").Layers());

    [Fact]
    public void The_Gaussian_unit_in_single_steps_is_a_layer()
    {
        ModelText model = new ModelText().Input("x", 0, 3).Output("y").Numbers("root", [], MathF.Sqrt(2)).Numbers("one", [], 1).Numbers("half", [], 0.5f)
            .Node("Div", ["x", "root"], "a").Node("Erf", ["a"], "b").Node("Add", ["b", "one"], "c").Node("Mul", ["x", "c"], "d").Node("Mul", ["d", "half"], "y");
        Assert.Equal("[Network(3, InputName = \"x\")] [GELU(Name = \"y\")]", model.Layers());
    }

    [Fact]
    public void Layer_normalisation_in_single_steps_is_a_layer_with_its_weights()
    {
        ModelText model = new ModelText(14).Input("x", 0, 5, 3).Output("y").Numbers("two", [], 2).Numbers("epsilon", [], 1e-6f).Numbers("w", [3], 1, 2, 3).Numbers("b", [3], 4, 5, 6)
            .Node("ReduceMean", ["x"], "mean", Attributes.Of("axes", [-1])).Node("Sub", ["x", "mean"], "d").Node("Pow", ["d", "two"], "square").Node("ReduceMean", ["square"], "variance", Attributes.Of("axes", [-1]))
            .Node("Add", ["variance", "epsilon"], "sum").Node("Sqrt", ["sum"], "root").Node("Div", ["d", "root"], "normal").Node("Mul", ["normal", "w"], "scaled").Node("Add", ["scaled", "b"], "y");
        Assert.Equal("[Network(5, 3, InputName = \"x\")] [LayerNorm(Epsilon = 1E-06, Name = \"normal\")]", model.Layers());
        Assert.Equal([[1f, 2, 3], [4f, 5, 6]], model.Read().Parameters.Select(weights => weights.Values));
    }

    [Fact]
    public void Attention_as_PyTorch_writes_it_is_a_layer()
    {
        ModelText model = new ModelText().Input("x", 0, 3, 4).Output("y").Wholes("heads", 0, 3, 2, 2).Wholes("whole", 0, 3, 4).Numbers("root", [], MathF.Sqrt(MathF.Sqrt(0.5f))).Numbers("out_proj.weight", [4, 4], Matrix(300));
        foreach ((string name, float start, int[] order) in new[] { ("q", 0f, new[] { 0, 2, 1, 3 }), ("k", 100, [0, 2, 3, 1]), ("v", 200, [0, 2, 1, 3]) })
        {
            model.Numbers($"{name}_proj.weight", [4, 4], Matrix(start)).Node("MatMul", ["x", $"{name}_proj.weight"], name + 1).Node("Reshape", [name + 1, "heads"], name + 2).Node("Transpose", [name + 2], name + 3, Attributes.Of("perm", order));
            if (name != "v") model.Node("Mul", [name + 3, "root"], name + 4);
        }

        model.Node("MatMul", ["q4", "k4"], "scores").Node("Softmax", ["scores"], "weights", Attributes.Of("axis", -1L)).Node("MatMul", ["weights", "v3"], "attn/MatMul_1")
            .Node("Transpose", ["attn/MatMul_1"], "o1", Attributes.Of("perm", [0, 2, 1, 3])).Node("Reshape", ["o1", "whole"], "o2").Node("MatMul", ["o2", "out_proj.weight"], "y");
        Assert.Equal("[Network(3, 4, InputName = \"x\")] [MultiHeadAttention(2, UseBias = false, Name = \"attn\")]", model.Layers());
        Dictionary<string, float[]> read = model.Read().Parameters.ToDictionary(weights => weights.Name, weights => weights.Values);
        Assert.Equal(["attn.in_proj_weight", "attn.out_proj.weight"], read.Keys);
        Assert.Equal([0f, 4, 8, 12, 1, 5, 9, 13], read["attn.in_proj_weight"][..8]);
        Assert.Equal([203f, 207, 211, 215], read["attn.in_proj_weight"][^4..]);

        static float[] Matrix(float start) => [.. Enumerable.Range(0, 16).Select(index => start + index)];
    }

    [Fact]
    public void All_that_cannot_be_read_is_named_with_node_operator_and_reason()
    {
        ModelText model = new ModelText().Input("x", 0, 3).Output("y").Output("z").Node("Sin", ["x"], "y").Node("Elu", ["x"], "e").Node("TopK", ["e"], "z");
        Assert.Equal(["y (Sin): no layer stands for it.", "z (TopK): no layer stands for it."], Assert.Throws<OnnxImportException>(() => model.Read()).Problems);
    }

    [Fact]
    public void A_sum_of_numbers_of_the_model_alone_is_refused()
        => Assert.Contains("y (Sum): it has no computed inputs.", Assert.Throws<OnnxImportException>(() => new ModelText().Input("x", 0, 3).Output("y").Output("z").Numbers("a", [1], 1).Node("Sum", ["a", "a"], "y").Node("Relu", ["x"], "z").Read()).Problems);

    [Fact]
    public void What_nobody_needs_is_not_asked_for()
        => Assert.Equal("[Network(3, InputName = \"x\")] [ReLU(Name = \"y\")]", new ModelText().Input("x", 0, 3).Output("y").Node("Sin", ["x"], "unused").Node("Relu", ["x"], "y").Layers());
}
