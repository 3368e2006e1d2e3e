// What the caller and the worker say to each other: fixed records over the worker's standard input and output; files, tags and
// pixels lie in one shared memory file that the worker inherits. Both run on one machine: native byte order.
#pragma once

#include <cstdint>

namespace mcd {

constexpr uint32_t kRequestMagic = 0x5144434d;   // "MCDQ"
constexpr uint32_t kResponseMagic = 0x5244434d;  // "MCDR"
constexpr uint32_t kVersion = 1;

struct Request {
    uint32_t magic;
    uint32_t version;
    uint32_t wants_pixels;
    int32_t frame;          // from 0
    uint64_t input_length;  // bytes of the file, at the start of the shared memory
    uint64_t max_pixels;    // of one frame
    uint32_t seconds;       // the worker ends itself after so long
    uint32_t reserved;
};

enum Status : uint32_t { kOk = 0, kRefused = 1, kFailed = 2 };

struct Response {
    uint32_t magic;
    uint32_t status;
    uint64_t records_offset, records_length;
    uint64_t pixels_offset, pixels_length;
    uint32_t width, height, samples, sample_bytes;
    uint32_t text_length;   // bytes of the reason, which follow this record
    uint32_t microseconds;  // spent in the worker
};

// A record: kind, key, length, bytes.
enum RecordKind : uint32_t {
    kTag = 1,         // key = group << 16 | element; UTF-8, values parted by a backslash
    kModalityLut = 2, // words: entries, first, bits, 1 when the first is signed, then the data
    kVoiLut = 3,      // likewise; key = its place in the sequence
    kPalette = 4,     // likewise; key = 0 red, 1 green, 2 blue
    kWarning = 5,     // key = 0; UTF-8
    kSyntax = 6,      // key = 1 when the file has a meta header; the transfer syntax in UTF-8
    kVoiLutCount = 7  // key = items in the VOI LUT sequence, 0 too; absent when there is no sequence
};

}  // namespace mcd
