using System.Collections.Frozen;

namespace MedClip.Data;

/// <summary>The tags that are read, by number (group · 65536 + element) and by the standard's keyword (PS3.6).</summary>
internal static class DicomTagKey
{
    public const uint PatientName = 0x00100010;
    public const uint PatientId = 0x00100020;
    public const uint AccessionNumber = 0x00080050;

    private static readonly FrozenDictionary<uint, string> Names = new Dictionary<uint, string>
    {
        [0x00080005] = "SpecificCharacterSet", [0x00080008] = "ImageType", [0x00080016] = "SOPClassUID", [0x00080018] = "SOPInstanceUID",
        [0x00080020] = "StudyDate", [AccessionNumber] = "AccessionNumber", [0x00080060] = "Modality", [0x00080068] = "PresentationIntentType",
        [0x00080070] = "Manufacturer", [0x00081030] = "StudyDescription", [0x0008103E] = "SeriesDescription", [0x00081090] = "ManufacturerModelName",
        [PatientName] = "PatientName", [PatientId] = "PatientID", [0x00100040] = "PatientSex", [0x00101010] = "PatientAge",
        [0x00180015] = "BodyPartExamined", [0x00181164] = "ImagerPixelSpacing", [0x00185101] = "ViewPosition", [0x0020000D] = "StudyInstanceUID",
        [0x0020000E] = "SeriesInstanceUID", [0x00200011] = "SeriesNumber", [0x00200013] = "InstanceNumber", [0x00200020] = "PatientOrientation",
        [0x00200060] = "Laterality", [0x00200062] = "ImageLaterality", [0x00280002] = "SamplesPerPixel", [0x00280004] = "PhotometricInterpretation",
        [0x00280006] = "PlanarConfiguration", [0x00280008] = "NumberOfFrames", [0x00280010] = "Rows", [0x00280011] = "Columns", [0x00280030] = "PixelSpacing",
        [0x00280034] = "PixelAspectRatio", [0x00280100] = "BitsAllocated", [0x00280101] = "BitsStored", [0x00280102] = "HighBit",
        [0x00280103] = "PixelRepresentation", [0x00280120] = "PixelPaddingValue", [0x00280121] = "PixelPaddingRangeLimit", [0x00280301] = "BurnedInAnnotation",
        [0x00281050] = "WindowCenter", [0x00281051] = "WindowWidth", [0x00281052] = "RescaleIntercept", [0x00281053] = "RescaleSlope",
        [0x00281054] = "RescaleType", [0x00281056] = "VOILUTFunction", [0x00282110] = "LossyImageCompression", [0x20500020] = "PresentationLUTShape",
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, uint> Keys = Names.ToFrozenDictionary(pair => pair.Value, pair => pair.Key, StringComparer.OrdinalIgnoreCase);

    public static string? Name(uint key) => Names.GetValueOrDefault(key);

    public static uint? Key(string name) => Keys.TryGetValue(name, out uint key) ? key : null;

    /// <summary>Whether a tag tells who the patient is.</summary>
    public static bool Identifies(uint key) => key is PatientName or PatientId or AccessionNumber;
}
