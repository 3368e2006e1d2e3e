#include "error.h"
#include "picture.h"

#include <turbojpeg.h>

#include <memory>
#include <vector>

namespace mci {

namespace {

struct Close {
    void operator()(void* handle) const noexcept { tjDestroy(handle); }
};

unsigned scale255(unsigned a, unsigned b) noexcept {
    unsigned product = a * b + 128;
    return ((product >> 8) + product) >> 8;
}

}  // namespace

// Slow integer DCT and fancy upsampling, as Pillow decodes; a warning (truncated or damaged data) is an error, where
// other readers fill the rest with grey. Colour is decoded first and made grey by Pillow's luma.
void decode_jpeg(Bytes file, const mci_info& expected, int denominator, uint8_t* pixels) {
    std::unique_ptr<void, Close> handle(tjInitDecompress());
    if (!handle) throw std::runtime_error("libjpeg-turbo did not start");
    auto refuse = [&]() -> void { throw Refused(std::string("JPEG: ") + tjGetErrorStr2(handle.get())); };

    int width = 0, height = 0, subsampling = 0, colour = 0;
    if (tjDecompressHeader3(handle.get(), file.data, static_cast<unsigned long>(file.length), &width, &height, &subsampling, &colour) != 0) refuse();
    if (width != expected.width || height != expected.height) throw Refused("JPEG: the frame header changed between two readings");
    tjscalingfactor factor{1, denominator};
    int w = TJSCALED(width, factor);
    int h = TJSCALED(height, factor);
    int flags = TJFLAG_ACCURATEDCT | TJFLAG_STOPONWARNING | TJFLAG_LIMITSCANS;
    auto decode = [&](int format, uint8_t* target) {
        if (tjDecompress2(handle.get(), file.data, static_cast<unsigned long>(file.length), target, w, w * tjPixelSize[format], h, format, flags) != 0) refuse();
    };

    if (colour == TJCS_GRAY) {
        decode(TJPF_GRAY, pixels);
        return;
    }
    bool cmyk = colour == TJCS_CMYK || colour == TJCS_YCCK;
    size_t count = static_cast<size_t>(w) * h;
    std::vector<uint8_t> buffer(count * (cmyk ? 4 : 3));
    decode(cmyk ? TJPF_CMYK : TJPF_RGB, buffer.data());
    const uint8_t* p = buffer.data();
    if (!cmyk) {
        for (size_t i = 0; i < count; i++, p += 3) pixels[i] = luma(p[0], p[1], p[2]);
        return;
    }
    // Inks are stored inverted (255 = none): x is the light that an ink lets pass, p[3] that of black.
    for (size_t i = 0; i < count; i++, p += 4) {
        unsigned key = p[3];
        auto light = [&](unsigned x) { return key - scale255(255 - x, key); };
        pixels[i] = luma(light(p[0]), light(p[1]), light(p[2]));
    }
}

}  // namespace mci
