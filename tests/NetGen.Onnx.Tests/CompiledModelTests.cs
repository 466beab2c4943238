using NetGen.Onnx.Tests.Compiled;

namespace NetGen.Onnx.Tests;

/// <summary>Classes that the build of this project made of a model that PyTorch wrote.</summary>
public sealed class CompiledModelTests
{
    /// <summary>What PyTorch makes of the sines of 0, 1, 2 ... as an image: Models/small.py prints it.</summary>
    private static readonly float[] s_expected = [-0.059986f, -0.19611f, 0.191625f, 0.188315f, 0.229765f, 0.164309f, 0.090145f, -0.327639f, -0.001909f, -0.21571f];

    public static TheoryData<string> Places { get; } = ["resource", "file"];

    [Theory]
    [MemberData(nameof(Places))]
    public void A_model_is_a_class_with_its_weights(string place)
    {
        float[] image = [.. Enumerable.Range(0, 144).Select(index => (float)Math.Sin(index))];
        float[] logits = new float[10];
        if (place == "resource") SmallOfResource.Pretrained().Forward(image, logits);
        else SmallOfFile.Pretrained().Forward(image, logits);
        for (int i = 0; i < logits.Length; i++) Assert.Equal(s_expected[i], logits[i], 2e-6f);
    }

    [Fact]
    public void Weights_are_in_the_assembly_or_beside_it()
    {
        string[] resources = typeof(CompiledModelTests).Assembly.GetManifestResourceNames();
        Assert.Contains("NetGen.Onnx.Tests.Compiled.SmallOfResource.safetensors", resources);
        Assert.DoesNotContain("NetGen.Onnx.Tests.Compiled.SmallOfFile.safetensors", resources);
        Assert.True(File.Exists(Path.Combine(AppContext.BaseDirectory, "NetGen.Onnx.Tests.Compiled.SmallOfFile.safetensors")));
    }

    [TheoryOnRuntime]
    [InlineData(1)]
    [InlineData(5)]
    public void The_class_gives_what_the_runtime_gives(int samples)
    {
        float[] images = [.. Enumerable.Range(0, samples * 144).Select(index => (float)(2 * Math.Cos(index * index)))];
        float[] logits = new float[samples * 10];
        SmallOfResource.Pretrained().Forward(images, logits);
        float[] expected = ModelRuntime.Run(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Models", "small.onnx")), "image", [samples, 1, 12, 12], images);
        float largest = expected.Max(Math.Abs);
        for (int i = 0; i < logits.Length; i++) Assert.Equal(expected[i], logits[i], 1e-5f * largest);
    }
}
