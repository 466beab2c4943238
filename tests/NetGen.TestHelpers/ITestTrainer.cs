namespace NetGen.TestHelpers;

/// <summary>A trainer behind an interface that does not name its network's class; the members are those of <see cref="Trainer{TNetwork}"/>.</summary>
public interface ITestTrainer : IDisposable
{
    /// <summary>The whole gradient block, padding lanes included.</summary>
    ReadOnlySpan<float> Gradients { get; }

    /// <summary>One step on class labels; the mean loss.</summary>
    float Step(ReadOnlySpan<float> inputs, ReadOnlySpan<int> labels);

    /// <summary>One step on target values; the mean loss.</summary>
    float Step(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets);

    /// <summary>Gradients for class labels, without an update; the mean loss.</summary>
    float ComputeGradients(ReadOnlySpan<float> inputs, ReadOnlySpan<int> labels);

    /// <summary>Gradients for target values, without an update; the mean loss.</summary>
    float ComputeGradients(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets);

    /// <summary>The update.</summary>
    void ApplyGradients();

    /// <summary>The gradient of a parameter in the file convention.</summary>
    void CopyGradient(string name, Span<float> destination);

    /// <summary>Writes all that training needs to go on.</summary>
    void SaveCheckpoint(string path);

    /// <summary>Goes back to what was written.</summary>
    void LoadCheckpoint(string path);
}
