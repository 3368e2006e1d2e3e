#include "error.h"

#include <cstring>

namespace mci {

namespace {
// A fixed buffer: keeping an error must not fail for want of memory.
thread_local char last_error[1024] = "";
}  // namespace

void set_error(const char* text) noexcept {
    std::strncpy(last_error, text, sizeof last_error - 1);
    last_error[sizeof last_error - 1] = '\0';
}

const char* error_text() noexcept { return last_error; }

}  // namespace mci
