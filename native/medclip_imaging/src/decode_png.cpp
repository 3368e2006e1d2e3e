#include "error.h"
#include "picture.h"

#include <png.h>

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <vector>

namespace mci {

namespace {

struct Reading {
    Bytes file;
    size_t at = 0;
    char reason[160] = "";
};

// Leaves by longjmp, as libpng wants it; no object with a destructor lives in between.
[[noreturn]] void on_error(png_structp png, png_const_charp text) {
    auto* reading = static_cast<Reading*>(png_get_error_ptr(png));
    std::snprintf(reading->reason, sizeof reading->reason, "PNG: %s", text);
    png_longjmp(png, 1);
}

void on_warning(png_structp, png_const_charp) {}

void read_bytes(png_structp png, png_bytep target, size_t count) {
    auto* reading = static_cast<Reading*>(png_get_io_ptr(png));
    if (count > reading->file.length - reading->at) png_error(png, "the file ends too early");
    std::memcpy(target, reading->file.data + reading->at, count);
    reading->at += count;
}

struct Png {
    png_structp reader = nullptr;
    png_infop info = nullptr;
    ~Png() { png_destroy_read_struct(&reader, &info, nullptr); }
};

// Asks for 8 bits of grey or colour, or 16 bits of grey; alpha is dropped, gamma left alone.
void ask_for_plain_samples(const Png& png, int grey_depth) {
    png_set_palette_to_rgb(png.reader);
    if (png_get_color_type(png.reader, png.info) == PNG_COLOR_TYPE_GRAY) png_set_expand_gray_1_2_4_to_8(png.reader);
    if (grey_depth == 16) {
        const uint16_t one = 1;
        if (*reinterpret_cast<const uint8_t*>(&one) == 1) png_set_swap(png.reader);
    } else {
        png_set_strip_16(png.reader);
    }
    png_set_strip_alpha(png.reader);
}

void to_grey(const uint8_t* row, size_t width, int channels, size_t bytes, uint8_t* target) {
    if (channels == 1) {
        std::memcpy(target, row, width * bytes);
        return;
    }
    for (size_t x = 0; x < width; x++, row += 3) target[x] = luma(row[0], row[1], row[2]);
}

// Everything between setjmp and a possible longjmp; false when libpng gave up.
bool read(const Png& png, Reading& reading, const mci_info& expected, uint8_t* pixels, std::vector<uint8_t>& buffer, std::vector<png_bytep>& rows) {
    if (setjmp(png_jmpbuf(png.reader)) != 0) return false;
    png_set_user_limits(png.reader, static_cast<png_uint_32>(expected.width), static_cast<png_uint_32>(expected.height));
    png_set_chunk_cache_max(png.reader, 256);
    png_set_chunk_malloc_max(png.reader, 8 << 20);
    png_set_read_fn(png.reader, &reading, read_bytes);
    png_read_info(png.reader, png.info);
    if (png_get_image_width(png.reader, png.info) != static_cast<png_uint_32>(expected.width) ||
        png_get_image_height(png.reader, png.info) != static_cast<png_uint_32>(expected.height)) {
        png_error(png.reader, "the header changed between two readings");
    }
    ask_for_plain_samples(png, expected.grey_depth);
    bool interlaced = png_set_interlace_handling(png.reader) > 1;
    png_read_update_info(png.reader, png.info);
    int channels = png_get_channels(png.reader, png.info);
    size_t bytes = static_cast<size_t>(expected.grey_depth / 8);
    size_t stride = png_get_rowbytes(png.reader, png.info);
    size_t width = static_cast<size_t>(expected.width), height = static_cast<size_t>(expected.height);
    bool grey = channels == 1 && stride == width * bytes;
    bool colour = channels == 3 && bytes == 1 && stride == width * 3;
    if (!grey && !colour) png_error(png.reader, "its samples are of an unknown kind");
    if (interlaced) {
        buffer.resize(stride * height);
        rows.resize(height);
        for (size_t y = 0; y < height; y++) rows[y] = buffer.data() + y * stride;
        png_read_image(png.reader, rows.data());
        for (size_t y = 0; y < height; y++) to_grey(rows[y], width, channels, bytes, pixels + y * width * bytes);
    } else {
        buffer.resize(stride);
        for (size_t y = 0; y < height; y++) {
            png_read_row(png.reader, buffer.data(), nullptr);
            to_grey(buffer.data(), width, channels, bytes, pixels + y * width * bytes);
        }
    }
    png_read_end(png.reader, nullptr);
    return true;
}

}  // namespace

// Straight through libpng, whose reasons reach the caller; OpenCV leaves them on the error stream.
void decode_png(Bytes file, const mci_info& expected, uint8_t* pixels) {
    Reading reading;
    reading.file = file;
    std::vector<uint8_t> buffer;
    std::vector<png_bytep> rows;
    Png png;
    png.reader = png_create_read_struct(PNG_LIBPNG_VER_STRING, &reading, on_error, on_warning);
    if (png.reader == nullptr) throw std::runtime_error("libpng did not start");
    png.info = png_create_info_struct(png.reader);
    if (png.info == nullptr) throw std::bad_alloc();
    if (!read(png, reading, expected, pixels, buffer, rows)) throw Refused(reading.reason);
}

}  // namespace mci
