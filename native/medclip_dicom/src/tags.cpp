#include "frame.h"
#include "refused.h"

#include <dcmtk/dcmdata/dcspchrs.h>

#include <cstring>

namespace mcd {

namespace {

// The tags that the caller may want to know. Of the patient only what it takes to keep patients apart.
const DcmTagKey kTags[] = {
    DCM_ImageType, DCM_SOPClassUID, DCM_SOPInstanceUID, DCM_StudyDate, DCM_AccessionNumber, DCM_Modality,
    DCM_PresentationIntentType, DCM_Manufacturer, DCM_StudyDescription, DCM_SeriesDescription, DCM_ManufacturerModelName, DCM_PatientName,
    DCM_PatientID, DCM_PatientSex, DCM_PatientAge, DCM_BodyPartExamined, DCM_ImagerPixelSpacing, DCM_ViewPosition, DCM_StudyInstanceUID,
    DCM_SeriesInstanceUID, DCM_SeriesNumber, DCM_InstanceNumber, DCM_PatientOrientation, DCM_Laterality, DCM_ImageLaterality, DCM_SamplesPerPixel,
    DCM_PhotometricInterpretation, DCM_PlanarConfiguration, DCM_NumberOfFrames, DCM_Rows, DCM_Columns, DCM_PixelSpacing, DCM_PixelAspectRatio,
    DCM_BitsAllocated, DCM_BitsStored, DCM_HighBit, DCM_PixelRepresentation, DCM_PixelPaddingValue, DCM_PixelPaddingRangeLimit,
    DCM_BurnedInAnnotation, DCM_WindowCenter, DCM_WindowWidth, DCM_RescaleIntercept, DCM_RescaleSlope, DCM_RescaleType, DCM_VOILUTFunction,
    DCM_LossyImageCompression, DCM_PresentationLUTShape,
};
constexpr size_t kLongestText = 4096;

void write_text(DcmDataset& dataset, const DcmTagKey& key, Records& records) {
    DcmElement* element = nullptr;
    if (dataset.findAndGetElement(key, element).bad() || element == nullptr) return;
    OFString text;
    if (element->getOFStringArray(text, OFFalse).bad()) return;
    std::string value(text.c_str(), text.size());
    if (value.size() > kLongestText) {
        records.warn("a tag longer than 4,096 bytes was cut");
        value.resize(kLongestText);
    }
    records.add(kTag, static_cast<uint32_t>(key.getGroup()) << 16 | key.getElement(), value);
}

bool words(DcmItem& item, const DcmTagKey& key, std::vector<uint16_t>& target, bool* is_signed = nullptr) {
    DcmElement* element = nullptr;
    if (item.findAndGetElement(key, element).bad() || element == nullptr) return false;
    size_t count = element->getLength() / 2;
    if (is_signed != nullptr) *is_signed = element->ident() == EVR_SS;
    if (element->ident() == EVR_SS) {
        Sint16* values = nullptr;
        if (element->getSint16Array(values).bad() || values == nullptr) return false;
        target.assign(reinterpret_cast<uint16_t*>(values), reinterpret_cast<uint16_t*>(values) + count);
        return true;
    }
    Uint16* values = nullptr;
    if (element->getUint16Array(values).bad() || values == nullptr) return false;
    target.assign(values, values + count);
    return true;
}

void write_lut(DcmItem& item, const DcmTagKey& descriptor_key, const DcmTagKey& data_key, RecordKind kind, uint32_t key, const char* what, Records& records) {
    std::vector<uint16_t> descriptor, data;
    bool is_signed = false;
    if (!words(item, descriptor_key, descriptor, &is_signed) || descriptor.size() < 3 || !words(item, data_key, data) || data.empty()) {
        records.warn(std::string(what) + " lacks its descriptor or its data and is passed over");
        return;
    }
    if (data.size() > 65536) data.resize(65536);
    std::vector<uint16_t> record = {descriptor[0], descriptor[1], descriptor[2], static_cast<uint16_t>(is_signed)};
    record.insert(record.end(), data.begin(), data.end());
    records.add(kind, key, record.data(), record.size() * 2);
}

DcmSequenceOfItems* sequence(DcmDataset& dataset, const DcmTagKey& key) {
    DcmSequenceOfItems* found = nullptr;
    return dataset.findAndGetSequence(key, found).good() ? found : nullptr;
}

}  // namespace

void write_tags(File& file, Records& records) {
    DcmDataset& dataset = *file.dataset;
    // Conversion rewrites it; the caller is told what the file says.
    write_text(dataset, DCM_SpecificCharacterSet, records);
    if (DcmSpecificCharacterSet::isConversionAvailable() && dataset.convertToUTF8().bad())
        records.warn("some texts are not in the character set that the file names");
    for (const DcmTagKey& key : kTags) write_text(dataset, key, records);

    if (DcmSequenceOfItems* luts = sequence(dataset, DCM_ModalityLUTSequence)) {
        if (luts->card() == 0) records.warn("the modality LUT sequence is empty and is passed over");
        else write_lut(*luts->getItem(0), DCM_LUTDescriptor, DCM_LUTData, kModalityLut, 0, "the modality LUT", records);
    }
    if (DcmSequenceOfItems* luts = sequence(dataset, DCM_VOILUTSequence)) {
        records.add(kVoiLutCount, static_cast<uint32_t>(luts->card()), "");
        if (luts->card() == 0) records.warn("the VOI LUT sequence is empty and is passed over");
        for (unsigned long i = 0; i < luts->card() && i < 16; i++)
            write_lut(*luts->getItem(i), DCM_LUTDescriptor, DCM_LUTData, kVoiLut, static_cast<uint32_t>(i), "a VOI LUT", records);
    }
    OFString photometric;
    dataset.findAndGetOFString(DCM_PhotometricInterpretation, photometric);
    if (photometric == "PALETTE COLOR") {
        write_lut(dataset, DCM_RedPaletteColorLookupTableDescriptor, DCM_RedPaletteColorLookupTableData, kPalette, 0, "the red palette", records);
        write_lut(dataset, DCM_GreenPaletteColorLookupTableDescriptor, DCM_GreenPaletteColorLookupTableData, kPalette, 1, "the green palette", records);
        write_lut(dataset, DCM_BluePaletteColorLookupTableDescriptor, DCM_BluePaletteColorLookupTableData, kPalette, 2, "the blue palette", records);
    }
}

}  // namespace mcd
