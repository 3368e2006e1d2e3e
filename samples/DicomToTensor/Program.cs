// From DICOM files to the tensor that a model takes, with what was done on the way: DicomToTensor FILM.dcm...
using MedClip;
using MedClip.Data;
using TorchSharp;
using static TorchSharp.torch;

if (args.Length == 0)
{
    Console.Error.WriteLine("usage: DicomToTensor FILM.dcm...");
    return 2;
}

// The salt makes the hashes of one project comparable and those of two projects not; keep it as you keep a password.
var reader = new DicomReader(new DicomReaderOptions { Salt = Environment.GetEnvironmentVariable("PATIENT_SALT") });
var preprocessor = new ImagePreprocessor(new PreprocessingSpec());
int failures = 0;
foreach (string path in args)
{
    try
    {
        DicomFilm film = reader.Read(path);
        var values = new float[preprocessor.Spec.Length];
        preprocessor.Apply(film.Image, values);
        using Tensor input = tensor(values, [1, 1, preprocessor.Spec.Size, preprocessor.Spec.Size]);
        Console.WriteLine($"{path}: {film.Tags.Modality} {film.Tags.ViewPosition}, patient {film.Tags.PatientHash ?? "unknown"}");
        Console.WriteLine(film.Provenance);
        Console.WriteLine($"tensor [{string.Join(", ", input.shape)}], mean {input.mean().item<float>():0.000}, deviation {input.std().item<float>():0.000}");
    }
    catch (InvalidInputException refusal)
    {
        // One bad file does not stop the others; the message names it and says why.
        Console.Error.WriteLine(refusal.Message);
        failures++;
    }
}

return failures == 0 ? 0 : 1;
