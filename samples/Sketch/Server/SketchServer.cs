using System.ComponentModel;
using System.Diagnostics;

using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace SketchSample;

/// <summary>The web server: static files, and the service beside them.</summary>
internal static class SketchServer
{
    /// <summary>Serves until it is stopped.</summary>
    /// <param name="requests">Most requests of an address within a second; 0 for a page without a service.</param>
    public static async Task RunAsync(int port, int requests, bool opensBrowser, CancellationToken cancellation)
    {
        await using WebApplication app = Create(port, requests);
        await app.StartAsync(cancellation);
        string address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        Console.WriteLine($"{address}   Ctrl-C ends it.");
        if (opensBrowser) Open(address);
        await app.WaitForShutdownAsync(cancellation);
    }

    /// <summary>A server that has not been started.</summary>
    public static WebApplication Create(int port, int requests)
    {
        // The files of the page lie where the build put them, which only this environment looks up.
        WebApplicationBuilder builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = Environments.Development, ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        if (requests > 0) PredictionService.Configure(builder, requests);
        WebApplication app = builder.Build();
        if (requests > 0) PredictionService.Map(app);
        app.MapStaticAssets();
        app.MapGet("/", static () => Results.LocalRedirect("/index.html"));
        return app;
    }

    private static void Open(string address)
    {
        try
        {
            Process.Start(new ProcessStartInfo(address) { UseShellExecute = true })?.Dispose();
        }
        catch (Win32Exception)
        {
            Console.WriteLine("No browser was found: open the address in one.");
        }
    }
}
