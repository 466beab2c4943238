using Microsoft.Playwright;

namespace NetGen.Interop.Tests;

/// <summary>An empty page in a browser of its own. NETGEN_SCREENSHOTS names a folder for pictures.</summary>
internal sealed class Browser : IAsyncDisposable
{
    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;

    private Browser(IPlaywright playwright, IBrowser browser, IPage page)
    {
        (_playwright, _browser, Page) = (playwright, browser, page);
        page.Console += (_, message) =>
        {
            if (message.Type == "error") Errors.Add(message.Text);
        };
        page.PageError += (_, error) => Errors.Add(error);
        page.Request += (_, request) => Requests.Add(request.Url);
    }

    public IPage Page { get; }

    /// <summary>What the console and the page reported as errors.</summary>
    public List<string> Errors { get; } = [];

    /// <summary>The addresses of all that the page asked for, itself the first.</summary>
    public List<string> Requests { get; } = [];

    public static async Task<Browser> OpenAsync(BrowserNewPageOptions? options = null)
    {
        IPlaywright playwright = await Playwright.CreateAsync();
        IBrowser browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = "/usr/bin/chromium", Args = ["--no-sandbox"] });
        return new Browser(playwright, browser, await browser.NewPageAsync(options));
    }

    public async Task PictureAsync(string name)
    {
        if (Environment.GetEnvironmentVariable("NETGEN_SCREENSHOTS") is { Length: > 0 } folder) await Page.ScreenshotAsync(new() { Path = Path.Combine(folder, name + ".png"), FullPage = true });
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.CloseAsync();
        _playwright.Dispose();
    }
}
