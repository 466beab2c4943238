using NetGen.Generator.Model;

namespace NetGen.Generator.Layers;

/// <summary>Where the state of a recurrent layer comes from that is in front of its first step.</summary>
/// <param name="IsLearned">From parameters: the same for all samples.</param>
/// <param name="IsGiven">From a second input.</param>
/// <param name="HasCell">Of a given one, whether the cell state comes from a third input; else it is zero.</param>
internal sealed record StateStart(bool IsLearned, bool IsGiven, bool HasCell)
{
    /// <summary>The argument that names the layer of the state.</summary>
    public const string State = "InitialState";

    /// <summary>That of the cell state.</summary>
    public const string Cell = "InitialCell";

    private const string Learn = "LearnInitialState";

    public static StateStart FromAttribute(AttributeArguments arguments)
    {
        StateStart start = new(arguments.Flag(Learn, false), arguments.Word(State) is not null, arguments.Word(Cell) is not null);
        if (start.IsLearned && (start.IsGiven || start.HasCell))
        {
            arguments.Reject(
                $"has {Learn} = true, but is given a state", "Keep one of the two", new AttributeEdit(AttributeEditKind.RemoveArgument, -1, Learn));
        }
        else if (start.HasCell && !start.IsGiven)
        {
            arguments.Reject($"has {Cell}, but no {State}", $"Name the layer that gives the state, too, with {State}");
        }

        return start;
    }

    /// <summary>Whether what is given has a value for each unit; else says so.</summary>
    /// <param name="inputs">Of the layer.</param>
    /// <param name="outputs">Units of all directions.</param>
    public static bool Accepts(EquatableArray<Shape> inputs, int outputs, ILayerFindings findings)
    {
        for (int index = 1; index < inputs.Count; index++)
        {
            if (inputs[index].IsVector && inputs[index].Channels == outputs) continue;
            findings.Report(
                RuleIds.ShapeMismatch,
                $"is given {Text.Of(inputs[index])} as {(index == 1 ? State : Cell)}, but its state is a vector of {Text.Of(outputs)}",
                $"Name a layer that gives {Text.Count(outputs, "value")}, such as [Dense({Text.Of(outputs)})] or a recurrent layer with LastStepOnly = true");
            return false;
        }

        return true;
    }

    /// <summary>In words, behind others.</summary>
    public string Describe() => IsLearned ? ", from a learned state on" : IsGiven ? $", from a given state{(HasCell ? " and cell state" : string.Empty)} on" : string.Empty;
}
