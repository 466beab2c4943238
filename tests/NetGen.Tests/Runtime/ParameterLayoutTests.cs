using NetGen.Runtime;

using Xunit;

namespace NetGen.Tests.Runtime;

public class ParameterLayoutTests
{
    public static TheoryData<ParameterLayout> Layouts =>
    [
        new ParameterLayout(0, 1, 1, 1, 1, 1, 4),
        new ParameterLayout(16, 1, 10, 7, 1, 1, 16),
        new ParameterLayout(32, 1, 33, 5, 3, 2, 16),
        new ParameterLayout(8, 3, 6, 2, 5, 5, 4),
        new ParameterLayout(64, 1, 20, 8, 7, 7, 8),
    ];

    /// <summary>Element by element against the layout's definition.</summary>
    [Theory]
    [MemberData(nameof(Layouts))]
    public void PackPutsEveryElementWhereTheDefinitionSays(ParameterLayout layout)
    {
        float[] file = [.. Enumerable.Range(1, layout.Count).Select(i => (float)i)];
        float[] block = new float[layout.Offset + layout.PackedSize + 16];
        float[] expected = new float[block.Length];
        int next = 0;
        for (int output = 0; output < layout.Groups * layout.Outputs; output++)
        {
            int panel = (output / layout.Outputs * layout.Panels) + (output % layout.Outputs / layout.Panel);
            int lane = output % layout.Outputs % layout.Panel;
            for (int input = 0; input < layout.Inputs; input++)
            {
                for (int tap = 0; tap < layout.Rows * layout.Columns; tap++)
                {
                    int vector = (((panel * layout.Rows * layout.Columns) + tap) * layout.Inputs) + input;
                    expected[layout.Offset + (vector * layout.Panel) + lane] = file[next++];
                }
            }
        }

        layout.Pack(file, block);
        Assert.Equal(expected, block);
    }

    [Theory]
    [MemberData(nameof(Layouts))]
    public void UnpackUndoesPack(ParameterLayout layout)
    {
        float[] file = [.. Enumerable.Range(1, layout.Count).Select(i => (float)i)];
        float[] block = new float[layout.Offset + layout.PackedSize];
        layout.Pack(file, block);
        float[] back = new float[file.Length];
        layout.Unpack(block, back);
        Assert.Equal(file, back);
    }
}
