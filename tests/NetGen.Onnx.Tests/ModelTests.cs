namespace NetGen.Onnx.Tests;

/// <summary>Models, run by ONNX Runtime, give what their networks give.</summary>
public sealed class ModelTests
{
    public static TheoryData<string> Networks { get; } = [.. Subjects.Names];

    public static TheoryData<string, int> NetworksAndOpsets
    {
        get
        {
            TheoryData<string, int> data = [];
            foreach (string name in Subjects.Names)
            {
                data.Add(name, OnnxOptions.OldestOpset);
                data.Add(name, OnnxOptions.NewestOpset);
            }

            return data;
        }
    }

    [TheoryOnRuntime]
    [MemberData(nameof(NetworksAndOpsets))]
    public void A_model_predicts_what_its_network_predicts(string network, int opset)
    {
        ISubject subject = Subjects.Create(network);
        byte[] model = subject.Export(new OnnxOptions { Opset = opset });
        foreach (int batch in new[] { 1, 3 }) Compare(subject, model, Samples.Draw(subject.Info, batch), predicts: true);
    }

    /// <summary>At the versions in between, too.</summary>
    [TheoryOnRuntime]
    [MemberData(nameof(Networks))]
    public void Without_links_a_model_gives_what_Forward_gives(string network)
    {
        ISubject subject = Subjects.Create(network);
        foreach (int opset in new[] { 18, 19, 20 })
            Compare(subject, subject.Export(new OnnxOptions { Opset = opset, Predicts = false }), Samples.Draw(subject.Info, 2), predicts: false);
    }

    private static void Compare(ISubject subject, byte[] model, float[] samples, bool predicts)
        => Numbers.AssertClose(subject.Run(samples, predicts), ModelRuntime.Run(model, subject.Info, samples));
}
