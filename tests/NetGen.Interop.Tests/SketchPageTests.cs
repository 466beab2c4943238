using System.Globalization;
using System.Text.RegularExpressions;

using Microsoft.Playwright;

using Xunit;

namespace NetGen.Interop.Tests;

/// <summary>The page in a browser: strokes of a pointer, answers, training, small and dark screens. NETGEN_SCREENSHOTS names a folder for pictures of it.</summary>
public sealed class SketchPageTests(SketchServerFixture server) : IClassFixture<SketchServerFixture>
{
    private const float Patience = 60_000;

    // Corners of strokes, as shares of the canvas.
    private static readonly (float X, float Y)[] s_one = [(0.5f, 0.15f), (0.5f, 0.85f)];
    private static readonly (float X, float Y)[] s_seven = [(0.25f, 0.2f), (0.75f, 0.2f), (0.45f, 0.85f)];
    private static readonly (float X, float Y)[] s_zero =
        [.. Enumerable.Range(0, 25).Select(static part => (0.5f + (0.22f * MathF.Sin(part * MathF.Tau / 24)), 0.5f - (0.33f * MathF.Cos(part * MathF.Tau / 24))))];

    [ToolsFact("chromium")]
    public async Task ReadsWhatIsDrawn()
    {
        await using Browser browser = await OpenAsync(new() { ViewportSize = new() { Width = 1000, Height = 900 } });
        foreach ((int digit, (float X, float Y)[] stroke) in new[] { (1, s_one), (7, s_seven), (0, s_zero) })
        {
            await DrawAsync(browser.Page, stroke);
            await browser.Page.WaitForFunctionAsync($"document.body.dataset.answer === '{digit}'", null, new() { Timeout = Patience });
            await AssertAnswerAsync(browser.Page, digit);
            if (digit == 0) await browser.PictureAsync("answer");
            await browser.Page.ClickAsync("#clear");
        }

        Assert.Empty(browser.Errors);
    }

    /// <summary>The maps of both convolutions and what the answer rests on are drawn, and go with the sketch.</summary>
    [ToolsFact("chromium")]
    public async Task ShowsWhatItSees()
    {
        await using Browser browser = await OpenAsync();
        await DrawAsync(browser.Page, s_seven);
        await browser.Page.WaitForFunctionAsync("lit('#saliency') && lit('#input') && document.querySelectorAll('.maps canvas').length === 24", null, new() { Timeout = Patience });
        Assert.True(await browser.Page.EvaluateAsync<int>("[...document.querySelectorAll('#relu1 canvas')].filter(map => lit(map)).length") >= 4);
        Assert.True(await browser.Page.EvaluateAsync<int>("[...document.querySelectorAll('#relu2 canvas')].filter(map => lit(map)).length") >= 8);
        await browser.Page.ClickAsync("#clear");
        Assert.False(await browser.Page.EvaluateAsync<bool>("[...document.querySelectorAll('.seen canvas')].some(map => lit(map))"));
        Assert.Empty(browser.Errors);
    }

    /// <summary>Told that a zero is a five, it learns so; and forgets it.</summary>
    [ToolsFact("chromium")]
    public async Task LearnsInThePage()
    {
        await using Browser browser = await OpenAsync(new() { ColorScheme = ColorScheme.Dark, ViewportSize = new() { Width = 390, Height = 844 }, HasTouch = true });
        for (int sketch = 0; sketch < 2; sketch++)
        {
            await DrawAsync(browser.Page, s_zero);
            await browser.Page.ClickAsync("#labels button:nth-child(6)");
        }

        Assert.Equal("2 sketches", await browser.Page.TextContentAsync("#count"));
        await browser.Page.ClickAsync("#train");
        await browser.Page.WaitForSelectorAsync("body[data-trained='40']", new() { Timeout = 2 * Patience });
        string loss = (await browser.Page.TextContentAsync("#loss"))!;
        double[] losses = [.. Regex.Matches(loss[loss.IndexOf("loss", StringComparison.Ordinal)..], @"\d+\.\d+", RegexOptions.None, TimeSpan.FromSeconds(1)).Select(static match => double.Parse(match.Value, CultureInfo.InvariantCulture))];
        Assert.True(losses[1] < losses[0] / 2, loss);
        Assert.Equal(40, await browser.Page.EvaluateAsync<int>("document.querySelector('#curve polyline').points.length"));
        await DrawAsync(browser.Page, s_zero);
        await browser.Page.WaitForFunctionAsync("document.body.dataset.answer === '5'", null, new() { Timeout = Patience });
        await browser.PictureAsync("phone");

        // Nothing is cut off at the side, and the page is as dark as was asked for.
        Assert.True(await browser.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"));
        Assert.Equal("rgb(22, 24, 27)", await browser.Page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor"));
        await browser.Page.ClickAsync("#forget");
        await browser.Page.WaitForFunctionAsync("document.body.dataset.answer === '0'", null, new() { Timeout = Patience });
        Assert.Empty(browser.Errors);
    }

    private async Task<Browser> OpenAsync(BrowserNewPageOptions? options = null)
    {
        Browser browser = await Browser.OpenAsync(options);
        await browser.Page.AddInitScriptAsync(
            "globalThis.lit = what => { const map = typeof what === 'string' ? document.querySelector(what) : what; "
            + "return map.getContext('2d').getImageData(0, 0, map.width, map.height).data.some((value, i) => i % 4 < 3 && value > 8); };");
        await browser.Page.GotoAsync(server.Address.ToString());
        await browser.Page.WaitForSelectorAsync("body[data-ready]", new() { Timeout = Patience });
        return browser;
    }

    /// <summary>One stroke through these places.</summary>
    private static async Task DrawAsync(IPage page, (float X, float Y)[] stroke)
    {
        await page.Locator("#sketch").ScrollIntoViewIfNeededAsync();
        LocatorBoundingBoxResult box = (await page.Locator("#sketch").BoundingBoxAsync())!;
        await MoveAsync(stroke[0], steps: 1);
        await page.Mouse.DownAsync();
        foreach ((float X, float Y) corner in stroke.Skip(1)) await MoveAsync(corner, steps: 4);
        await page.Mouse.UpAsync();

        Task MoveAsync((float X, float Y) to, int steps) => page.Mouse.MoveAsync(box.X + (to.X * box.Width), box.Y + (to.Y * box.Height), new() { Steps = steps });
    }

    private static async Task AssertAnswerAsync(IPage page, int digit)
    {
        Assert.Matches($@"^It reads a {digit}, in \d+\.\d ms\.$", await page.TextContentAsync("#status"));
        Assert.Equal(digit.ToString(CultureInfo.InvariantCulture), await page.TextContentAsync("#probabilities .best span"));
        double shares = await page.EvaluateAsync<double>("[...document.querySelectorAll('#probabilities .share')].reduce((sum, share) => sum + parseFloat(share.textContent), 0)");
        Assert.Equal(100, shares, 1.0);
    }
}
