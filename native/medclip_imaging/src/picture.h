#pragma once

#include "medclip_imaging.h"

#include <cstddef>
#include <cstdint>
#include <string>

namespace mci {

// The bytes of a file, with reads that refuse to pass the end.
struct Bytes {
    const uint8_t* data;
    size_t length;

    bool starts_with(const char* magic, size_t count, size_t at = 0) const noexcept;
    uint8_t u8(size_t at) const;
    uint16_t be16(size_t at) const { return static_cast<uint16_t>(u8(at) << 8 | u8(at + 1)); }
    uint16_t le16(size_t at) const { return static_cast<uint16_t>(u8(at + 1) << 8 | u8(at)); }
    uint32_t be32(size_t at) const { return static_cast<uint32_t>(be16(at)) << 16 | be16(at + 2); }
    uint32_t le32(size_t at) const { return static_cast<uint32_t>(le16(at + 2)) << 16 | le16(at); }
};

mci_info probe(Bytes file);
mci_info probe_png(Bytes file);
mci_info probe_jpeg(Bytes file);
mci_info probe_tiff(Bytes file);
mci_info probe_bmp(Bytes file);
mci_info probe_pnm(Bytes file);
mci_info probe_webp(Bytes file);

void decode_jpeg(Bytes file, const mci_info& expected, int denominator, uint8_t* pixels);
void decode_png(Bytes file, const mci_info& expected, uint8_t* pixels);
void decode_opencv(Bytes file, const mci_info& expected, uint8_t* pixels);

// Fills the size of an info, refusing what is no size.
mci_info sized(int format, int64_t width, int64_t height, int channels, int bit_depth);

// Pillow's luma: the ITU-R 601 weights in 16-bit fixed point.
inline uint8_t luma(unsigned r, unsigned g, unsigned b) noexcept {
    return static_cast<uint8_t>((19595u * r + 38470u * g + 7471u * b + 32768u) >> 16);
}

}  // namespace mci
