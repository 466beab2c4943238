using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace NetGen.Tests.Data;

/// <summary>A web server on this machine that answers as a test tells it to.</summary>
internal sealed class LoopbackServer : IDisposable
{
    private const int Pieces = 6;
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<string, Answer> _answer;

    public LoopbackServer(Func<string, Answer> answer)
    {
        _answer = answer;
        _listener.Start();
        Address = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/mirror/"));
        _ = AcceptAsync();
    }

    /// <summary>What the server does with a request.</summary>
    /// <param name="Body">What it sends.</param>
    /// <param name="Status">Its status code.</param>
    /// <param name="Declared">The length it declares, if not that of the body; -1 declares none.</param>
    /// <param name="StallsAfter">After so many bytes it falls silent, without closing.</param>
    /// <param name="Pause">How long it waits before each of six pieces.</param>
    public sealed record Answer(byte[] Body, int Status = 200, int? Declared = null, int? StallsAfter = null, TimeSpan Pause = default);

    public Uri Address { get; }

    /// <summary>The paths that were asked for.</summary>
    public ConcurrentQueue<string> Requests { get; } = [];

    public void Dispose()
    {
        _stop.Cancel();
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                _ = ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token));
            }
            catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException or SocketException)
            {
                return;
            }
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                NetworkStream stream = client.GetStream();
                string path = await ReadPathAsync(stream);
                Requests.Enqueue(path);
                Answer answer = _answer(path[(path.LastIndexOf('/') + 1)..]);
                int declared = answer.Declared ?? answer.Body.Length;
                string length = declared < 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"Content-Length: {declared}\r\n");
                await stream.WriteAsync(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"HTTP/1.1 {answer.Status} Status\r\n{length}Connection: close\r\n\r\n")), _stop.Token);
                foreach (byte[] piece in answer.Body.Take(answer.StallsAfter ?? answer.Body.Length).Chunk((answer.Body.Length / Pieces) + 1))
                {
                    await Task.Delay(answer.Pause, _stop.Token);
                    await stream.WriteAsync(piece, _stop.Token);
                }

                if (answer.StallsAfter is not null) await Task.Delay(Timeout.Infinite, _stop.Token);
            }
            catch (Exception exception) when (exception is IOException or OperationCanceledException or SocketException)
            {
                // The client went away or the test is over.
            }
        }
    }

    private async Task<string> ReadPathAsync(NetworkStream stream)
    {
        var request = new StringBuilder();
        byte[] buffer = new byte[1024];
        while (!request.ToString().Contains("\r\n\r\n", StringComparison.Ordinal))
        {
            int count = await stream.ReadAsync(buffer, _stop.Token);
            if (count == 0) throw new IOException("The client closed the connection.");
            request.Append(Encoding.ASCII.GetString(buffer, 0, count));
        }

        return request.ToString().Split(' ')[1];
    }
}
