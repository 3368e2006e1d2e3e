#include "error.h"
#include "picture.h"

namespace mci {

namespace {

struct Reader {
    Bytes file;
    bool little;
    uint16_t u16(size_t at) const { return little ? file.le16(at) : file.be16(at); }
    uint32_t u32(size_t at) const { return little ? file.le32(at) : file.be32(at); }

    // The first value of a directory entry of type BYTE, SHORT or LONG.
    uint32_t value(size_t entry) const {
        uint16_t type = u16(entry + 2);
        uint32_t count = u32(entry + 4);
        size_t width = type == 1 ? 1 : type == 3 ? 2 : 4;
        if (type != 1 && type != 3 && type != 4) throw Refused("TIFF: a size is given in a type that is not a whole number");
        size_t at = count * static_cast<uint64_t>(width) <= 4 ? entry + 8 : u32(entry + 8);
        return width == 1 ? file.u8(at) : width == 2 ? u16(at) : u32(at);
    }
};

}  // namespace

// TIFF 6.0: the first image file directory.
mci_info probe_tiff(Bytes file) {
    Reader read{file, file.starts_with("II", 2)};
    size_t directory = read.u32(4);
    uint32_t width = 0, height = 0, bits = 1, samples = 1, kind = 1, photometric = 1;
    unsigned entries = read.u16(directory);
    for (unsigned i = 0; i < entries; i++) {
        size_t entry = directory + 2 + static_cast<size_t>(i) * 12;
        switch (read.u16(entry)) {
            case 256: width = read.value(entry); break;
            case 257: height = read.value(entry); break;
            case 258: bits = read.value(entry); break;
            case 262: photometric = read.value(entry); break;
            case 277: samples = read.value(entry); break;
            case 339: kind = read.value(entry); break;
            default: break;
        }
    }
    if (kind == 3) throw Refused("TIFF with floating-point pixels is not read; convert it to 8 or 16 bits");
    if (kind == 2) throw Refused("TIFF with signed pixels is not read; convert it to unsigned 8 or 16 bits");
    if (bits != 1 && bits != 4 && bits != 8 && bits != 16) throw Refused("TIFF with " + std::to_string(bits) + " bits a sample is not read; convert it to 8 or 16 bits");
    if (samples < 1 || samples > 4) throw Refused("TIFF with " + std::to_string(samples) + " samples a pixel is not read");
    if (photometric > 3 && photometric != 6) throw Refused("TIFF with photometric interpretation " + std::to_string(photometric) + " is not read; convert it to grey or RGB");
    return sized(MCI_FORMAT_TIFF, width, height, static_cast<int>(samples), static_cast<int>(bits));
}

}  // namespace mci
