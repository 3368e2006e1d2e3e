namespace MedClip.Models;

/// <summary>Where a pickle stands, for errors.</summary>
/// <param name="Path">The file.</param>
/// <param name="Part">The record or part of the file, e.g. "data.pkl".</param>
internal sealed record PickleSource(string Path, string Part)
{
    public InvalidInputException Refuse(string problem, string? remedy = null) => InvalidInputException.At(Path, Part, problem, remedy);
}
