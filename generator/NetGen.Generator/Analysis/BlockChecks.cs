using NetGen.Generator.Layers;
using NetGen.Generator.Model;

namespace NetGen.Generator.Analysis;

/// <summary>Whether a class can stand in a network as a block.</summary>
internal static class BlockChecks
{
    private const string Example = "Give it [Block] and at least one layer";

    /// <summary>Reports what keeps a class from being used as a block.</summary>
    /// <param name="isOpen">Whether it is being inserted already: it uses itself.</param>
    /// <param name="index">The attribute on the network's class that leads to it.</param>
    public static bool IsUsable(BlockDeclaration block, bool isOpen, int index, FindingList findings)
    {
        if (FindProblem(block, isOpen) is { } found)
        {
            findings.Error(RuleIds.InvalidBlock, index, block.Name, found.Problem, found.Remedy);
            return false;
        }

        if (block.AttributeParts > 1) findings.Error(RuleIds.SplitDeclaration, index, block.Name);
        return block.AttributeParts <= 1;
    }

    private static (string Problem, string Remedy)? FindProblem(BlockDeclaration block, bool isOpen)
    {
        if (!block.IsBlock)
        {
            return block.Attributes.Any(attribute => attribute.Kind is "Network")
                ? ("is used as a block, but is a network", "Move the layers that both have into a class with [Block], and use that in both")
                : ("is used as a block, but has no [Block]", Example);
        }

        if (!block.Attributes.Any(attribute => DeclarationChecks.MakesLayers(attribute.Kind))) return ("is a block without layers", Example);

        // A block reads what stands above it, and gives what its last layer gives.
        if (block.Attributes.FirstOrDefault(attribute => attribute.Kind is "Input" or "Lengths" or "Output") is { } end)
        {
            return ($"is a block with [{end.Kind}], which only a network can have", "Move it to the network that uses the block");
        }

        return isOpen && block.AttributeParts <= 1
            ? ("is a block that uses itself, so it would have no end", "Take the inner use away, or write Repeat where the block is used")
            : null;
    }
}
