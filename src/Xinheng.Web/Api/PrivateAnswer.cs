using System.Text.Json;

namespace Xinheng.Web.Api;

/// <summary>An answer for whoever is signed in: bytes that can be said again, word for word, and that nobody may keep.</summary>
public sealed record PrivateAnswer(int Status, string? Location, byte[] Body) : IResult
{
    public static PrivateAnswer Of<T>(T value, int status = StatusCodes.Status200OK, string? location = null) =>
        new(status, location, JsonSerializer.SerializeToUtf8Bytes(value, PublicJson.Options));

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = Status;
        response.ContentType = PublicJson.ContentType;
        response.ContentLength = Body.Length;
        if (Location is not null)
        {
            response.Headers.Location = Location;
        }

        await response.Body.WriteAsync(Body, httpContext.RequestAborted);
    }
}
