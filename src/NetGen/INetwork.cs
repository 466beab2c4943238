using System.ComponentModel;

using NetGen.Runtime;

namespace NetGen;

/// <summary>A network whose code was generated from the attributes of its class.</summary>
/// <typeparam name="TSelf">The network's own class.</typeparam>
public interface INetwork<TSelf>
    where TSelf : class, INetwork<TSelf>
{
    /// <summary>Layers, shapes, parameters with their fans, multiply-adds and memory: known at compile time.</summary>
    static abstract NetworkInfo Info { get; }

    /// <summary>A network whose parameters are initialised from <paramref name="seed"/>: the same bits on every machine.</summary>
    static abstract TSelf Create(ulong seed);

    /// <summary>A network with the parameters of a safetensors file in PyTorch's convention. The checksum of a file that has one is verified.</summary>
    /// <exception cref="Files.NetworkFileException">The file is malformed or damaged, or is not of this architecture.</exception>
    /// <exception cref="IOException">The file cannot be read: there is none, there is no permission, or it is a folder, a pipe or a device.</exception>
    static abstract TSelf Load(string path);

    /// <summary>A network with the parameters of a safetensors file, from a stream's position to its end.</summary>
    /// <exception cref="Files.NetworkFileException">The file is malformed or damaged, or is not of this architecture.</exception>
    static abstract TSelf Load(Stream stream);

    /// <summary>A network with the parameters of a safetensors file that is in memory, as a resource of the program is.</summary>
    /// <exception cref="Files.NetworkFileException">The file is malformed or damaged, or is not of this architecture.</exception>
    static abstract TSelf Load(ReadOnlyMemory<byte> file);

    /// <summary>
    /// The most threads that one call of <see cref="Forward"/> or <see cref="Predict"/> may use, the calling one among them; all cores unless
    /// set; more than 48 are never used. A call that is not worth a second thread (by what it computes, and where that is a matter of the processor by
    /// a trial of a few calls now and then), or comes while another call has them, is computed by its own thread alone. The results do not depend on it.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    int Threads { get; set; }

    /// <summary>The last layer's output (logits), for one sample or many.</summary>
    /// <param name="input">Batch x <see cref="NetworkInfo.InputSize"/> values, channels last.</param>
    /// <param name="output">Batch x <see cref="NetworkInfo.OutputSize"/> values.</param>
    /// <exception cref="ArgumentException">A length is not a whole number of samples, or the two disagree.</exception>
    /// <exception cref="InvalidOperationException">Another thread changed the parameters meanwhile: what was written is of no use.</exception>
    void Forward(ReadOnlySpan<float> input, Span<float> output);

    /// <summary><see cref="Forward"/>, then the link of the loss: softmax behind a softmax cross entropy, else the output as it is.</summary>
    /// <inheritdoc cref="Forward" path="/param|/exception"/>
    void Predict(ReadOnlySpan<float> input, Span<float> output);

    /// <summary>
    /// Writes the parameters as safetensors in PyTorch's convention, with a checksum, beside <paramref name="path"/> and then renamed onto it.
    /// Where that is a symbolic link, the file that it stands for is replaced.
    /// </summary>
    /// <exception cref="InvalidOperationException">Parameters changed while they were written; the old file is untouched.</exception>
    /// <exception cref="IOException">
    /// The file cannot be written (no such folder, no permission, no space, or the name is that of a folder, a pipe or a device); the old file is
    /// untouched.
    /// </exception>
    void Save(string path);

    /// <summary>Copies a parameter in the file convention (<see cref="ParameterInfo.Shape"/>, row-major).</summary>
    /// <exception cref="ArgumentException">No such parameter, or the length is not its element count.</exception>
    /// <exception cref="InvalidOperationException">Another thread changes the parameters meanwhile.</exception>
    void CopyParameter(string name, Span<float> destination);

    /// <summary>Replaces a parameter, given in the file convention (<see cref="ParameterInfo.Shape"/>, row-major).</summary>
    /// <inheritdoc cref="CopyParameter" path="/exception"/>
    void SetParameter(string name, ReadOnlySpan<float> values);

    /// <summary>The block in which the parameters lie, packed for the kernels.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    ParameterBlock Parameters { get; }
}
