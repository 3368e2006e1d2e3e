namespace MedClip.Data;

/// <summary>Reads a picture's file into memory, within limits, with errors that name it.</summary>
internal static class PictureFile
{
    public static byte[] Read(string path, PictureLimits limits)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            var file = new FileInfo(path);
            if (file.Exists && file.Length > limits.MaxFileBytes)
            {
                throw InvalidInputException.At(path, null, $"the file has {file.Length} bytes; at most {limits.MaxFileBytes} are read.");
            }

            return File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw InvalidInputException.At(path, null, "there is no such file.", innerException: e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw InvalidInputException.At(path, null, $"the file cannot be read: {e.Message}", innerException: e);
        }
    }
}
