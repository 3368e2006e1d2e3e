#include "error.h"
#include "picture.h"

namespace mci {

// BITMAPCOREHEADER (12 bytes) or BITMAPINFOHEADER and its successors.
mci_info probe_bmp(Bytes file) {
    uint32_t header = file.le32(14);
    if (header == 12) {
        int bits = file.le16(24);
        return sized(MCI_FORMAT_BMP, file.le16(18), file.le16(20), bits <= 8 ? 1 : 3, 8);
    }
    if (header < 40) throw Refused("BMP: the header claims " + std::to_string(header) + " bytes");
    int64_t width = static_cast<int32_t>(file.le32(18));
    int64_t height = static_cast<int32_t>(file.le32(22));
    int bits = file.le16(28);
    return sized(MCI_FORMAT_BMP, width, height < 0 ? -height : height, bits <= 8 ? 1 : bits == 32 ? 4 : 3, 8);
}

// PBM, PGM, PPM: numbers in text, separated by white space and comments.
mci_info probe_pnm(Bytes file) {
    int kind = file.data[1] - '0';
    size_t at = 2;
    auto number = [&]() -> int64_t {
        for (;;) {
            uint8_t c = file.u8(at);
            if (c == '#') {
                while (file.u8(at) != '\n') at++;
            } else if (c == ' ' || c == '\t' || c == '\r' || c == '\n') {
                at++;
            } else {
                break;
            }
        }
        int64_t value = 0;
        size_t start = at;
        while (file.u8(at) >= '0' && file.u8(at) <= '9') {
            value = value * 10 + (file.u8(at++) - '0');
            if (value > INT32_MAX) throw Refused("PNM: the header claims a number beyond 2^31");
        }
        if (at == start) throw Refused("PNM: the header is not made of numbers");
        return value;
    };
    int64_t width = number();
    int64_t height = number();
    bool bitmap = kind == 1 || kind == 4;
    int64_t maximum = bitmap ? 1 : number();
    if (maximum < 1 || maximum > 65535) throw Refused("PNM: the header claims a largest value of " + std::to_string(maximum));
    return sized(MCI_FORMAT_PNM, width, height, kind == 3 || kind == 6 ? 3 : 1, maximum > 255 ? 16 : 8);
}

// https://developers.google.com/speed/webp/docs/riff_container
mci_info probe_webp(Bytes file) {
    if (file.starts_with("VP8 ", 4, 12)) return sized(MCI_FORMAT_WEBP, file.le16(26) & 0x3fff, file.le16(28) & 0x3fff, 3, 8);
    if (file.starts_with("VP8L", 4, 12)) {
        uint32_t packed = file.le32(21);
        return sized(MCI_FORMAT_WEBP, (packed & 0x3fff) + 1, ((packed >> 14) & 0x3fff) + 1, 4, 8);
    }
    if (file.starts_with("VP8X", 4, 12)) {
        if (file.u8(20) & 0x02) throw Refused("WebP animations are not read; convert it to PNG");
        int64_t width = (file.le16(24) | static_cast<int64_t>(file.u8(26)) << 16) + 1;
        int64_t height = (file.le16(27) | static_cast<int64_t>(file.u8(29)) << 16) + 1;
        return sized(MCI_FORMAT_WEBP, width, height, 4, 8);
    }
    throw Refused("WebP: the first chunk is not one of VP8, VP8L, VP8X");
}

}  // namespace mci
