using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

using Xunit;

namespace NetGen.Interop.Tests;

/// <summary>The service beside the page: what it answers, and what it refuses.</summary>
public sealed class SketchServiceTests(SketchServerFixture server) : IClassFixture<SketchServerFixture>
{
    private const int Pixels = 784;

    [Fact]
    public async Task BothFormsOfAnImageGiveTheSame()
    {
        byte[] image = Stroke();
        JsonElement bytes = await AnswerAsync(Bytes(image));
        JsonElement json = await AnswerAsync(JsonContent.Create(new { pixels = image.Select(static pixel => (int)pixel) }));
        Assert.Equal(1, bytes.GetProperty("digit").GetInt32());
        Assert.Equal(bytes.ToString(), json.ToString());
        double[] probabilities = [.. bytes.GetProperty("probabilities").EnumerateArray().Select(static share => share.GetDouble())];
        Assert.Equal(10, probabilities.Length);
        Assert.Equal(1, probabilities.Sum(), 1e-5);
    }

    [Theory]
    [InlineData("application/json", """{"pixels": [1, 2, "x"]}""", HttpStatusCode.BadRequest, "pixels[2]")]
    [InlineData("application/json", """{"pixels": [1, 2, 256]}""", HttpStatusCode.BadRequest, "pixels[2]")]
    [InlineData("application/json", """{"pixels": [1, 2]}""", HttpStatusCode.BadRequest, "2 pixels")]
    [InlineData("application/json", """{"pixels": 3}""", HttpStatusCode.BadRequest, "'pixels'")]
    [InlineData("application/json", """[1, 2]""", HttpStatusCode.BadRequest, "'pixels'")]
    [InlineData("application/json", """{"pixels": [1,""", HttpStatusCode.BadRequest, "line 1, byte")]
    [InlineData("application/json", "", HttpStatusCode.BadRequest, "malformed")]
    [InlineData("application/octet-stream", "abc", HttpStatusCode.BadRequest, "3 pixels")]
    [InlineData("text/plain", "abc", HttpStatusCode.UnsupportedMediaType, "application/octet-stream")]
    public async Task WhatIsWrongIsToldWithItsPlace(string type, string body, HttpStatusCode status, string expected)
    {
        using var content = new StringContent(body, Encoding.UTF8);
        content.Headers.ContentType = new MediaTypeHeaderValue(type);
        await AssertProblemAsync(content, status, expected);
    }

    /// <summary>A word of bytes that are no text.</summary>
    [Fact]
    public async Task JsonThatIsNoTextIsRefused()
    {
        using var content = new ByteArrayContent([.. "{\"pixels\": [\""u8, 0xFF, .. "\"]}"u8]);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        await AssertProblemAsync(content, HttpStatusCode.BadRequest, "UTF-8");
    }

    [Fact]
    public async Task ABodyThatIsTooLargeIsNotRead()
        => await AssertProblemAsync(Bytes(new byte[20_000]), HttpStatusCode.RequestEntityTooLarge, "16384 bytes");

    /// <summary>Of many requests at once most are refused, and told when to come again.</summary>
    [Fact]
    public async Task TooManyRequestsAreRefused()
    {
        using var client = new HttpClient { BaseAddress = server.Address };
        HttpResponseMessage[] responses = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => client.PostAsync(new Uri("/predict", UriKind.Relative), Bytes(Stroke()))));
        HttpResponseMessage[] refused = [.. responses.Where(static response => response.StatusCode == HttpStatusCode.TooManyRequests)];
        Assert.All(responses.Except(refused), static response => Assert.Equal(HttpStatusCode.OK, response.StatusCode));
        Assert.NotEmpty(refused);
        Assert.All(refused, static response => Assert.Equal(TimeSpan.FromSeconds(1), response.Headers.RetryAfter?.Delta));
        await Task.Delay(TimeSpan.FromSeconds(1.1)); // the others' turn
    }

    /// <summary>A downstroke in the middle: a one.</summary>
    private static byte[] Stroke()
    {
        byte[] image = new byte[Pixels];
        for (int row = 5; row < 23; row++) image.AsSpan((row * 28) + 13, 2).Fill(255);
        return image;
    }

    private static ByteArrayContent Bytes(byte[] body)
    {
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        return content;
    }

    private async Task<JsonElement> AnswerAsync(HttpContent content)
    {
        using HttpResponseMessage response = await PostAsync(content);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    private async Task AssertProblemAsync(HttpContent content, HttpStatusCode status, string expected)
    {
        using HttpResponseMessage response = await PostAsync(content);
        Assert.Equal(status, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.Contains(expected, (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    private async Task<HttpResponseMessage> PostAsync(HttpContent content)
    {
        using var client = new HttpClient { BaseAddress = server.Address };
        return await client.PostAsync(new Uri("/predict", UriKind.Relative), content);
    }
}
