#include "frame.h"
#include "refused.h"

#include <dcmtk/dcmdata/dcpixel.h>
#include <dcmtk/dcmdata/dcpixseq.h>

#include <algorithm>
#include <cstring>

namespace mcd {

namespace {

const char* const kPhotometrics[] = {"MONOCHROME1", "MONOCHROME2", "PALETTE COLOR", "RGB", "YBR_FULL", "YBR_FULL_422", "YBR_PARTIAL_422", "YBR_PARTIAL_420", "YBR_ICT", "YBR_RCT"};

uint32_t required(DcmDataset& dataset, const DcmTagKey& key, const char* name) {
    Uint16 value = 0;
    if (dataset.findAndGetUint16(key, value).bad()) throw Refused(std::string(name) + " is missing");
    return value;
}

uint32_t frames_of(DcmDataset& dataset, Records& records) {
    Sint32 frames = 1;
    if (!dataset.tagExists(DCM_NumberOfFrames) || dataset.findAndGetSint32(DCM_NumberOfFrames, frames).bad()) return 1;
    if (frames == 0) {
        records.warn("NumberOfFrames is 0; taken as 1");
        return 1;
    }
    if (frames < 0) throw Refused("NumberOfFrames is " + std::to_string(frames));
    return static_cast<uint32_t>(frames);
}

// One frame out of uncompressed pixel data.
Frame native_frame(DcmElement& element, const Layout& layout, uint32_t frame, Records& records) {
    size_t frame_bytes = layout.count() * layout.bytes();
    uint64_t needed = static_cast<uint64_t>(frame_bytes) * layout.frames;
    uint64_t length = element.getLength();
    if (length < needed) throw Refused("the pixel data holds " + std::to_string(length) + " bytes; " + std::to_string(needed) + " are needed");
    if (length > needed + needed % 2) records.warn("the pixel data is " + std::to_string(length - needed) + " bytes longer than needed");
    Frame result{layout.columns, layout.rows, layout.samples, static_cast<uint32_t>(layout.bytes()), {}};
    const uint8_t* bytes = nullptr;
    if (layout.bytes() == 1) {
        Uint8* values = nullptr;
        if (element.getUint8Array(values).good()) bytes = values;
    } else {
        Uint16* values = nullptr;
        if (element.getUint16Array(values).good()) bytes = reinterpret_cast<uint8_t*>(values);
    }
    if (bytes == nullptr) throw Refused("the pixel data cannot be read");
    bytes += static_cast<size_t>(frame) * frame_bytes;
    result.pixels.assign(bytes, bytes + frame_bytes);
    return result;
}

// By one of DCMTK's codecs: JPEG of more than 8 bits or without loss, JPEG-LS.
Frame codec_frame(File& file, DcmPixelData& data, const Layout& layout, uint32_t frame, Uint32 first) {
    size_t frame_bytes = layout.count() * layout.bytes();
    Frame result{layout.columns, layout.rows, layout.samples, static_cast<uint32_t>(layout.bytes()), std::vector<uint8_t>(frame_bytes + frame_bytes % 2)};
    OFString model;
    OFCondition status = data.getUncompressedFrame(file.dataset, frame, first, result.pixels.data(), static_cast<Uint32>(result.pixels.size()), model);
    if (status.bad()) throw Refused(std::string("the compressed frame is damaged: ") + status.text());
    result.pixels.resize(frame_bytes);
    return result;
}

void interleave(Frame& frame) {
    std::vector<uint8_t> mixed(frame.pixels.size());
    size_t pixels = static_cast<size_t>(frame.width) * frame.height, bytes = frame.sample_bytes;
    for (uint32_t c = 0; c < frame.samples; c++)
        for (size_t i = 0; i < pixels; i++)
            std::memcpy(&mixed[(i * frame.samples + c) * bytes], &frame.pixels[(c * pixels + i) * bytes], bytes);
    frame.pixels.swap(mixed);
}

// Bits outside the stored ones may hold rubbish.
void mask(Frame& frame, const Layout& layout) {
    uint32_t shift = layout.high + 1 - layout.stored;
    uint32_t bits = (1u << layout.stored) - 1;
    if (shift == 0 && layout.stored == layout.allocated) return;
    if (frame.sample_bytes == 1) {
        for (uint8_t& p : frame.pixels) p = static_cast<uint8_t>(p >> shift & bits);
    } else {
        auto* p = reinterpret_cast<uint16_t*>(frame.pixels.data());
        for (size_t i = 0; i < frame.pixels.size() / 2; i++) p[i] = static_cast<uint16_t>(p[i] >> shift & bits);
    }
}

Frame decode_stream(File& file, DcmPixelData* data, const std::vector<uint8_t>& stream, const Layout& layout, uint32_t frame, Uint32 first, bool& rgb) {
    JpegHead head;
    if (read_jpeg_head(stream, head)) {
        require_size(head, layout);
        bool plain = head.marker >= 0xc0 && head.marker <= 0xc2 && head.precision == 8 && layout.allocated == 8;
        // Without a marker libjpeg-turbo takes three components for YBR, so RGB that says so nowhere else goes to DCMTK.
        bool unmarked_rgb = layout.photometric == "RGB" && !head.jfif && !head.adobe;
        if (plain && !unmarked_rgb) {
            rgb = layout.samples == 3;
            return decode_jpeg8(stream, layout);
        }
        if (data == nullptr) throw Refused("a JPEG frame of this kind is not read outside of its own transfer syntax");
        return codec_frame(file, *data, layout, frame, first);
    }
    if (file.syntax == EXS_RLELossless) return decode_rle(stream, layout);
    if (stream.size() > 12 && (std::memcmp(stream.data(), "\xff\x4f\xff\x51", 4) == 0 || std::memcmp(stream.data() + 4, "jP  ", 4) == 0)) {
        // The codestream's own colour transform is undone in decoding.
        rgb = layout.samples == 3;
        return decode_jpeg2000(stream, layout);
    }
    throw Refused("the compressed frame is neither JPEG, JPEG-LS, JPEG 2000 nor RLE, or it is damaged at its start");
}

}  // namespace

Layout read_layout(DcmDataset& dataset, uint64_t max_pixels, Records& records) {
    Layout layout;
    layout.rows = required(dataset, DCM_Rows, "Rows");
    layout.columns = required(dataset, DCM_Columns, "Columns");
    layout.samples = required(dataset, DCM_SamplesPerPixel, "SamplesPerPixel");
    layout.allocated = required(dataset, DCM_BitsAllocated, "BitsAllocated");
    OFString photometric;
    dataset.findAndGetOFString(DCM_PhotometricInterpretation, photometric);
    layout.photometric = photometric.c_str();
    if (layout.photometric.empty()) throw Refused("PhotometricInterpretation is missing");
    if (std::find(std::begin(kPhotometrics), std::end(kPhotometrics), layout.photometric) == std::end(kPhotometrics))
        throw Refused("the photometric interpretation '" + layout.photometric.substr(0, 32) + "' is not known");
    if (layout.rows == 0 || layout.columns == 0) throw Refused("the header claims a picture of " + std::to_string(layout.columns) + " x " + std::to_string(layout.rows) + " pixels");
    if (static_cast<uint64_t>(layout.rows) * layout.columns > max_pixels)
        throw Refused("the picture claims " + std::to_string(layout.columns) + " x " + std::to_string(layout.rows) + " pixels; at most " + std::to_string(max_pixels) + " are read");
    if (layout.samples != 1 && layout.samples != 3) throw Refused("a picture with " + std::to_string(layout.samples) + " samples a pixel is not read");
    bool grey = layout.photometric.rfind("MONO", 0) == 0 || layout.photometric == "PALETTE COLOR";
    if (grey != (layout.samples == 1)) throw Refused(layout.photometric + " does not go with " + std::to_string(layout.samples) + " samples a pixel");
    if (layout.allocated != 8 && layout.allocated != 16) throw Refused("BitsAllocated is " + std::to_string(layout.allocated) + "; 8 and 16 are read");
    Uint16 value = 0;
    if (dataset.findAndGetUint16(DCM_BitsStored, value).good()) {
        layout.stored = value;
    } else {
        records.warn("BitsStored is missing; all allocated bits are taken");
        layout.stored = layout.allocated;
    }
    if (layout.stored < 1 || layout.stored > layout.allocated) throw Refused("BitsStored is " + std::to_string(layout.stored) + " of " + std::to_string(layout.allocated) + " allocated");
    layout.high = layout.stored - 1;
    if (dataset.findAndGetUint16(DCM_HighBit, value).good() && value != layout.high) {
        if (value >= layout.stored && value < layout.allocated) layout.high = value;
        else records.warn("HighBit is " + std::to_string(value) + "; taken as " + std::to_string(layout.high));
    }
    if (!dataset.tagExists(DCM_PixelRepresentation)) records.warn("PixelRepresentation is missing; pixels are taken as unsigned");
    if (layout.samples == 3) {
        if (dataset.findAndGetUint16(DCM_PlanarConfiguration, value).good()) layout.planar = value == 1;
        else records.warn("PlanarConfiguration is missing; colour is taken by pixel");
    }
    layout.frames = frames_of(dataset, records);
    return layout;
}

Frame read_frame(File& file, const Layout& layout, uint32_t frame, Records& records) {
    DcmElement* element = nullptr;
    if (file.dataset->findAndGetElement(DCM_PixelData, element).bad() || element == nullptr) throw Refused("there is no pixel data");
    auto* data = dynamic_cast<DcmPixelData*>(element);
    Frame result;
    bool rgb = false;
    E_TransferSyntax key = EXS_Unknown;
    const DcmRepresentationParameter* parameter = nullptr;
    DcmPixelSequence* sequence = nullptr;
    if (data != nullptr) {
        data->getOriginalRepresentationKey(key, parameter);
        // Asked whatever the syntax says: compressed pixels stand under uncompressed syntaxes too.
        if (data->getEncapsulatedRepresentation(key, parameter, sequence).bad()) sequence = nullptr;
    }
    if (sequence != nullptr) {
        Uint32 first = 0;
        std::vector<uint8_t> stream = join_fragments(*sequence, frame, layout.frames, first);
        bool known = DcmXfer(file.syntax).isEncapsulated();
        if (!known) records.warn("the pixel data is compressed although the transfer syntax says it is not");
        result = decode_stream(file, known ? data : nullptr, stream, layout, frame, first, rgb);
    } else {
        if (DcmXfer(file.syntax).isEncapsulated()) throw Refused("the pixel data is not compressed although the transfer syntax says it is");
        Uint8* bytes = nullptr;
        size_t length = element->getLength();
        bool jpeg = length > 4 && length < layout.count() * layout.bytes() && element->getUint8Array(bytes).good() && bytes != nullptr &&
                    (std::memcmp(bytes, "\xff\xd8\xff", 3) == 0 || std::memcmp(bytes, "\xff\x4f\xff\x51", 4) == 0);
        if (jpeg) {
            records.warn("the pixel data is compressed although the transfer syntax says it is not");
            result = decode_stream(file, nullptr, std::vector<uint8_t>(bytes, bytes + length), layout, frame, 0, rgb);
        } else {
            if (layout.photometric == "YBR_FULL_422" || layout.photometric.rfind("YBR_PARTIAL", 0) == 0)
                throw Refused("uncompressed " + layout.photometric + " is not read");
            result = native_frame(*element, layout, frame, records);
            if (layout.planar && result.samples == 3) interleave(result);
        }
    }
    mask(result, layout);
    // Tells the caller that colour is RGB by now, whatever the header says.
    if (rgb) records.add(kTag, 0x00280004, "RGB");
    return result;
}

}  // namespace mcd
