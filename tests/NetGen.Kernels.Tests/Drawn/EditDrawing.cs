using System.Globalization;
using System.Text;

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

using NetGen.TestHelpers;

namespace NetGen.Kernels.Tests.Drawn;

/// <summary>Changes that somebody types into the declaration of a network, drawn at random. The same seed gives the same changes.</summary>
internal sealed class EditDrawing(string declaration, ulong seed)
{
    private const int LargestNumber = 24;

    /// <summary>Most changes are to give a network; what is typed on the way to one need not.</summary>
    private const int MostAttempts = 8;

    private static readonly string[] s_added = ["ReLU", "Tanh", "Sigmoid", "GELU", "Dense(3)", "Dropout(0.3)", "LayerNorm", "Conv1D(3, 2)", "BatchNorm"];

    private readonly TestRandom _random = new(seed);
    private readonly List<string> _versions = [declaration];

    /// <summary>The declaration as it is after each of so many changes, itself in front.</summary>
    public IReadOnlyList<string> Draw(int count)
    {
        for (int change = 0; change < count; change++) _versions.Add(Next());
        return _versions;
    }

    private string Next()
    {
        if (_random.NextInteger(0, 5) == 0) return Pick(_versions);
        string next = Change();
        for (int attempt = 1; attempt < MostAttempts && Declared.Build(next).Model is null; attempt++) next = Change();
        return next;
    }

    private string Change()
    {
        string current = _versions[^1];
        SourceText text = SourceText.From(current, Encoding.UTF8);
        SyntaxNode[] nodes = [.. CSharpSyntaxTree.ParseText(text, GeneratorRunner.ParseOptions).GetRoot().DescendantNodes()];
        AttributeListSyntax[] layers =
            [.. nodes.OfType<AttributeListSyntax>().Where(list => list.Attributes[0].Name.ToString() is not "Network" and not "Block")];
        LiteralExpressionSyntax[] numbers = [.. nodes.OfType<LiteralExpressionSyntax>().Where(literal => literal.IsKind(SyntaxKind.NumericLiteralExpression))];
        return _random.NextInteger(0, layers.Length > 1 ? 5 : 4) switch
        {
            5 => text.Replace(Pick(layers).Span, "").ToString(),
            4 => Behind(Pick(layers), $"[{Pick(s_added)}]"),
            3 => Pick(layers) is var repeated ? Behind(repeated, repeated.ToString()) : current,
            _ when numbers.Length > 0 => Renumbered(Pick(numbers)),
            _ => Behind(Pick(layers), $"[{Pick(s_added)}]"),
        };

        string Behind(AttributeListSyntax layer, string added) => text.Replace(new TextSpan(layer.Span.End, 0), " " + added).ToString();

        string Renumbered(LiteralExpressionSyntax number) => text.Replace(number.Span, Another(number.Token.Value!)).ToString();
    }

    private string Another(object number) => number is int
        ? _random.NextInteger(1, LargestNumber).ToString(CultureInfo.InvariantCulture)
        : _random.NextUniform(0.1, 0.9).ToString("F3", CultureInfo.InvariantCulture);

    private T Pick<T>(IReadOnlyList<T> items) => items[_random.NextInteger(0, items.Count - 1)];
}
