namespace MedClip.Data;

/// <summary>A folder of pictures as a table.</summary>
internal static class ImageFolder
{
    private static readonly string[] Extensions = [".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".pgm", ".ppm", ".webp", ".dcm", ".dicom"];

    public static ImageTable List(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw InvalidInputException.At(folder, null, "there is no such folder.");
        }

        string root = Path.GetFullPath(folder);
        var records = new List<ImageRecord>();
        foreach (string file in Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories))
        {
            if (Extensions.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase))
            {
                records.Add(new ImageRecord(Path.GetRelativePath(root, file).Replace('\\', '/'), file));
            }
        }

        if (records.Count == 0)
        {
            throw InvalidInputException.At(folder, null, $"no picture is in this folder; looked for {string.Join(", ", Extensions)}.");
        }

        records.Sort((left, right) => string.CompareOrdinal(left.Name, right.Name));
        return new ImageTable(folder, records, null);
    }
}
