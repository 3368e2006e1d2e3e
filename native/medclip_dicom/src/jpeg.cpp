#include "frame.h"
#include "refused.h"

#include <turbojpeg.h>

#include <cstring>
#include <memory>

namespace mcd {

namespace {

struct Close {
    void operator()(void* handle) const noexcept { tjDestroy(handle); }
};

}  // namespace

// Walks the markers to the frame header (ITU T.81 annex B; JPEG-LS keeps the structure). False when there is none.
bool read_jpeg_head(const std::vector<uint8_t>& s, JpegHead& head) {
    if (s.size() < 4 || s[0] != 0xff || s[1] != 0xd8) return false;
    size_t at = 2;
    while (at + 4 <= s.size()) {
        if (s[at] != 0xff) return false;
        int marker = s[at + 1];
        if (marker == 0xff) {
            at++;
            continue;
        }
        at += 2;
        if (marker == 0x01 || (marker >= 0xd0 && marker <= 0xd8)) continue;
        if (marker == 0xd9 || marker == 0xda || at + 2 > s.size()) return false;
        size_t length = static_cast<size_t>(s[at]) << 8 | s[at + 1];
        if (length < 2 || at + length > s.size()) return false;
        if (marker == 0xe0 && length >= 7 && std::memcmp(&s[at + 2], "JFIF", 5) == 0) head.jfif = true;
        if (marker == 0xee && length >= 7 && std::memcmp(&s[at + 2], "Adobe", 5) == 0) head.adobe = true;
        bool frame = (marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc) || marker == 0xf7;
        if (frame) {
            if (length < 8) return false;
            head.marker = marker;
            head.precision = s[at + 2];
            head.rows = static_cast<uint32_t>(s[at + 3]) << 8 | s[at + 4];
            head.columns = static_cast<uint32_t>(s[at + 5]) << 8 | s[at + 6];
            head.components = s[at + 7];
            return true;
        }
        at += length;
    }
    return false;
}

void require_size(const JpegHead& head, const Layout& layout) {
    if (head.rows != layout.rows || head.columns != layout.columns)
        throw Refused("the compressed frame has " + std::to_string(head.columns) + " x " + std::to_string(head.rows) + " pixels, the header claims " +
                      std::to_string(layout.columns) + " x " + std::to_string(layout.rows));
    if (head.components != layout.samples)
        throw Refused("the compressed frame has " + std::to_string(head.components) + " components, the header claims " + std::to_string(layout.samples));
    if (head.precision > layout.allocated)
        throw Refused("the compressed frame has " + std::to_string(head.precision) + " bits a sample, the header allocates " + std::to_string(layout.allocated));
}

// Eight bits, sequential or progressive: libjpeg-turbo, whose warnings are errors here. Colour leaves it as RGB.
Frame decode_jpeg8(const std::vector<uint8_t>& stream, const Layout& layout) {
    std::unique_ptr<void, Close> handle(tjInitDecompress());
    if (!handle) throw std::runtime_error("libjpeg-turbo did not start");
    int format = layout.samples == 1 ? TJPF_GRAY : TJPF_RGB;
    int width = static_cast<int>(layout.columns), height = static_cast<int>(layout.rows);
    Frame frame{layout.columns, layout.rows, layout.samples, 1, std::vector<uint8_t>(layout.count())};
    int flags = TJFLAG_ACCURATEDCT | TJFLAG_STOPONWARNING | TJFLAG_LIMITSCANS;
    if (tjDecompress2(handle.get(), stream.data(), static_cast<unsigned long>(stream.size()), frame.pixels.data(), width, width * tjPixelSize[format], height, format, flags) != 0)
        throw Refused(std::string("the JPEG frame is damaged: ") + tjGetErrorStr2(handle.get()));
    return frame;
}

}  // namespace mcd
