using Microsoft.Playwright;

using NetGen.Kernels.Native.Protocol;

using Xunit;

namespace NetGen.Interop.Tests.Kernels;

/// <summary>A page in a browser that has networks.</summary>
internal sealed class KernelPage : KernelHost
{
    /// <summary>Nobody listens there: all that the page asks for is answered here.</summary>
    private const string Address = "https://kernels.test/";

    private const string Document = "<!DOCTYPE html><title>Kernels</title><link rel=icon href='data:,'>";

    private const string Script = """
        async image => {
          const { dotnet } = await import('/_framework/dotnet.js');
          const { getAssemblyExports } = await dotnet.create();
          const program = (await getAssemblyExports('NetGen.Kernels.Browser')).NetGen.Kernels.Browser.Program;
          const toBytes = text => Uint8Array.from(atob(text), letter => letter.charCodeAt(0));
          const toText = bytes => {
            let text = '';
            for (let i = 0; i < bytes.length; i += 4096) text += String.fromCharCode(...bytes.subarray(i, i + 4096));
            return btoa(text);
          };
          program.Load(toBytes(image));
          globalThis.fit = () => program.Fit();
          globalThis.answer = request => toText(program.Answer(toBytes(request)));
        }
        """;

    /// <summary>A page that waits for ever, as one does for a thread that it has not got, fails its test.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(5);

    private static readonly string s_files = Path.Combine(NativeProgram.Root, "artifacts", "bin", "NetGen.Kernels.Browser", "release", "wwwroot");

    private readonly Browser _browser;
    private readonly MemoryStream _requests;
    private readonly MemoryStream _answers;

    private KernelPage(Browser browser, MemoryStream requests, MemoryStream answers)
        : base(new Wire(answers, requests)) => (_browser, _requests, _answers) = (browser, requests, answers);

    /// <summary>Opens a page that has the networks of a compiled assembly.</summary>
    public static async Task<KernelPage> OpenAsync(byte[] image)
    {
        Assert.True(Directory.Exists(s_files), $"{s_files} is not built: 'dotnet build tests/NetGen.Kernels.Browser -c Release' builds it.");
        Browser browser = await Browser.OpenAsync();
        await browser.Page.RouteAsync(Address + "**", FulfillAsync);
        await browser.Page.GotoAsync(Address);
        await browser.Page.EvaluateAsync(Script, Convert.ToBase64String(image));
        return new KernelPage(browser, new MemoryStream(), new MemoryStream());
    }

    /// <summary>Trains a network of the page's own by Fit; gives the losses of its epochs.</summary>
    public Task<double[]> FitAsync() => _browser.Page.EvaluateAsync<double[]>("fit()").WaitAsync(s_patience);

    public override void Dispose()
    {
        base.Dispose();
        Wait(async () =>
        {
            await _browser.DisposeAsync();
            return true;
        });
    }

    protected override void AwaitAnswer()
    {
        string request = Convert.ToBase64String(_requests.ToArray());
        string answer = Wait(() => _browser.Page.EvaluateAsync<string>("request => answer(request)", request).WaitAsync(s_patience));
        _requests.SetLength(0);
        _answers.SetLength(0);
        _answers.Write(Convert.FromBase64String(answer));
        _answers.Position = 0;
    }

    protected override string ReasonOfSilence() => $"The page gave less than it was asked for: {string.Join('\n', _browser.Errors)}";

    private static Task FulfillAsync(IRoute route)
    {
        string path = new Uri(route.Request.Url).AbsolutePath;
        if (path == "/") return route.FulfillAsync(new() { ContentType = "text/html", Body = Document });
        string type = Path.GetExtension(path) switch
        {
            ".js" => "text/javascript",
            ".wasm" => "application/wasm",
            ".json" => "application/json",
            _ => "application/octet-stream",
        };
        return route.FulfillAsync(new() { ContentType = type, Path = s_files + path });
    }

    /// <summary>Checks ask one thing after another, and wait.</summary>
    private static T Wait<T>(Func<Task<T>> task) => Task.Run(task).GetAwaiter().GetResult();
}
