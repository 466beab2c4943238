using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

using NetGen.Analyzers.Tests.Rules;
using NetGen.TestHelpers;

namespace NetGen.Analyzers.Tests.Fixes;

/// <summary>Every fix, on the bad example of its rule's page: in a document, in a project, in a solution.</summary>
public sealed class FixEverywhereTests
{
    /// <summary>The rules that have a fix, as the table of all rules says.</summary>
    public static TheoryData<string> Ids => [.. RuleContractTests.Descriptors.Select(rule => rule.Id).Where(RuleTableTests.IsFixable)];

    [Theory]
    [MemberData(nameof(Ids))]
    public Task In_a_document(string id) => Verify(id, FixAllScope.Document, documents: 1);

    [Theory]
    [MemberData(nameof(Ids))]
    public Task In_a_project(string id) => Verify(id, FixAllScope.Project, documents: 2);

    [Theory]
    [MemberData(nameof(Ids))]
    public Task In_a_solution(string id) => Verify(id, FixAllScope.Solution, documents: 3);

    /// <summary>Two documents in one project, one in another: what is in the scope is fixed and compiles as before, what is not stays as it is.</summary>
    private static async Task Verify(string id, FixAllScope scope, int documents)
    {
        RuleExample example = RulePage.Read(id).Bad;
        CodeFixProvider fix = RuleContractTests.Fixes.Single(candidate => candidate.FixableDiagnosticIds.Contains(id));
        using EditorProject editor = example.Open(string.Empty, 2, 1);
        string[] before = await editor.ReadAsync();
        string[] errors = await editor.CompileAsync();
        Diagnostic[] reported = await Find(editor, id);
        Assert.True(await editor.FixAllAsync(id, fix, scope));
        string[] after = await editor.ReadAsync();
        Diagnostic[] left = await Find(editor, id);
        Assert.Equal(reported.Length / 3 * (3 - documents), left.Length);
        for (int document = 0; document < before.Length; document++)
        {
            if (document < documents) Assert.NotEqual(before[document], after[document]);
            else Assert.Equal(before[document], after[document]);
        }

        Assert.Empty((await editor.CompileAsync()).Select(Code).Except(errors.Select(Code)));
    }

    private static async Task<Diagnostic[]> Find(EditorProject editor, string id) => [.. (await editor.DiagnoseAsync()).Where(diagnostic => diagnostic.Id == id)];

    /// <summary>The number of a compiler's error, without its place, which a fix may move.</summary>
    private static string Code(string error) => error.Split("error ")[1].Split(':')[0];
}
