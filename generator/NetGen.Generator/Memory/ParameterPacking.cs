using NetGen.Generator.Machine;
using NetGen.Generator.Model;

namespace NetGen.Generator.Memory;

/// <summary>How a parameter lies in the packed block, apart from its place. Files know nothing of it.</summary>
/// <param name="Groups">Groups one behind the other.</param>
/// <param name="Outputs">Outputs of each.</param>
/// <param name="Panel">Outputs side by side.</param>
internal sealed record ParameterPacking(int Groups, int Outputs, int Panel)
{
    /// <summary>Into how many parts, each padded to whole panels, the outputs of files are divided, as the gates of a recurrent layer; 1 where they lie without gaps.</summary>
    public int Gates { get; init; } = 1;

    public static ParameterPacking Choose(ParameterSpec spec)
    {
        if (spec.IsTable) return new ParameterPacking(spec.Groups, spec.Outputs, 1);

        if (spec.Gates > 1)
        {
            int units = spec.Outputs / spec.Gates;
            return new ParameterPacking(1, Panels.SideBySide(units, spec.Gates), Panels.For(units)) { Gates = spec.Gates };
        }

        // A value for each value of a flattened image: in the order of the image's values.
        bool isVectorOfImage = spec.FileShape.Count == 1 && spec.TapsOfPacking is null && spec.Rows * spec.Columns > 1;
        if (isVectorOfImage) return new ParameterPacking(spec.Groups, spec.Outputs, 1);

        // Groups whose results share vectors are packed as the outputs of one group: channels side by side. In files both are the same.
        bool isSideBySide = Panels.AreSideBySide(spec.Groups, spec.Outputs, spec.TapsOfPacking ?? spec.Rows * spec.Columns);
        (int groups, int outputs) = isSideBySide ? (1, spec.Groups * spec.Outputs) : (spec.Groups, spec.Outputs);
        return new ParameterPacking(groups, outputs, Panels.For(outputs, groups));
    }
}
