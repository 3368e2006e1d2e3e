using MedClip.Data;

namespace MedClip.Cli;

/// <summary>The libraries that decode pictures, tried on a picture.</summary>
internal sealed class ImagingCheck : IDoctorCheck
{
    private const string Subject = "pictures";

    public IEnumerable<DoctorFinding> Examine()
    {
        DoctorFinding finding;
        try
        {
            string versions = ImagingRuntime.Versions;
            var film = new PixelImage(3, 2, 8, [0, 50, 100, 150, 200, 250]);
            PixelImage back = new ImageReader().Decode("a picture made for this", PngWriter.Encode(film));
            finding = back.Bytes.SequenceEqual(film.Bytes)
                ? DoctorFinding.Good(Subject, versions)
                : DoctorFinding.Missing(Subject, $"{versions}: a PNG does not come back as it was written", "reinstall libpng and OpenCV: apt-get install --reinstall libpng-dev libopencv-imgcodecs-dev");
        }
        catch (MedClipException error)
        {
            finding = DoctorFinding.Missing(
                Subject, error.Message.ReplaceLineEndings(" "), "./build.sh deps && ./build.sh build (OpenCV: libopencv-imgcodecs-dev; libjpeg-turbo: libturbojpeg0-dev; libpng-dev)");
        }

        yield return finding;
    }
}
