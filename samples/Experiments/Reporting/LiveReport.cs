using System.Net;
using System.Net.Sockets;
using System.Text;

using NetGen.Reports;

namespace ExperimentsSample;

/// <summary>
/// Serves, to this machine alone, a page of what is learned at the moment: it loads itself anew every other second and needs no script. Pictures are drawn only while somebody looks.
/// </summary>
internal sealed class LiveReport : IDisposable
{
    private const int SecondsBetweenLoads = 2;

    /// <summary>Without a request for so long nobody looks any more.</summary>
    private const int SecondsOfPatience = 10;

    private readonly HttpListener _listener = new();
    private readonly Thread _thread;
    private byte[] _page = Page(new ReportSection("Nothing yet").AddParagraph("The first network has not taken its first steps."));
    private long _lastRequest = long.MinValue / 2;

    /// <summary>Begins to serve.</summary>
    /// <exception cref="HttpListenerException">No port can be had.</exception>
    public LiveReport()
    {
        Address = new Uri($"http://127.0.0.1:{FreePort()}/");
        _listener.Prefixes.Add(Address.ToString());
        _listener.Start();
        _thread = new Thread(Serve) { IsBackground = true, Name = "live report" };
        _thread.Start();
    }

    /// <summary>Where the page is.</summary>
    public Uri Address { get; }

    /// <summary>Draws what has been measured so far, if anybody looks.</summary>
    public void Show(Experiment experiment, Part part, Measurements measured)
    {
        if (Environment.TickCount64 - Volatile.Read(ref _lastRequest) > 1_000 * SecondsOfPatience) return;
        ReportSection section = new ReportSection(FormattableString.Invariant($"{experiment.Id}: {experiment.Title}")).AddParagraph(FormattableString.Invariant($"{part.Name}, seed {part.Seed}"), "Learning now:");
        foreach ((string name, Curve curve) in measured.Curves.Where(static pair => pair.Value.X.Count > 0)) section.Add(new Chart(name) { XLabel = "step", YLabel = name }.Add(new ChartLine(name, [.. curve.X], [.. curve.Y])));
        if (measured.Spreads.TryGetValue("now", out List<Spread>? spreads))
        {
            foreach (Spread spread in spreads) section.Add(Pictures.Histogram(spread, spread.Name));
        }

        Volatile.Write(ref _page, Page(section));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _listener.Close();
        _thread.Join();
    }

    private static byte[] Page(ReportSection section)
        => Encoding.UTF8.GetBytes(new HtmlReport("While it learns").Add(section).ToString()
            .Replace("<meta charset=\"utf-8\">", FormattableString.Invariant($"<meta charset=\"utf-8\"><meta http-equiv=\"refresh\" content=\"{SecondsBetweenLoads}\">"), StringComparison.Ordinal));

    private static int FreePort()
    {
        using TcpListener any = new(IPAddress.Loopback, 0);
        any.Start();
        return ((IPEndPoint)any.LocalEndpoint).Port;
    }

    private void Serve()
    {
        while (true)
        {
            try
            {
                HttpListenerContext context = _listener.GetContext();
                Volatile.Write(ref _lastRequest, Environment.TickCount64);
                byte[] page = Volatile.Read(ref _page);
                context.Response.ContentType = "text/html; charset=utf-8";
                context.Response.ContentLength64 = page.Length;
                context.Response.OutputStream.Write(page);
                context.Response.Close();
            }
            catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException or InvalidOperationException or IOException)
            {
                // Somebody closed the page while it was sent, which is nobody's loss; or it is this server that was closed.
                if (!_listener.IsListening) return;
            }
        }
    }
}
