#include "error.h"
#include "picture.h"

#include <opencv2/core.hpp>
#include <opencv2/imgcodecs.hpp>

#include <cstdlib>
#include <cstring>
#include <vector>

using namespace mci;

namespace {

int scaled(int size, int denominator) { return (size + denominator - 1) / denominator; }

void check_denominator(int denominator) {
    if (denominator != 1 && denominator != 2 && denominator != 4 && denominator != 8) throw Misuse("the denominator must be 1, 2, 4 or 8");
}

}  // namespace

int32_t mci_abi_version(void) { return MCI_ABI_VERSION; }

const char* mci_last_error(void) { return error_text(); }

const char* mci_versions(void) { return "OpenCV " CV_VERSION; }

int32_t mci_probe(const uint8_t* data, int64_t length, mci_info* info) {
    return guarded([&] {
        if (data == nullptr || info == nullptr || length < 0) throw Misuse("mci_probe needs bytes and a place for the answer");
        *info = probe({data, static_cast<size_t>(length)});
    });
}

int32_t mci_scaled_size(int32_t width, int32_t height, int32_t denominator, int32_t* scaled_width, int32_t* scaled_height) {
    return guarded([&] {
        check_denominator(denominator);
        *scaled_width = scaled(width, denominator);
        *scaled_height = scaled(height, denominator);
    });
}

int32_t mci_decode_grey(const uint8_t* data, int64_t length, const mci_info* expected, int32_t denominator, uint8_t* pixels,
                        int64_t capacity) {
    return guarded([&] {
        if (data == nullptr || expected == nullptr || pixels == nullptr || length < 0) throw Misuse("mci_decode_grey needs bytes, an info and a buffer");
        check_denominator(denominator);
        if (denominator != 1 && expected->format != MCI_FORMAT_JPEG) throw Misuse("only JPEG decodes at a reduced size");
        int64_t needed = static_cast<int64_t>(scaled(expected->width, denominator)) * scaled(expected->height, denominator) * (expected->grey_depth / 8);
        if (capacity < needed) throw Misuse("the buffer is smaller than the picture");
        if (length > INT32_MAX) throw Refused("the file has more than 2^31 bytes");
        Bytes file{data, static_cast<size_t>(length)};
        if (expected->format == MCI_FORMAT_JPEG) {
            decode_jpeg(file, *expected, denominator, pixels);
        } else if (expected->format == MCI_FORMAT_PNG) {
            decode_png(file, *expected, pixels);
        } else {
            decode_opencv(file, *expected, pixels);
        }
    });
}

int32_t mci_encode_png(const uint8_t* pixels, int32_t width, int32_t height, int32_t bit_depth, int32_t compression, uint8_t** data,
                       int64_t* length) {
    return guarded([&] {
        if (pixels == nullptr || data == nullptr || length == nullptr || width < 1 || height < 1) throw Misuse("mci_encode_png needs pixels and a size");
        if (bit_depth != 8 && bit_depth != 16) throw Misuse("PNG is written with 8 or 16 bits");
        cv::Mat view(height, width, bit_depth == 8 ? CV_8UC1 : CV_16UC1, const_cast<uint8_t*>(pixels));
        std::vector<uint8_t> encoded;
        if (!cv::imencode(".png", view, encoded, {cv::IMWRITE_PNG_COMPRESSION, compression})) throw std::runtime_error("the PNG encoder failed");
        auto* copy = static_cast<uint8_t*>(std::malloc(encoded.size()));
        if (copy == nullptr) throw std::bad_alloc();
        std::memcpy(copy, encoded.data(), encoded.size());
        *data = copy;
        *length = static_cast<int64_t>(encoded.size());
    });
}

void mci_free(uint8_t* data) { std::free(data); }
