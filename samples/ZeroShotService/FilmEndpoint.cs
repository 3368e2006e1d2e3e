using MedClip;
using Microsoft.Extensions.Options;

namespace ZeroShotService;

/// <summary>Scores the film in a request's body. What is logged: a code and how many bytes, never a name, a tag or a message that might hold one.</summary>
internal static partial class FilmEndpoint
{
    public static readonly string[] MediaTypes = ["image/png", "image/jpeg", "image/tiff", "image/bmp", "application/dicom", "application/octet-stream"];

    public static async Task<IResult> ScoreAsync(HttpRequest request, ZeroShotClassifier classifier, IOptions<ServiceLimits> limits, ILogger<FilmAnswer> log)
    {
        CancellationToken cancellation = request.HttpContext.RequestAborted;
        string type = request.ContentType?.Split(';')[0].Trim() ?? "";
        if (!MediaTypes.Contains(type, StringComparer.OrdinalIgnoreCase))
        {
            return Problem(StatusCodes.Status415UnsupportedMediaType, "media_type", $"A film comes as one of {string.Join(", ", MediaTypes)}.");
        }

        try
        {
            byte[] bytes = await FilmBody.ReadAsync(request, limits.Value.MaxBytes, cancellation);
            if (bytes.Length == 0)
            {
                return Problem(StatusCodes.Status400BadRequest, "empty", "The body is empty; send the film itself.");
            }

            ClassificationResult result = (await classifier.ClassifyAsync([Film.FromBytes(bytes)], cancellation))[0];
            if (result.Error is { } error)
            {
                Refused(log, error.Code, bytes.Length);
                return Problem(StatusCodes.Status422UnprocessableEntity, error.Code, error.Message);
            }

            return Results.Ok(FilmAnswer.Of(result));
        }
        catch (FilmTooLargeException)
        {
            Refused(log, "too_large", request.ContentLength ?? -1);
            return Problem(StatusCodes.Status413PayloadTooLarge, "too_large", $"A film may have {limits.Value.MaxBytes} bytes.");
        }
        catch (BadHttpRequestException e)
        {
            return Problem(e.StatusCode, "bad_request", "The request could not be read whole.");
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // Nobody listens any more, or the time was up: then the timeout's own 504 is turned into "too busy".
            return Problem(StatusCodes.Status503ServiceUnavailable, "cancelled", "The request was given up or took too long.");
        }
        catch (IOException) when (cancellation.IsCancellationRequested)
        {
            return Problem(StatusCodes.Status400BadRequest, "cancelled", "The connection was lost.");
        }
    }

    private static IResult Problem(int status, string code, string sentence) =>
        Results.Problem(statusCode: status, title: sentence, extensions: new Dictionary<string, object?> { ["code"] = code, ["notice"] = ResearchUse.Notice });

    [LoggerMessage(Level = LogLevel.Information, Message = "A film was refused: {Code}, {Bytes} bytes.")]
    private static partial void Refused(ILogger log, string code, long bytes);
}
