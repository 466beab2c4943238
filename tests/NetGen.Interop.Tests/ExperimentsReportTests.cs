using Microsoft.Playwright;

using Xunit;

namespace NetGen.Interop.Tests;

/// <summary>Reports of the experiments in a browser: on a phone and on a desk, light and dark, alone in the world.</summary>
public sealed class ExperimentsReportTests(ExperimentsReportTests.Reports reports) : IClassFixture<ExperimentsReportTests.Reports>
{
    [ToolsTheory("chromium")]
    [InlineData("report.html", 390, ColorScheme.Light)]
    [InlineData("report.html", 1280, ColorScheme.Dark)]
    [InlineData("E13.html", 390, ColorScheme.Dark)]
    [InlineData("E13.html", 1280, ColorScheme.Light)]
    public async Task Is_read_on_every_screen(string file, int width, ColorScheme scheme)
    {
        await using Browser browser = await Browser.OpenAsync(new() { ViewportSize = new() { Width = width, Height = 844 }, ColorScheme = scheme });
        await browser.Page.GotoAsync(reports[file]);
        await browser.PictureAsync($"{Path.GetFileNameWithoutExtension(file)}-{width}");
        Assert.Empty(browser.Errors);
        // No font, no script, no picture comes from anywhere else.
        Assert.Equal([reports[file]], browser.Requests);
        Assert.True(await browser.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), "Something is cut off at the side.");

        // Each picture is there, is as wide as it can be seen, and is told in words.
        int pictures = await browser.Page.EvaluateAsync<int>("document.querySelectorAll('svg[role=img]').length");
        Assert.True(pictures >= 3, $"{pictures} pictures.");
        Assert.Equal(0, await browser.Page.EvaluateAsync<int>(
            "[...document.querySelectorAll('svg[role=img]')].filter(svg => { const box = svg.getBoundingClientRect(); return box.width < 200 || box.height < 100; }).length"));
        Assert.Equal(0, await browser.Page.EvaluateAsync<int>(
            "[...document.querySelectorAll('svg[role=img]')].filter(svg => !(svg.getAttribute('aria-label') || svg.querySelector('title') || svg.querySelector('desc'))).length"));
        // Letters stand out from the page by 4.5 to 1 (WCAG 2, AA).
        double contrast = await browser.Page.EvaluateAsync<double>(Contrast);
        Assert.True(contrast >= 4.5, $"A contrast of {contrast:F1}.");
    }

    private const string Contrast = """
        () => {
            const luminance = color => {
                const [r, g, b] = color.match(/[\d.]+/g).map(Number).map(c => c / 255).map(c => c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
                return 0.2126 * r + 0.7152 * g + 0.0722 * b;
            };
            const style = getComputedStyle(document.body);
            const [dark, light] = [luminance(style.color), luminance(style.backgroundColor)].sort((a, b) => a - b);
            return (light + 0.05) / (dark + 0.05);
        }
        """;

    /// <summary>Two short experiments with their reports.</summary>
    public sealed class Reports : IDisposable
    {
        private readonly string _folder = Directory.CreateTempSubdirectory("netgen-reports-").FullName;

        public Reports()
        {
            if (!ProgramRun.Exists("chromium")) return;
            string program = Path.Combine(NativeProgram.Root, "artifacts", "bin", "Experiments", "release", "Experiments.dll");
            Assert.True(File.Exists(program), $"{program} is not built: 'dotnet build samples/Experiments -c Release' builds it.");
            ProgramRun run = ProgramRun.Of("dotnet", [program, "run", "E11", "E13", "--quick", "--data", "drawn", "--out", _folder]);
            Assert.True(run.ExitCode == 0, run.Output);
        }

        /// <summary>The address of a report.</summary>
        public string this[string name] => new Uri(Path.Combine(_folder, name)).AbsoluteUri;

        public void Dispose() => Directory.Delete(_folder, recursive: true);
    }
}
