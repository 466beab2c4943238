using Google.Protobuf;

using NetGen.Onnx.Reading;

namespace NetGen.Onnx.Tests.Reading;

/// <summary>However a model is damaged: it is read, or refused in words, and asks for little memory.</summary>
public sealed class DamageTests
{
    /// <summary>Beside what a model's own numbers take.</summary>
    private const long MostBytes = 64L << 20;

    private static readonly int s_trials = Environment.GetEnvironmentVariable("NETGEN_THOROUGH_TESTS") == "1" ? 2_000 : 40;

    public static TheoryData<string> Networks { get; } = [.. Subjects.Names.Where(name => Subjects.Create(name).Info.Parameters.Sum(parameter => parameter.Count) < 20_000)];

    [Theory]
    [MemberData(nameof(Networks))]
    public void Damage_to_our_models_is_said(string network)
    {
        ISubject subject = Subjects.Create(network);
        for (int opset = OnnxOptions.OldestOpset; opset <= OnnxOptions.NewestOpset; opset += 4) Damage(subject.Export(new OnnxOptions { Opset = opset }), (ulong)opset, s_trials * 4);
    }

    [FactOnPublishedCases]
    public void Damage_to_others_models_is_said()
    {
        ulong seed = 0;
        foreach (string folder in FactOnPublishedCasesAttribute.Folders)
        {
            PublishedCase item = new(folder);
            if (item.Exclusion(PublishedCaseTests.IsKnown) is null && item.Bound().ToByteArray() is { Length: < 100_000 } model) Damage(model, seed++, s_trials);
        }

        Assert.InRange(seed, 300ul, 1_000ul);
    }

    private static void Damage(byte[] whole, ulong seed, int trials)
    {
        Draws draws = new(seed);
        for (int trial = 0; trial < trials; trial++)
        {
            byte[] damaged = [.. whole];
            for (int count = 0; count <= trial % 3; count++) damaged[draws.Index(trial % 2 == 0 ? whole.Length : Math.Min(whole.Length, 600))] = (byte)draws.Index(256);
            long before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                OnnxReader.Read(ModelProto.Parser.ParseFrom(damaged), null, "Damaged").ToString();
            }
            catch (Exception exception) when (exception is InvalidProtocolBufferException or OnnxImportException)
            {
                Assert.NotEmpty(exception.Message);
            }

            long asked = GC.GetAllocatedBytesForCurrentThread() - before;
            if (asked > MostBytes + (whole.Length * 40L)) Assert.Fail($"Model {seed}, trial {trial}: {asked:N0} bytes for a model of {whole.Length}: {ModelProto.Parser.ParseFrom(damaged)}");
        }
    }
}
