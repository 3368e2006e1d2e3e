#include "internal.h"

namespace {
// A fixed buffer first: reporting an error must not fail for want of memory.
thread_local std::string last_error;
thread_local bool out_of_memory = false;
} // namespace

namespace medclip {
void set_error(const char* text) noexcept {
    try {
        out_of_memory = false;
        last_error = text ? text : "unknown error";
    } catch (...) {
        out_of_memory = true;
    }
}
} // namespace medclip

const char* mt_last_error() { return out_of_memory ? "out of memory while reporting an error" : last_error.c_str(); }

void mt_set_error(const char* text) { medclip::set_error(text); }

int32_t mt_abi_version() { return MT_ABI_VERSION; }
