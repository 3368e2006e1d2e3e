namespace MedClip.Data;

/// <summary>A folder of DICOM files, as a PACS exports them. Patients are told apart by a salted hash of their id. Files that are no DICOM are passed over.</summary>
public sealed class DicomFolderDataset : IFilmDataset
{
    /// <inheritdoc/>
    public string Name => "dicom";

    /// <inheritdoc/>
    public string Description => "A folder of DICOM files; patients' ids are hashed with --salt";

    /// <inheritdoc/>
    public FindingSet Findings(string source) => FindingSet.CheXpert;

    /// <inheritdoc/>
    public IEnumerable<DatasetFilm> Read(string source, DatasetOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (!Directory.Exists(source))
        {
            throw InvalidInputException.At(source, null, "there is no such folder.");
        }

        var reader = new DicomReader(new DicomReaderOptions { Salt = options.Salt });
        FindingLabels none = FindingLabels.None(FindingSet.CheXpert);
        var head = new byte[132];
        foreach (string file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            using (FileStream stream = File.OpenRead(file))
            {
                if (!DicomReader.IsDicom(head.AsSpan(0, stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false))))
                {
                    continue;
                }
            }

            DicomTags tags = reader.ReadTags(file);
            if (tags["Rows"] is null)
            {
                continue;
            }

            yield return new DatasetFilm(file, none)
            {
                Patient = tags.PatientHash, Study = tags.StudyUid, View = tags.ViewPosition, Sex = DatasetFolder.Sex(tags.PatientSex), Age = (float?)tags.AgeInYears,
            };
        }
    }
}
