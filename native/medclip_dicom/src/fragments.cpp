#include "frame.h"
#include "refused.h"

#include <dcmtk/dcmdata/dcpixseq.h>
#include <dcmtk/dcmdata/dcpxitem.h>

namespace mcd {

namespace {

DcmPixelItem& item(DcmPixelSequence& sequence, unsigned long index) {
    DcmPixelItem* found = nullptr;
    if (sequence.getItem(found, index).bad() || found == nullptr) throw Refused("the pixel data's fragments cannot be read");
    return *found;
}

// Where each frame starts, by the basic offset table (PS3.5 A.4): offsets count from the first fragment's tag.
std::vector<uint32_t> offsets(DcmPixelSequence& sequence) {
    DcmPixelItem& table = item(sequence, 0);
    Uint8* bytes = nullptr;
    if (table.getLength() < 4 || table.getUint8Array(bytes).bad() || bytes == nullptr) return {};
    std::vector<uint32_t> result(table.getLength() / 4);
    for (size_t i = 0; i < result.size(); i++) {
        const Uint8* p = bytes + i * 4;
        result[i] = p[0] | p[1] << 8 | p[2] << 16 | static_cast<uint32_t>(p[3]) << 24;
    }
    return result;
}

}  // namespace

std::vector<uint8_t> join_fragments(DcmPixelSequence& sequence, uint32_t frame, uint32_t frames, Uint32& first) {
    unsigned long items = sequence.card();
    if (items < 2) throw Refused("the compressed pixel data holds no fragment");
    unsigned long fragments = items - 1;
    unsigned long begin = 1, end = items;
    if (frames > fragments) throw Refused("the file claims " + std::to_string(frames) + " frames but holds " + std::to_string(fragments) + " fragments");
    if (frames == fragments) {
        begin = frame + 1;
        end = begin + 1;
    } else if (frames > 1) {
        std::vector<uint32_t> starts = offsets(sequence);
        if (starts.size() != frames) throw Refused("several frames lie in fragments without an offset table; which belong together cannot be told");
        uint64_t at = 0;
        begin = end = 0;
        for (unsigned long i = 1; i < items; i++) {
            if (at == starts[frame]) begin = i;
            if (frame + 1 < frames && at == starts[frame + 1]) end = i;
            at += 8 + static_cast<uint64_t>(item(sequence, i).getLength());
        }
        if (frame + 1 == frames) end = items;
        if (begin == 0 || end <= begin) throw Refused("the offset table does not fit the fragments");
    }
    std::vector<uint8_t> joined;
    for (unsigned long i = begin; i < end; i++) {
        DcmPixelItem& fragment = item(sequence, i);
        Uint8* bytes = nullptr;
        if (fragment.getUint8Array(bytes).good() && bytes != nullptr) joined.insert(joined.end(), bytes, bytes + fragment.getLength());
    }
    if (joined.empty()) throw Refused("the compressed frame holds no bytes");
    first = static_cast<Uint32>(begin);
    return joined;
}

}  // namespace mcd
