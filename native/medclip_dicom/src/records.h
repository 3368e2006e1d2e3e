#pragma once

#include "protocol.h"

#include <string>
#include <vector>

namespace mcd {

// Collects what is said about a file.
class Records {
public:
    void add(RecordKind kind, uint32_t key, const void* data, size_t length);
    void add(RecordKind kind, uint32_t key, const std::string& text) { add(kind, key, text.data(), text.size()); }
    void warn(const std::string& text) { add(kWarning, 0, text); }
    const std::vector<uint8_t>& bytes() const noexcept { return bytes_; }

private:
    std::vector<uint8_t> bytes_;
};

}  // namespace mcd
