#pragma once

#include "records.h"

#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmdata/dctk.h>

#include <vector>

namespace mcd {

// The image pixel module (PS3.3 C.7.6.3), checked.
struct Layout {
    uint32_t rows = 0, columns = 0, samples = 0;
    uint32_t allocated = 0, stored = 0, high = 0;
    uint32_t frames = 1;
    bool planar = false;
    std::string photometric;

    size_t bytes() const { return allocated / 8; }
    size_t count() const { return static_cast<size_t>(rows) * columns * samples; }
};

// One frame: samples interleaved, 1 or 2 bytes each, bits outside the stored ones cleared.
struct Frame {
    uint32_t width = 0, height = 0, samples = 0, sample_bytes = 0;
    std::vector<uint8_t> pixels;
};

struct File {
    DcmFileFormat format;
    DcmDataset* dataset = nullptr;
    E_TransferSyntax syntax = EXS_Unknown;
};

void read_file(const uint8_t* data, size_t length, File& file, Records& records);
void write_tags(File& file, Records& records);
Layout read_layout(DcmDataset& dataset, uint64_t max_pixels, Records& records);
Frame read_frame(File& file, const Layout& layout, uint32_t frame, Records& records);

// The bytes of one encapsulated frame, its fragments joined; first is the item that it starts at.
std::vector<uint8_t> join_fragments(DcmPixelSequence& sequence, uint32_t frame, uint32_t frames, Uint32& first);

// Codestreams. What they yield is interleaved; a size other than the layout's is refused before anything is decoded.
struct JpegHead {
    int marker = 0;  // the frame header's: 0xc0 baseline, 0xc3 lossless, 0xf7 JPEG-LS
    uint32_t precision = 0, rows = 0, columns = 0, components = 0;
    bool jfif = false, adobe = false;
};
bool read_jpeg_head(const std::vector<uint8_t>& stream, JpegHead& head);
void require_size(const JpegHead& head, const Layout& layout);
Frame decode_jpeg8(const std::vector<uint8_t>& stream, const Layout& layout);
Frame decode_rle(const std::vector<uint8_t>& stream, const Layout& layout);
Frame decode_jpeg2000(const std::vector<uint8_t>& stream, const Layout& layout);

}  // namespace mcd
