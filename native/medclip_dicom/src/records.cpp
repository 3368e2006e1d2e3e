#include "records.h"

#include <cstring>

namespace mcd {

void Records::add(RecordKind kind, uint32_t key, const void* data, size_t length) {
    uint32_t head[3] = {kind, key, static_cast<uint32_t>(length)};
    size_t at = bytes_.size();
    bytes_.resize(at + sizeof head + length);
    std::memcpy(bytes_.data() + at, head, sizeof head);
    if (length > 0) std::memcpy(bytes_.data() + at + sizeof head, data, length);
}

}  // namespace mcd
