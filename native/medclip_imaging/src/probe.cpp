#include "error.h"
#include "picture.h"

#include <cstring>

namespace mci {

bool Bytes::starts_with(const char* magic, size_t count, size_t at) const noexcept {
    return length >= at + count && std::memcmp(data + at, magic, count) == 0;
}

uint8_t Bytes::u8(size_t at) const {
    if (at >= length) throw Refused("the file ends inside its header");
    return data[at];
}

mci_info sized(int format, int64_t width, int64_t height, int channels, int bit_depth) {
    if (width < 1 || height < 1) throw Refused("the header claims a picture of " + std::to_string(width) + " x " + std::to_string(height) + " pixels");
    if (width > INT32_MAX || height > INT32_MAX) throw Refused("the header claims a side of more than 2^31 pixels");
    mci_info info{};
    info.format = format;
    info.width = static_cast<int32_t>(width);
    info.height = static_cast<int32_t>(height);
    info.channels = channels;
    info.bit_depth = bit_depth;
    info.grey_depth = channels == 1 && bit_depth == 16 ? 16 : 8;
    return info;
}

// The kind of a file is told by its first bytes, never by its name. DICOM comes first: OpenCV hands whatever has "DICM"
// at byte 128 to GDCM, whose assertions end the process on a broken file.
mci_info probe(Bytes file) {
    if (file.length == 0) throw Refused("the file is empty");
    if (file.starts_with("DICM", 4, 128)) throw Refused("this is a DICOM file, not a picture file");
    if (file.starts_with("\x89PNG\r\n\x1a\n", 8)) return probe_png(file);
    if (file.starts_with("\xff\xd8", 2)) return probe_jpeg(file);
    if (file.starts_with("II*\0", 4) || file.starts_with("MM\0*", 4)) return probe_tiff(file);
    if (file.starts_with("BM", 2)) return probe_bmp(file);
    if (file.starts_with("RIFF", 4) && file.starts_with("WEBP", 4, 8)) return probe_webp(file);
    if (file.length > 2 && file.data[0] == 'P' && file.data[1] >= '1' && file.data[1] <= '6') return probe_pnm(file);
    if (file.starts_with("GIF8", 4)) throw Refused("GIF pictures are not read; convert it to PNG");
    if (file.starts_with("\0\0\0\x0cjP  ", 8) || file.starts_with("\xff\x4f\xff\x51", 4)) throw Refused("JPEG 2000 pictures are not read; convert it to PNG");
    if (file.starts_with("II+\0", 4) || file.starts_with("MM\0+", 4)) throw Refused("BigTIFF pictures are not read; convert it to PNG");
    throw Refused("its first bytes are not those of a PNG, JPEG, TIFF, BMP, PNM or WebP picture");
}

}  // namespace mci
