#include "quiet.h"

#include <opencv2/core/utils/logger.hpp>

#include <iostream>
#include <mutex>
#include <streambuf>

namespace mci {

namespace {

thread_local int quiet = 0;

// Passes on what other threads and other times write.
class Filter final : public std::streambuf {
public:
    explicit Filter(std::streambuf* target) : target_(target) {}

protected:
    int overflow(int c) override { return quiet > 0 ? 0 : target_->sputc(static_cast<char>(c)); }
    std::streamsize xsputn(const char* text, std::streamsize count) override { return quiet > 0 ? count : target_->sputn(text, count); }
    int sync() override { return target_->pubsync(); }

private:
    std::streambuf* target_;
};

void install() {
    cv::utils::logging::setLogLevel(cv::utils::logging::LOG_LEVEL_SILENT);
    // Never taken back: the library stays loaded, and the stream may be in use.
    std::cerr.rdbuf(new Filter(std::cerr.rdbuf()));
}

std::once_flag installed;

}  // namespace

Quiet::Quiet() noexcept {
    std::call_once(installed, install);
    quiet++;
}

Quiet::~Quiet() { quiet--; }

}  // namespace mci
