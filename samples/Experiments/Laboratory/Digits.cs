using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

using NetGen.Data;

namespace ExperimentsSample;

/// <summary>The digits that networks are trained and tested with.</summary>
internal sealed class Digits
{
    /// <summary>TensorFlow's tutorials keep the first 5,000 of the 60,000 digits back: one part of so many.</summary>
    private const int Parts = 12;

    private const int DrawnTrain = 12_000;
    private const int DrawnTest = 2_000;
    private const int QuickTrain = 1_200;
    private const int QuickTest = 400;
    private const int FingerprintImages = 1_000;

    private Digits(TrainAndTest sets, bool isReal)
    {
        (Train, Test, IsReal) = (sets.Train, sets.Test, isReal);
        TutorialTrain = Train.Slice(Train.Count / Parts, Train.Count - (Train.Count / Parts));
    }

    /// <summary>To train with.</summary>
    public Dataset Train { get; }

    /// <summary>To test with.</summary>
    public Dataset Test { get; }

    /// <summary>Whether they are MNIST's.</summary>
    public bool IsReal { get; }

    /// <summary>The 55,000 digits of 60,000 that TensorFlow's tutorials train with.</summary>
    public Dataset TutorialTrain { get; }

    /// <summary>MNIST's files of a directory, or drawn digits without one; of a quick run few of them.</summary>
    /// <exception cref="IOException">The files cannot be read.</exception>
    public static Digits Load(string? directory, bool isQuick)
    {
        TrainAndTest sets = string.IsNullOrEmpty(directory)
            ? new(DrawnDigits.Create(isQuick ? QuickTrain : DrawnTrain, seed: 1), DrawnDigits.Create(isQuick ? QuickTest : DrawnTest, seed: 2))
            : Mnist.Load(directory);
        return new Digits(isQuick ? new(sets.Train.Slice(0, QuickTrain), sets.Test.Slice(0, QuickTest)) : sets, !string.IsNullOrEmpty(directory));
    }

    /// <summary>The same digits, every pixel multiplied.</summary>
    public Digits WithPixels(float scale) => new(new TrainAndTest(Scaled(Train, scale), Scaled(Test, scale)), IsReal);

    /// <summary>What a run's results depend on with these digits.</summary>
    public LaboratorySettings Describe(LaboratorySettings settings) => settings with
    {
        HasRealDigits = IsReal,
        Digits = string.Create(CultureInfo.InvariantCulture, $"{(IsReal ? "MNIST" : "drawn digits")}, {Train.Count:N0} to train with and {Test.Count:N0} to test with"),
        Fingerprint = Fingerprint(),
        TrainCount = Train.Count,
        TestCount = Test.Count,
    };

    private static Dataset Scaled(Dataset samples, float scale)
    {
        float[] inputs = samples.Inputs.ToArray();
        for (int index = 0; index < inputs.Length; index++) inputs[index] *= scale;
        return new Dataset(inputs, samples.InputSize, samples.Labels.ToArray(), DrawnDigits.Classes);
    }

    private string Fingerprint()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (Dataset set in new[] { Train, Test })
        {
            hash.AppendData(MemoryMarshal.AsBytes(set.Labels));
            hash.AppendData(MemoryMarshal.AsBytes(set.Slice(0, Math.Min(FingerprintImages, set.Count)).Inputs));
        }

        return Convert.ToHexString(hash.GetHashAndReset().AsSpan(0, 8));
    }
}
