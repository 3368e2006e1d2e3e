// check_pictures [CASES] [FILE…]: probes and decodes pictures made here and the files given, whole and damaged, into buffers of exactly the size asked for.
#include <medclip_imaging.h>
#include <turbojpeg.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>

#include "mutations.h"

namespace {

constexpr int64_t kMostPixels = 1 << 22;

Bytes noise(size_t n) {
    std::mt19937 random(static_cast<uint32_t>(n));
    Bytes bytes(n);
    for (auto& b : bytes) b = static_cast<uint8_t>(random());
    return bytes;
}

void fail(const char* what) {
    std::fprintf(stderr, "check_pictures: %s: %s\n", what, mci_last_error());
    std::exit(1);
}

Bytes png(int width, int height, int depth) {
    auto pixels = noise(size_t(width) * height * depth / 8);
    uint8_t* data = nullptr;
    int64_t length = 0;
    if (mci_encode_png(pixels.data(), width, height, depth, 6, &data, &length) != MCI_OK) fail("a PNG is not encoded");
    Bytes file(data, data + length);
    mci_free(data);
    return file;
}

Bytes jpeg(int width, int height, int format, int sampling) {
    auto pixels = noise(size_t(width) * height * tjPixelSize[format]);
    unsigned char* data = nullptr;
    unsigned long length = 0;
    auto compressor = tjInitCompress();
    if (tjCompress2(compressor, pixels.data(), width, 0, height, format, &data, &length, sampling, 80, 0) != 0) fail("a JPEG is not encoded");
    Bytes file(data, data + length);
    tjFree(data);
    tjDestroy(compressor);
    return file;
}

Bytes pnm(const char* kind, int width, int height, int most, int bytes) {
    auto head = std::string(kind) + "\n" + std::to_string(width) + " " + std::to_string(height) + "\n" + std::to_string(most) + "\n";
    Bytes file(head.begin(), head.end()), pixels = noise(size_t(width) * height * bytes);
    file.insert(file.end(), pixels.begin(), pixels.end());
    return file;
}

Bytes bmp(int width, int height) {
    int row = (width * 3 + 3) / 4 * 4, size = 54 + row * height;
    Bytes file = noise(size);
    uint32_t head[] = {uint32_t(size), 0, 54, 40, uint32_t(width), uint32_t(height), 1 | 24 << 16, 0, uint32_t(row * height), 2835, 2835, 0, 0};
    file[0] = 'B', file[1] = 'M';
    std::memcpy(&file[2], head, sizeof head);
    return file;
}

// Whether it was decoded. The copies lie on the heap by themselves, so that a byte too many is seen.
bool decode(const Bytes& file, int denominator) {
    if (file.empty()) return false; // the caller's mistake, not the file's
    Bytes copy = file;
    copy.shrink_to_fit();
    mci_info info{};
    int status = mci_probe(copy.data(), int64_t(copy.size()), &info);
    if (status == MCI_REFUSED) return false;
    if (status != MCI_OK) fail("a probe went wrong");
    if (int64_t(info.width) * info.height > kMostPixels) return false;
    int width = info.width, height = info.height;
    if (info.format != MCI_FORMAT_JPEG) denominator = 1;
    if (denominator > 1 && mci_scaled_size(info.width, info.height, denominator, &width, &height) != MCI_OK) fail("a size is not scaled");
    Bytes pixels(size_t(width) * height * (info.grey_depth / 8));
    status = mci_decode_grey(copy.data(), int64_t(copy.size()), &info, denominator, pixels.data(), int64_t(pixels.size()));
    if (status != MCI_OK && status != MCI_REFUSED) fail("a decoder went wrong");
    return status == MCI_OK;
}

} // namespace

int main(int argc, char** argv) {
    int cases = argc > 1 ? std::atoi(argv[1]) : 400;
    std::vector<Bytes> files;
    for (auto [width, height] : {std::pair(1, 1), {7, 5}, {33, 17}, {64, 65}}) {
        for (int depth : {8, 16}) files.push_back(png(width, height, depth));
        files.push_back(jpeg(width, height, TJPF_GRAY, TJSAMP_GRAY));
        for (int sampling : {TJSAMP_444, TJSAMP_420}) files.push_back(jpeg(width, height, TJPF_RGB, sampling));
        files.push_back(pnm("P5", width, height, 255, 1));
        files.push_back(pnm("P5", width, height, 65535, 2));
        files.push_back(pnm("P6", width, height, 255, 3));
        files.push_back(bmp(width, height));
    }
    for (auto& file : files)
        for (int denominator : {1, 2, 4, 8})
            if (!decode(file, denominator)) fail("a whole picture is refused");
    for (int i = 2; i < argc; i++) files.push_back(read_bytes(argv[i]));

    Mutations mutations(1);
    int read = 0;
    for (int i = 0; i < cases; i++) read += decode(mutations.damage(files[i % files.size()]), 1 << i % 4);
    std::printf("pictures: %zu whole, %d damaged, of which %d could be read\n", files.size(), cases, read);
}
