#include "frame.h"
#include "refused.h"

#include <cstring>

namespace mcd {

namespace {

// PackBits (PS3.5 annex G.3): a segment unpacks to exactly one plane.
void unpack(const uint8_t* p, size_t length, uint8_t* target, size_t count, size_t stride) {
    size_t at = 0, done = 0;
    while (done < count) {
        if (at >= length) throw Refused("an RLE segment ends before its plane is full");
        auto control = static_cast<int8_t>(p[at++]);
        if (control == -128) continue;
        size_t run = control >= 0 ? static_cast<size_t>(control) + 1 : static_cast<size_t>(1 - control);
        if (at + (control >= 0 ? run : 1) > length) throw Refused("an RLE segment ends inside a run");
        for (size_t i = 0; i < run && done < count; i++, done++) target[done * stride] = control >= 0 ? p[at + i] : p[at];
        at += control >= 0 ? run : 1;
    }
}

}  // namespace

// Our own: DCMTK 3.6.7 reads past the frame when a segment's offset lies. Planes come sample by sample, the high byte first (PS3.5 G.2).
Frame decode_rle(const std::vector<uint8_t>& stream, const Layout& layout) {
    if (stream.size() < 64) throw Refused("the RLE frame is shorter than its header");
    uint32_t header[16];
    for (size_t i = 0; i < 16; i++) {
        const uint8_t* p = &stream[i * 4];
        header[i] = p[0] | p[1] << 8 | p[2] << 16 | static_cast<uint32_t>(p[3]) << 24;
    }
    size_t bytes = layout.bytes(), planes = layout.samples * bytes;
    if (header[0] != planes) throw Refused("the RLE frame has " + std::to_string(header[0]) + " segments; " + std::to_string(planes) + " are needed");
    Frame frame{layout.columns, layout.rows, layout.samples, static_cast<uint32_t>(bytes), std::vector<uint8_t>(layout.count() * bytes)};
    for (size_t plane = 0; plane < planes; plane++) {
        size_t begin = header[plane + 1];
        size_t end = plane + 1 < planes ? header[plane + 2] : stream.size();
        if (begin < 64 || end > stream.size() || begin >= end) throw Refused("an RLE segment's offset lies outside of the frame");
        size_t sample = plane / bytes, byte = bytes - 1 - plane % bytes;  // little endian in memory
        unpack(&stream[begin], end - begin, frame.pixels.data() + sample * bytes + byte, layout.count() / layout.samples, planes);
    }
    return frame;
}

}  // namespace mcd
