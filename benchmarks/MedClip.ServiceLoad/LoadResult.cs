using System.Globalization;

namespace MedClip.ServiceLoad;

/// <summary>What came back.</summary>
/// <param name="Statuses">Answers by status code.</param>
/// <param name="GivenUp">Requests that the caller gave up before an answer.</param>
/// <param name="Unexpected">Answers that should not be: 5xx other than 503, a broken film with 200, a good one with 4xx, a lost connection.</param>
/// <param name="FirstUnexpected">The first of them.</param>
/// <param name="Seconds">How long all took.</param>
/// <param name="Median">Median time of an answer with 200, ms.</param>
/// <param name="P99">99th percentile of it, ms.</param>
/// <param name="Memory">Resident memory of the service in MB: after a tenth, half, and all of the requests.</param>
internal sealed record LoadResult(
    IReadOnlyDictionary<int, int> Statuses, int GivenUp, int Unexpected, string? FirstUnexpected, double Seconds, double Median, double P99, IReadOnlyList<double> Memory)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"""
        answers: {string.Join(", ", Statuses.OrderBy(pair => pair.Key).Select(pair => $"{pair.Value} x {pair.Key}"))}; given up by the caller: {GivenUp}
        unexpected: {Unexpected}{(FirstUnexpected is null ? "" : $" ({FirstUnexpected})")}
        {Seconds:0.0} s, {(Statuses.Values.Sum() + GivenUp) / Seconds:0} requests a second; median {Median:0} ms, 99th percentile {P99:0} ms
        resident memory after 10 %, 50 %, 100 %: {string.Join(", ", Memory.Select(m => m.ToString("0", CultureInfo.InvariantCulture)))} MB
        """);
}
