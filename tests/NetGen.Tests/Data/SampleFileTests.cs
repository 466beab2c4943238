using System.Buffers.Binary;
using System.Text;

using NetGen.Data;
using NetGen.Files;
using NetGen.Tests.Files;

using Xunit;

namespace NetGen.Tests.Data;

public sealed class SampleFileTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void WhatIsWrittenIsReadWithShapeAndNames()
    {
        var random = new SeededRandom(1);
        var data = new Dataset(
            [.. Enumerable.Range(0, 7 * 12).Select(_ => (float)random.NextDouble())],
            SampleFormat.OfLabels(12, 3) with { InputShape = [2, 3, 2], ClassNames = ["cat", "dog", "größe"] },
            [0, 1, 2, 0, 1, 2, 1]);
        string path = _directory.Combine("samples.safetensors");
        SampleFileWriter.Write(path, data.WithWeights([1, 2, 0, 1, 1, 1, 0.5f]));
        Assert.Equal(["samples.safetensors"], _directory.Names);
        using (SampleFile file = SampleFile.Open(path))
        {
            Assert.Equal((7, 3, true), (file.Count, file.Classes, file.HasWeights));
            Assert.Equal([2, 3, 2], file.Format.InputShape);
            Assert.Equal(["cat", "dog", "größe"], file.Format.ClassNames);
            foreach ((Sample expected, Sample read) in Samples.Of(data.WithWeights([1, 2, 0, 1, 1, 1, 0.5f])).Zip(Samples.Of(file)))
            {
                Assert.Equal(expected.Input, read.Input);
                Assert.Equal((expected.Label, expected.Weight), (read.Label, read.Weight));
            }

            Assert.Equal(data.Labels.ToArray(), Enumerable.Range(0, 7).Select(file.LabelOf));
            Assert.Throws<ArgumentOutOfRangeException>("index", () => file.LabelOf(7));
        }

        SampleFileWriter.Write(path, new Dataset([1, 2, 3, 4], 2, [5f, 6f, 7f, 8f], 2));
        using SampleFile values = SampleFile.Open(path);
        Assert.Equal([7f, 8f], Samples.At(values, 1).Target);
        Assert.False(values.HasWeights);
    }

    /// <summary>As numpy writes images and labels: bytes and 64-bit integers.</summary>
    [Fact]
    public void BytesAndLongLabelsAreRead()
    {
        string path = _directory.Combine("bytes.safetensors");
        byte[] labels = new byte[16];
        BinaryPrimitives.WriteInt64LittleEndian(labels, 4);
        BinaryPrimitives.WriteInt64LittleEndian(labels.AsSpan(8), 1);
        WriteRaw(path, """{"labels":{"dtype":"I64","shape":[2],"data_offsets":[0,16]},"inputs":{"dtype":"U8","shape":[2,3],"data_offsets":[16,22]}}""", [.. labels, 0, 51, 255, 1, 2, 3]);
        using (SampleFile file = SampleFile.Open(path))
        {
            Assert.Equal(5, file.Classes);
            Assert.Equal([0f, 0.2f, 1f], Samples.At(file, 0).Input);
            Assert.Equal(1, Samples.At(file, 1).Label);
        }

        using SampleFile ten = SampleFile.Open(path, classes: 10);
        Assert.Equal(10, ten.Classes);
    }

    [Theory]
    [InlineData("""{"labels":{"dtype":"I32","shape":[1],"data_offsets":[0,4]}}""", 4, "no tensor 'inputs'")]
    [InlineData("""{"inputs":{"dtype":"F32","shape":[1,1],"data_offsets":[0,4]}}""", 4, "neither 'labels' nor 'targets'")]
    [InlineData("""{"inputs":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"labels":{"dtype":"I32","shape":[1],"data_offsets":[4,8]}}""", 8, "'inputs' has the shape [1]")]
    [InlineData("""{"inputs":{"dtype":"F32","shape":[1,1],"data_offsets":[0,4]},"labels":{"dtype":"I32","shape":[2],"data_offsets":[4,12]}}""", 12, "'labels' has the shape [2]; the samples are [1, 1]")]
    [InlineData("""{"inputs":{"dtype":"F32","shape":[1,1],"data_offsets":[0,4]},"labels":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", 8, "'labels' are F32; expected I32, I64 or U8")]
    [InlineData("""{"inputs":{"dtype":"I32","shape":[1,1],"data_offsets":[0,4]},"labels":{"dtype":"I32","shape":[1],"data_offsets":[4,8]}}""", 8, "'inputs' are I32")]
    public void FilesThatHoldNoSamplesAreRefused(string header, int bytes, string message)
    {
        string path = _directory.Combine("wrong.safetensors");
        WriteRaw(path, header, new byte[bytes]);
        NetworkFileException exception = Assert.Throws<NetworkFileException>(() => SampleFile.Open(path));
        Assert.Contains(message, exception.Message, StringComparison.Ordinal);
        Assert.Contains("wrong.safetensors", exception.Message, StringComparison.Ordinal);
        File.Delete(path); // it is closed
    }

    [Fact]
    public void ALabelThatIsNoneNamesItsPlace()
    {
        string path = _directory.Combine("negative.safetensors");
        WriteRaw(path, """{"inputs":{"dtype":"F32","shape":[1,1],"data_offsets":[0,4]},"labels":{"dtype":"I32","shape":[1],"data_offsets":[4,8]}}""", [0, 0, 0, 0, 255, 255, 255, 255]);
        Assert.Contains("Label 0 is -1", Assert.Throws<NetworkFileException>(() => SampleFile.Open(path)).Message, StringComparison.Ordinal);
        using SampleFile file = SampleFile.Open(path, classes: 2);
        Assert.Throws<NetworkFileException>(() => file.LabelOf(0));
    }

    [Fact]
    public void AFileIsThereWhenItIsCompleteAndNotBefore()
    {
        string path = _directory.Combine("late.safetensors");
        using (var writer = new SampleFileWriter(path, SampleFormat.OfLabels(2, 2)))
        {
            writer.Add([1, 2], 1);
            Assert.Contains("Label 1 is 2", Assert.Throws<ArgumentException>(() => writer.Add([1, 2], 2)).Message, StringComparison.Ordinal);
            Assert.Contains("input of sample 1 has 1 value", Assert.Throws<ArgumentException>(() => writer.Add([1], 0)).Message, StringComparison.Ordinal);
            Assert.Contains("weight of sample 1 is -1", Assert.Throws<ArgumentException>(() => writer.Add([1, 2], 0, -1)).Message, StringComparison.Ordinal);
            Assert.Throws<ArgumentException>("target", () => writer.Add([1, 2], [1f]));
        }

        Assert.Empty(_directory.Names);
        using (var writer = new SampleFileWriter(path, SampleFormat.OfLabels(2, 2)))
        {
            writer.Add([1, 2], 1);
            writer.Complete();
            Assert.Throws<InvalidOperationException>(writer.Complete);
        }

        Assert.Equal(["late.safetensors"], _directory.Names);
    }

    [Fact]
    public void AFileWithoutSamplesIsOne()
    {
        string path = _directory.Combine("none.safetensors");
        SampleFileWriter.Write(path, new Dataset([], 3, Array.Empty<int>(), 2));
        using SampleFile file = SampleFile.Open(path);
        Assert.Equal((0, 3, 2), (file.Count, file.InputSize, file.Classes));
        Assert.Throws<ArgumentOutOfRangeException>("index", () => file.LabelOf(0));
    }

    /// <summary>A file in which other samples are read by other threads all the time.</summary>
    [Fact]
    public void ManyThreadsReadAtOnce()
    {
        string path = _directory.Combine("threads.safetensors");
        SampleFileWriter.Write(path, new Dataset([.. Enumerable.Range(0, 300).Select(static i => (float)i)], 3, [.. Enumerable.Range(0, 100)], 100));
        using SampleFile file = SampleFile.Open(path);
        Parallel.For(0, 1000, i =>
        {
            Sample sample = Samples.At(file, i % 100);
            Assert.Equal([3f * (i % 100), (3f * (i % 100)) + 1, (3f * (i % 100)) + 2], sample.Input);
            Assert.Equal(i % 100, sample.Label);
        });
    }

    [Fact]
    public async Task SequencesAreGathered()
    {
        SampleFormat labels = SampleFormat.OfLabels(2, 3);
        SampleFormat targets = SampleFormat.OfTargets(2, 1);
        Dataset gathered = new[] { (new float[] { 1, 2 }, 2), ([3f, 4f], 0) }.ToDataset(labels);
        Assert.Equal(([1f, 2, 3, 4], [2, 0]), (gathered.Inputs.ToArray(), gathered.Labels.ToArray()), new PairComparer());
        Assert.Equal([9f], new[] { (new float[] { 1, 2 }, new float[] { 9 }) }.ToDataset(targets).Targets.ToArray());
        Dataset labelled = await Later((new float[] { 1, 2 }, 2), ([3f, 4f], 1)).ToDatasetAsync(labels);
        Assert.Equal([2, 1], labelled.Labels.ToArray());
        Dataset valued = await Later((new float[] { 1, 2 }, new float[] { 5 })).ToDatasetAsync(targets);
        Assert.Equal([5f], valued.Targets.ToArray());
        Assert.Contains("Label 1 is 3; expected 0 to 2", (await Assert.ThrowsAsync<ArgumentException>(() => Later((new float[] { 1, 2 }, 2), ([3f, 4f], 3)).ToDatasetAsync(labels))).Message, StringComparison.Ordinal);
        Assert.Contains("input of sample 0 has 1 value; expected 2", Assert.Throws<ArgumentException>(() => new[] { (new float[] { 1 }, 2) }.ToDataset(labels)).Message, StringComparison.Ordinal);
    }

    private static async IAsyncEnumerable<T> Later<T>(params T[] items)
    {
        foreach (T item in items)
        {
            await Task.Yield();
            yield return item;
        }
    }

    private static void WriteRaw(string path, string header, byte[] data)
    {
        byte[] json = Encoding.UTF8.GetBytes(header);
        byte[] length = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, json.Length);
        File.WriteAllBytes(path, [.. length, .. json, .. data]);
    }

    private sealed class PairComparer : IEqualityComparer<(float[] Inputs, int[] Labels)>
    {
        public bool Equals((float[] Inputs, int[] Labels) x, (float[] Inputs, int[] Labels) y) => x.Inputs.SequenceEqual(y.Inputs) && x.Labels.SequenceEqual(y.Labels);

        public int GetHashCode((float[] Inputs, int[] Labels) obj) => 0;
    }
}
