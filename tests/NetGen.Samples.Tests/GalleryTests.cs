using GallerySample.Amplifier;
using GallerySample.Characters;
using GallerySample.Keywords;
using GallerySample.Rows;
using GallerySample.Tagging;

using NetGen.Data;

using Xunit;

namespace NetGen.Samples.Tests;

/// <summary>Networks over sequences, on a small scale.</summary>
public sealed class GalleryTests
{
    [Fact]
    public void DigitsAreReadRowByRow()
    {
        IReadOnlyDictionary<string, double> accuracies = RowReading.Train(new TrainAndTest(DrawnDigits.Create(2_000, seed: 1), DrawnDigits.Create(300, seed: 2)), epochs: 2, TextWriter.Null);
        Assert.Equal(5, accuracies.Count);
        Assert.InRange(accuracies["LSTM"], 0.5, 1);
    }

    /// <summary>What the first row has to say is lost on the way where recurrent weights are small, and not where they are the identity.</summary>
    [Fact]
    public void SmallRecurrentWeightsForgetTheFirstRows()
    {
        Dataset digits = DrawnDigits.Create(20, seed: 1);
        Assert.InRange(RowReading.FirstToLast(new SmallReader(seed: 1), digits), 0, 1e-4);
        Assert.InRange(RowReading.FirstToLast(new IdentityReader(seed: 1), digits), 0.05, 20);
        Assert.InRange(RowReading.FirstToLast(new LstmReader(seed: 1), digits), 1e-3, 1);
    }

    /// <summary>Pairs of letters that follow one another: counting sees them, and so does a network of which little is asked.</summary>
    [Fact]
    public void WhatIsWrittenFollowsTheText()
    {
        string text = string.Concat(Enumerable.Repeat("the cat sat on the mat and the dog sat on the log. ", 60));
        (double counted, double network) = Writing.Train(text, epochs: 40, TextWriter.Null);
        Assert.InRange(counted, 0, 0.5);
        Assert.InRange(network, 0, 2.2);

        string written = Writing.Write(new CharacterNet(seed: 1), "the cat ", count: 100, seed: 1);
        Assert.StartsWith("the cat ", written, StringComparison.Ordinal);
        Assert.Equal(108, written.Length);
        Assert.Equal(written, Writing.Write(new CharacterNet(seed: 1), "the cat ", count: 100, seed: 1));
    }

    [Fact]
    public void CountingIsExactWhereNothingIsLeftToChance()
    {
        int[] tokens = [.. Enumerable.Range(0, 300).Select(static place => place % 3)];
        Assert.InRange(new CountedText(tokens, order: 3).CrossEntropy(tokens), 0, 0.1);
        Assert.InRange(new CountedText(tokens, order: 1).CrossEntropy(tokens), 1.0, 1.2); // ln 3 and a little
    }

    [Fact]
    public void SoundsAreToldApart()
    {
        (double image, double frames) = Listening.Train(count: 1_000, epochs: 5, TextWriter.Null);
        Assert.InRange(image, 0.6, 1);
        Assert.InRange(frames, 0.5, 1);
    }

    /// <summary>What it thinks at the end is what it says of the whole sound.</summary>
    [Fact]
    public void ASoundIsHeardFrameByFrame()
    {
        Dataset sounds = Sounds.Create(4, seed: 1);
        var network = new FrameListener(seed: 1);
        float[] shares = new float[4];
        network.Predict(sounds.Input(1), shares);
        Assert.EndsWith(string.Create(System.Globalization.CultureInfo.InvariantCulture, $" {100 * shares[1]:F0} %"), Listening.Follow(network, sounds.Input(1), 1), StringComparison.Ordinal);
    }

    [Fact]
    public void AnAmplifierIsLearnedAndPlayedSampleBySample()
    {
        (double errorToSignal, double realTime) = Amplifying.Train(pieces: 40, epochs: 4, TextWriter.Null);
        Assert.InRange(errorToSignal, 0, 0.3);
        Assert.True(realTime > 0);
    }

    [Fact]
    public void WordsAreKnownByTheirNeighbours()
    {
        (double byWord, double network) = Labelling.Train(count: 1_000, epochs: 4, TextWriter.Null);
        Assert.InRange(byWord, 0.4, 0.85);
        Assert.InRange(network, byWord + 0.05, 1);
    }
}
