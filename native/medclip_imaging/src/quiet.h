#pragma once

namespace mci {

// While one lives, what OpenCV writes to std::cerr on this thread is dropped: its reasons are part of our errors.
struct Quiet {
    Quiet() noexcept;
    ~Quiet();
    Quiet(const Quiet&) = delete;
    Quiet& operator=(const Quiet&) = delete;
};

}  // namespace mci
