using System.Globalization;
using System.Text.Json;
using System.Text.Unicode;
using System.Threading.RateLimiting;

using NetGen;

namespace SketchSample;

/// <summary>
/// POST /predict: 784 bytes as <c>application/octet-stream</c>, or <c>{"pixels": [...]}</c> with as many numbers from 0 to 255 as <c>application/json</c>, light ink on dark.
/// The answer is <c>{"digit": 3, "probabilities": [...]}</c>; what is wrong with a request is told as problem details.
/// </summary>
internal static class PredictionService
{
    /// <summary>Bytes of a request: 784 numbers with commas and blanks are less.</summary>
    public const int LargestBody = 16 * 1024;

    /// <param name="requests">Most requests of an address within a second.</param>
    public static void Configure(WebApplicationBuilder builder, int requests)
    {
        builder.WebHost.ConfigureKestrel(static kestrel => kestrel.Limits.MaxRequestBodySize = LargestBody);
        builder.Services.AddSingleton(static _ =>
        {
            SketchNet network = Reader.LoadResource();
            network.Threads = 1; // requests come side by side
            return network;
        });
        builder.Services.AddProblemDetails();
        builder.Services.AddRateLimiter(limiter =>
        {
            limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limiter.OnRejected = async (rejected, cancellation) =>
            {
                rejected.HttpContext.Response.Headers.RetryAfter = "1";
                await Results.Problem($"More than {requests} requests within a second.", statusCode: StatusCodes.Status429TooManyRequests).ExecuteAsync(rejected.HttpContext);
            };
            limiter.AddPolicy(nameof(PredictionService), context => RateLimitPartition.GetFixedWindowLimiter(
                context.Connection.RemoteIpAddress,
                _ => new FixedWindowRateLimiterOptions { PermitLimit = requests, Window = TimeSpan.FromSeconds(1) }));
        });
    }

    public static void Map(WebApplication app)
    {
        app.UseExceptionHandler(); // what is the service's own fault is told to nobody outside
        app.UseStatusCodePages();
        app.UseRateLimiter();
        app.MapPost("/predict", PredictAsync).RequireRateLimiting(nameof(PredictionService));
    }

    private static async Task<IResult> PredictAsync(HttpRequest request, SketchNet network, CancellationToken cancellation)
    {
        try
        {
            byte[] body = await ReadAsync(request, cancellation);
            string type = (request.ContentType ?? "").Split(';')[0].Trim().ToLowerInvariant();
            float[] pixels = type switch
            {
                "application/octet-stream" => Reader.ToInput(body),
                "application/json" => Parse(body),
                _ => throw new BadHttpRequestException("Send application/octet-stream or application/json.", StatusCodes.Status415UnsupportedMediaType),
            };
            if (pixels.Length != SketchNet.Info.InputSize) throw new BadHttpRequestException(string.Create(CultureInfo.InvariantCulture, $"There are {pixels.Length} pixels; an image has 28 x 28 = 784."));
            float[] probabilities = new float[SketchNet.Info.OutputSize];
            network.Predict(pixels, probabilities);
            return Results.Ok(new Answer(Array.IndexOf(probabilities, probabilities.Max()), probabilities));
        }
        catch (BadHttpRequestException exception)
        {
            return Results.Problem(exception.Message, statusCode: exception.StatusCode);
        }
    }

    private static async Task<byte[]> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, cancellation);
        return body.ToArray();
    }

    /// <exception cref="BadHttpRequestException">It is not such an object; the message says where.</exception>
    private static float[] Parse(byte[] body)
    {
        // The parser takes any bytes inside of words, and fails where they are shown.
        if (!Utf8.IsValid(body)) throw new BadHttpRequestException("The JSON is no UTF-8.");
        try
        {
            using JsonDocument document = JsonDocument.Parse(body);
            if (document.RootElement.ValueKind != JsonValueKind.Object || !document.RootElement.TryGetProperty("pixels", out JsonElement list) || list.ValueKind != JsonValueKind.Array)
                throw new BadHttpRequestException("There is no list 'pixels'.");
            var pixels = new float[list.GetArrayLength()];
            int at = 0;
            foreach (JsonElement element in list.EnumerateArray())
            {
                if (element.ValueKind != JsonValueKind.Number || element.GetDouble() is not (>= 0 and <= 255))
                    throw new BadHttpRequestException(string.Create(CultureInfo.InvariantCulture, $"pixels[{at}] is {element.GetRawText()}; expected a number from 0 to 255."));
                pixels[at++] = element.GetSingle() / 255;
            }

            return pixels;
        }
        catch (JsonException exception)
        {
            throw new BadHttpRequestException($"The JSON is malformed at line {exception.LineNumber + 1}, byte {exception.BytePositionInLine}.", exception);
        }
    }

    private sealed record Answer(int Digit, float[] Probabilities);
}
