using NetGen.Runtime;

namespace NetGen;

/// <summary>A stretch of the packed block whose parameters are treated alike.</summary>
/// <param name="First">Its first float.</param>
/// <param name="End">The float behind its last; padding behind the last parameter is part of it.</param>
internal sealed record UpdateSegment(int First, int End)
{
    /// <summary>The parameter that it is, where it is one alone.</summary>
    public ParameterInfo? Parameter { get; init; }

    /// <summary>What becomes of gradients; changes from step to step.</summary>
    public GradientScale Scale { get; set; } = GradientScale.None;

    /// <summary>The segments of a network, in the order in which they lie.</summary>
    /// <param name="info">The network.</param>
    /// <param name="isByParameter">Whether each parameter has one of its own.</param>
    public static UpdateSegment[] Of(NetworkInfo info, bool isByParameter)
    {
        if (!isByParameter) return [new UpdateSegment(0, info.TrainedPackedSize)];
        ParameterInfo[] parameters = [.. info.Parameters.Where(static parameter => parameter.IsTrained).OrderBy(static parameter => parameter.Layout.Offset)];
        return [.. parameters.Select((parameter, index) => new UpdateSegment(
            parameter.Layout.Offset, index + 1 < parameters.Length ? parameters[index + 1].Layout.Offset : info.TrainedPackedSize)
        {
            Parameter = parameter,
        })];
    }
}
