namespace MedClip.Data;

/// <summary>A folder of DICOM files as a set of films.</summary>
public sealed class DicomFolderTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public void Patients_are_hashed()
    {
        File.WriteAllBytes(Path.Combine(folder.Folder, "a"), new DicomBuilder(2, 1, 8).Text(0x00100020, "LO", "77").Text(0x00185101, "CS", "PA").Pixels8(1, 2).Build());
        folder.Write("readme.txt", "no film");
        DatasetFilm film = FilmDatasets.Find("dicom").Read(folder.Folder, new DatasetOptions { Salt = "x" }).Single();
        film.Patient!.Length.ShouldBe(16);
        film.View.ShouldBe("PA");
    }

    public void Dispose() => folder.Dispose();
}
