using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

using Xunit;

namespace NetGen.Interop.Tests;

/// <summary>Whatever a request holds, it is answered or refused in words, and the service goes on.</summary>
public sealed class SketchServiceDamageTests(UnlimitedSketchServerFixture server) : IClassFixture<UnlimitedSketchServerFixture>
{
    private static readonly int s_trials = Environment.GetEnvironmentVariable("NETGEN_THOROUGH_TESTS") == "1" ? 100_000 : 1_000;

    private static readonly string[] s_fragments = ["{", "}", "[", "]", ",", ":", "\"", "\\u0000", "\\ud800", "1e999", "-0", "NaN", "null", "true", "\"pixels\":", "{\"pixels\":[", new string('[', 80), "\t", "0x1", "1.0000000000000000000000000001"];

    [Fact]
    public async Task DamagedRequestsAreRefusedInWords()
    {
        using var client = new HttpClient { BaseAddress = server.Address };
        byte[] json = Encoding.UTF8.GetBytes($"{{\"pixels\": [{string.Join(", ", Enumerable.Range(0, 784).Select(static i => i % 256))}]}}");
        byte[] bytes = [.. Enumerable.Range(0, 784).Select(static i => (byte)i)];
        uint state = 1;
        var seen = new Dictionary<HttpStatusCode, int>();
        for (int trial = 0; trial < s_trials; trial++)
        {
            bool isJson = trial % 4 != 0;
            byte[] body = Damaged(isJson ? json : bytes, ref state);
            using var content = new ByteArrayContent(body);
            content.Headers.ContentType = new MediaTypeHeaderValue(isJson ? "application/json" : "application/octet-stream");
            using HttpResponseMessage response = await client.PostAsync(new Uri("/predict", UriKind.Relative), content);
            string answer = await response.Content.ReadAsStringAsync();
            Assert.True(response.StatusCode is HttpStatusCode.OK or HttpStatusCode.BadRequest or HttpStatusCode.RequestEntityTooLarge, $"{(int)response.StatusCode} for {Convert.ToBase64String(body)}: {answer}");
            using JsonDocument document = JsonDocument.Parse(answer);
            Assert.True(document.RootElement.TryGetProperty(response.IsSuccessStatusCode ? "probabilities" : "title", out _), answer);
            seen[response.StatusCode] = seen.GetValueOrDefault(response.StatusCode) + 1;
        }

        // Not all of one kind, or nothing was damaged, or everything.
        Assert.InRange(seen.GetValueOrDefault(HttpStatusCode.OK), s_trials / 100, s_trials / 2);
        Assert.InRange(seen.GetValueOrDefault(HttpStatusCode.BadRequest), s_trials / 4, s_trials);
    }

    /// <summary>Bytes that are others, gone, or words of the language in a place of their own.</summary>
    private static byte[] Damaged(byte[] whole, ref uint state)
    {
        List<byte> body = [.. whole];
        for (uint changes = Next(ref state, 3); changes < 3; changes++)
        {
            int at = (int)Next(ref state, (uint)Math.Max(1, body.Count));
            switch (Next(ref state, 5))
            {
                case 0 when at < body.Count: body[at] = (byte)Next(ref state, 256); break;
                case 1: body.RemoveRange(at, Math.Min(body.Count - at, 1 + (int)Next(ref state, 20))); break;
                case 2: body.InsertRange(at, Encoding.UTF8.GetBytes(s_fragments[Next(ref state, (uint)s_fragments.Length)])); break;
                case 3: body.InsertRange(Math.Max(0, body.IndexOf((byte)',', at) + 1), [(byte)'"', (byte)(32 + Next(ref state, 64)), (byte)(128 + Next(ref state, 128)), (byte)'"', (byte)',']); break; // a word that is no text
                default: if (Next(ref state, 10) == 0) body.RemoveRange(at, body.Count - at); break;
            }
        }

        return [.. body];
    }

    /// <summary>Marsaglia's xorshift: the same requests in every run.</summary>
    private static uint Next(ref uint state, uint below)
    {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        return state % below;
    }
}
