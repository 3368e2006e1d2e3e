#include "frame.h"
#include "refused.h"

#include <openjpeg.h>

#include <algorithm>
#include <cstring>
#include <memory>

namespace mcd {

namespace {

struct Source {
    const std::vector<uint8_t>& bytes;
    size_t at = 0;
};

OPJ_SIZE_T read_bytes(void* target, OPJ_SIZE_T count, void* user) {
    auto& source = *static_cast<Source*>(user);
    size_t left = source.bytes.size() - source.at;
    if (left == 0) return static_cast<OPJ_SIZE_T>(-1);
    count = std::min<size_t>(count, left);
    std::memcpy(target, source.bytes.data() + source.at, count);
    source.at += count;
    return count;
}

OPJ_OFF_T skip_bytes(OPJ_OFF_T count, void* user) {
    auto& source = *static_cast<Source*>(user);
    if (count < 0) return -1;
    size_t step = std::min<size_t>(static_cast<size_t>(count), source.bytes.size() - source.at);
    source.at += step;
    return static_cast<OPJ_OFF_T>(step);
}

OPJ_BOOL seek_bytes(OPJ_OFF_T place, void* user) {
    auto& source = *static_cast<Source*>(user);
    if (place < 0 || static_cast<size_t>(place) > source.bytes.size()) return OPJ_FALSE;
    source.at = static_cast<size_t>(place);
    return OPJ_TRUE;
}

void damaged(const char*, void* user) { *static_cast<bool*>(user) = true; }
void quiet(const char*, void*) {}

}  // namespace

Frame decode_jpeg2000(const std::vector<uint8_t>& bytes, const Layout& layout) {
    bool boxed = bytes.size() > 12 && std::memcmp(bytes.data() + 4, "jP  ", 4) == 0;
    if (!boxed && (bytes.size() < 4 || std::memcmp(bytes.data(), "\xff\x4f\xff\x51", 4) != 0)) throw Refused("the frame is no JPEG 2000 codestream");
    std::unique_ptr<opj_codec_t, void (*)(opj_codec_t*)> codec(opj_create_decompress(boxed ? OPJ_CODEC_JP2 : OPJ_CODEC_J2K), opj_destroy_codec);
    std::unique_ptr<opj_stream_t, void (*)(opj_stream_t*)> stream(opj_stream_default_create(OPJ_TRUE), opj_stream_destroy);
    if (!codec || !stream) throw std::bad_alloc();
    bool bad = false;
    opj_set_error_handler(codec.get(), damaged, &bad);
    opj_set_warning_handler(codec.get(), damaged, &bad);
    opj_set_info_handler(codec.get(), quiet, nullptr);
    Source source{bytes};
    opj_stream_set_read_function(stream.get(), read_bytes);
    opj_stream_set_skip_function(stream.get(), skip_bytes);
    opj_stream_set_seek_function(stream.get(), seek_bytes);
    opj_stream_set_user_data(stream.get(), &source, nullptr);
    opj_stream_set_user_data_length(stream.get(), bytes.size());
    opj_dparameters_t parameters;
    opj_set_default_decoder_parameters(&parameters);
    opj_image_t* raw = nullptr;
    if (!opj_setup_decoder(codec.get(), &parameters) || !opj_read_header(stream.get(), codec.get(), &raw)) {
        if (raw != nullptr) opj_image_destroy(raw);
        throw Refused("the JPEG 2000 frame's header is damaged");
    }
    std::unique_ptr<opj_image_t, void (*)(opj_image_t*)> image(raw, opj_image_destroy);
    if (image->x1 - image->x0 != layout.columns || image->y1 - image->y0 != layout.rows)
        throw Refused("the JPEG 2000 frame has another size than the header claims");
    if (image->numcomps != layout.samples) throw Refused("the JPEG 2000 frame has another number of components than the header claims");
    if (!opj_decode(codec.get(), stream.get(), image.get()) || bad) throw Refused("the JPEG 2000 frame is damaged");

    Frame frame{layout.columns, layout.rows, layout.samples, static_cast<uint32_t>(layout.bytes()), std::vector<uint8_t>(layout.count() * layout.bytes())};
    size_t pixels = static_cast<size_t>(layout.rows) * layout.columns;
    for (uint32_t c = 0; c < layout.samples; c++) {
        const opj_image_comp_t& plane = image->comps[c];
        if (plane.data == nullptr || plane.w != layout.columns || plane.h != layout.rows || plane.prec > layout.allocated)
            throw Refused("the JPEG 2000 frame's components do not fit the header");
        for (size_t i = 0; i < pixels; i++) {
            auto value = static_cast<uint32_t>(plane.data[i]);
            size_t at = i * layout.samples + c;
            if (layout.bytes() == 1) frame.pixels[at] = static_cast<uint8_t>(value);
            else reinterpret_cast<uint16_t*>(frame.pixels.data())[at] = static_cast<uint16_t>(value);
        }
    }
    return frame;
}

}  // namespace mcd
