using System.Net.Http.Headers;
using MedClip.ServiceLoad;

namespace MedClip.Samples.Tests;

/// <summary>The service with a small model, once for all its tests.</summary>
public sealed class RunningService : IAsyncLifetime
{
    private readonly DemoModel model = new();
    private ServiceProcess? process;

    internal string Checkpoint => model.Path;

    internal ServiceProcess Process => process!;

    internal LoadFilms Films { get; } = new(3, 4);

    public HttpClient Client { get; private set; } = new();

    public async Task InitializeAsync()
    {
        process = await ServiceProcess.StartAsync(model.Path, "--Limits:PerMinute=100000", "--Limits:MaxBytes=2000000", "--Model:MaxPixels=20000000");
        Client.Dispose();
        Client = new HttpClient { BaseAddress = process.Address, Timeout = TimeSpan.FromMinutes(2) };
    }

    public async Task DisposeAsync()
    {
        Client.Dispose();
        await process!.DisposeAsync();
        model.Dispose();
    }

    public Task<HttpResponseMessage> PostAsync(byte[] body, string mediaType = "image/png", string query = "") => PostAsync(Client, body, mediaType, query);

    public static async Task<HttpResponseMessage> PostAsync(HttpClient client, byte[] body, string mediaType = "image/png", string query = "")
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue(mediaType);
        content.Headers.ContentDisposition = new ContentDispositionHeaderValue("attachment") { FileName = "Jane-Doe.png" };
        return await client.PostAsync($"/v1/films{query}", content);
    }
}
