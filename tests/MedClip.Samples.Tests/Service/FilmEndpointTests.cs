using System.Net;
using System.Text.Json;
using MedClip.Data;
using MedClip.ServiceLoad;

namespace MedClip.Samples.Tests;

public sealed class FilmEndpointTests(RunningService service) : IClassFixture<RunningService>
{
    [Fact]
    public async Task A_film_is_answered_with_scores_their_origin_and_what_they_are_for()
    {
        using HttpResponseMessage response = await service.PostAsync(service.Films.Good(0));

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        JsonElement answer = await Json(response);
        answer.GetProperty("notice").GetString().ShouldBe(ResearchUse.Notice);
        answer.GetProperty("model").GetString()!.Length.ShouldBe(64);
        JsonElement[] findings = [.. answer.GetProperty("findings").EnumerateArray()];
        findings.Select(f => f.GetProperty("finding").GetString()).ShouldBe(FindingSet.CheXpert.Names);
        findings.ShouldAllBe(f => double.IsFinite(f.GetProperty("score").GetDouble()) && f.GetProperty("probability").ValueKind == JsonValueKind.Null);
    }

    [Fact]
    public async Task Every_kind_of_broken_film_is_refused_with_a_code_and_a_sentence()
    {
        for (int kind = 0; kind < service.Films.BrokenKinds; kind++)
        {
            using HttpResponseMessage response = await service.PostAsync(service.Films.Broken(kind));

            response.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity, $"kind {kind}");
            JsonElement problem = await Json(response);
            problem.GetProperty("code").GetString().ShouldBe(InferenceError.ImageUnreadable);
            problem.GetProperty("title").GetString().ShouldNotBeNullOrWhiteSpace();
        }
    }

    [Theory]
    [InlineData(60_000, 60_000)]
    [InlineData(5_000, 5_000)]
    [InlineData(2_000_000_000, 1)]
    public async Task A_picture_that_claims_more_than_is_allowed_costs_no_memory(uint width, uint height)
    {
        double before = service.Process.MemoryMegabytes;

        using HttpResponseMessage response = await service.PostAsync(LoadFilms.Claiming(width, height));

        response.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (service.Process.MemoryMegabytes - before).ShouldBeLessThan(100);
    }

    [Fact]
    public async Task A_film_of_too_many_bytes_is_refused_whether_or_not_its_length_is_told()
    {
        using HttpResponseMessage told = await service.PostAsync(new byte[2_000_001]);
        told.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);

        using var chunked = new HttpRequestMessage(HttpMethod.Post, "/v1/films") { Content = new StreamContent(new MemoryStream(new byte[2_000_001])) };
        chunked.Headers.TransferEncodingChunked = true;
        chunked.Content.Headers.ContentType = new("image/png");
        using HttpResponseMessage untold = await service.Client.SendAsync(chunked);
        untold.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task What_is_no_film_is_refused_before_it_is_read()
    {
        using HttpResponseMessage text = await service.PostAsync([1], "text/plain");
        text.StatusCode.ShouldBe(HttpStatusCode.UnsupportedMediaType);
        using HttpResponseMessage empty = await service.PostAsync([]);
        empty.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        using HttpResponseMessage get = await service.Client.GetAsync("/v1/films");
        get.StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
    }

    [Fact]
    public async Task Nothing_of_a_request_that_could_name_a_patient_is_logged()
    {
        using HttpResponseMessage good = await service.PostAsync(service.Films.Good(1), query: "?patient=Jane-Doe");
        using HttpResponseMessage broken = await service.PostAsync(service.Films.Broken(0), query: "?patient=Jane-Doe");

        good.StatusCode.ShouldBe(HttpStatusCode.OK);
        service.Process.Log.ShouldContain($"A film was refused: {InferenceError.ImageUnreadable}");
        service.Process.Log.ShouldNotContain("Jane");
    }

    [Fact]
    public async Task Health_names_the_weights_and_the_document_names_the_endpoints()
    {
        JsonElement health = await Json(await service.Client.GetAsync("/health"));
        health.GetProperty("status").GetString().ShouldBe("Healthy");
        health.GetProperty("checks").GetProperty("medclip").GetProperty("model").GetString()!.Length.ShouldBe(64);

        JsonElement document = await Json(await service.Client.GetAsync("/openapi/v1.json"));
        document.GetProperty("openapi").GetString()!.ShouldStartWith("3.");
        JsonElement post = document.GetProperty("paths").GetProperty("/v1/films").GetProperty("post");
        post.GetProperty("requestBody").GetProperty("content").EnumerateObject().Select(p => p.Name).ShouldContain("application/dicom");
        post.GetProperty("responses").EnumerateObject().Select(p => p.Name).Order(StringComparer.Ordinal).ShouldBe(["200", "400", "413", "415", "422", "429", "503"]);
    }

    [Fact]
    public async Task A_DICOM_film_is_answered_and_its_patient_stands_nowhere()
    {
        byte[] dicom = new DicomBuilder(64, 64, 12).Text(0x00100010, "PN", "Doe^Jane").Text(0x00100020, "LO", "Jane-17").Window("2000", "4000")
            .Pixels16([.. Enumerable.Range(0, 64 * 64).Select(i => (ushort)i)]).Build();
        using HttpResponseMessage good = await service.PostAsync(dicom, "application/dicom");
        using HttpResponseMessage broken = await service.PostAsync(dicom[..^4000], "application/dicom");

        good.StatusCode.ShouldBe(HttpStatusCode.OK, await good.Content.ReadAsStringAsync());
        broken.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        foreach (string text in new[] { await good.Content.ReadAsStringAsync(), await broken.Content.ReadAsStringAsync(), service.Process.Log })
        {
            text.ShouldNotContain("Jane");
        }
    }

    private static async Task<JsonElement> Json(HttpResponseMessage response) => JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync()).RootElement;
}
