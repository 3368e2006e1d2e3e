#include "error.h"
#include "picture.h"
#include "quiet.h"

#include <opencv2/core.hpp>
#include <opencv2/imgcodecs.hpp>

#include <cstring>

namespace mci {

// Unchanged: no turning by EXIF, no grey by the codec's own weights, 16 bits kept.
void decode_opencv(Bytes file, const mci_info& expected, uint8_t* pixels) {
    cv::Mat encoded(1, static_cast<int>(file.length), CV_8UC1, const_cast<uint8_t*>(file.data));
    cv::Mat picture;
    Quiet quiet;
    try {
        picture = cv::imdecode(encoded, cv::IMREAD_UNCHANGED);
    } catch (const cv::Exception& e) {
        throw Refused("the decoder refused the picture: " + e.err);
    }
    if (picture.empty()) throw Refused("the picture is damaged: the decoder gave nothing back");
    if (picture.cols != expected.width || picture.rows != expected.height) throw Refused("the decoder found another size than the header claims");
    int channels = picture.channels();
    int depth = picture.depth();
    if ((depth != CV_8U && depth != CV_16U) || channels == 2) throw Refused("the decoder gave pixels of an unknown kind");
    bool wide = depth == CV_16U;
    size_t width = static_cast<size_t>(picture.cols);
    size_t bytes = static_cast<size_t>(expected.grey_depth / 8);
    for (int y = 0; y < picture.rows; y++) {
        uint8_t* target = pixels + static_cast<size_t>(y) * width * bytes;
        if (channels == 1 && wide == (expected.grey_depth == 16)) {
            std::memcpy(target, picture.ptr(y), width * bytes);
            continue;
        }
        if (expected.grey_depth == 16) {
            // A grey 16-bit picture whose decoder gave colour or 8 bits: never seen, never guessed.
            throw Refused("the decoder gave another depth than the header claims");
        }
        const uint8_t* p8 = picture.ptr<uint8_t>(y);
        const uint16_t* p16 = picture.ptr<uint16_t>(y);
        auto sample = [&](size_t i) -> unsigned { return wide ? p16[i] >> 8 : p8[i]; };
        for (size_t x = 0; x < width; x++) {
            size_t i = x * static_cast<size_t>(channels);
            target[x] = channels == 1 ? static_cast<uint8_t>(sample(i)) : luma(sample(i + 2), sample(i + 1), sample(i));
        }
    }
}

}  // namespace mci
