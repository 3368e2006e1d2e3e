#include "serve.h"

#include "frame.h"
#include "refused.h"

#include <dcmtk/dcmjpeg/djdecode.h>
#include <dcmtk/dcmjpls/djdecode.h>
#include <dcmtk/oflog/oflog.h>

#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstring>
#include <new>

namespace mcd {

namespace {

constexpr size_t kMaxText = 1000;

// The file in shared memory, mapped for reading.
class Input {
public:
    Input(int memory, size_t length) : length_(length) {
        struct stat facts {};
        if (fstat(memory, &facts) != 0 || static_cast<uint64_t>(facts.st_size) < length) throw std::runtime_error("the shared memory is shorter than the file");
        data_ = mmap(nullptr, length, PROT_READ, MAP_SHARED, memory, 0);
        if (data_ == MAP_FAILED) throw std::bad_alloc();
    }
    ~Input() { munmap(data_, length_); }
    Input(const Input&) = delete;
    Input& operator=(const Input&) = delete;
    const uint8_t* data() const { return static_cast<const uint8_t*>(data_); }

private:
    size_t length_;
    void* data_;
};

bool read_whole(int from, void* target, size_t length) {
    auto* p = static_cast<uint8_t*>(target);
    while (length > 0) {
        ssize_t n = read(from, p, length);
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) return false;
        p += n;
        length -= static_cast<size_t>(n);
    }
    return true;
}

bool write_whole(int to, const void* source, size_t length) {
    auto* p = static_cast<const uint8_t*>(source);
    while (length > 0) {
        ssize_t n = write(to, p, length);
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) return false;
        p += n;
        length -= static_cast<size_t>(n);
    }
    return true;
}

uint64_t put(int memory, uint64_t at, const std::vector<uint8_t>& bytes) {
    size_t done = 0;
    while (done < bytes.size()) {
        ssize_t n = pwrite(memory, bytes.data() + done, bytes.size() - done, static_cast<off_t>(at + done));
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) throw std::bad_alloc();
        done += static_cast<size_t>(n);
    }
    return at + bytes.size();
}

void answer(const Request& request, int memory, Response& response) {
    if (request.input_length == 0) throw Refused("the file is empty");
    Records records;
    Frame frame;
    {
        Input input(memory, request.input_length);
        File file;
        read_file(input.data(), request.input_length, file, records);
        write_tags(file, records);
        if (request.wants_pixels != 0) {
            Layout layout = read_layout(*file.dataset, request.max_pixels, records);
            if (request.frame < 0 || static_cast<uint32_t>(request.frame) >= layout.frames)
                throw Refused("there is no frame " + std::to_string(request.frame) + "; frames count from 0 and there are " + std::to_string(layout.frames));
            frame = read_frame(file, layout, static_cast<uint32_t>(request.frame), records);
        }
    }
    response.records_offset = request.input_length;
    response.records_length = records.bytes().size();
    response.pixels_offset = put(memory, request.input_length, records.bytes());
    response.pixels_length = frame.pixels.size();
    put(memory, response.pixels_offset, frame.pixels);
    response.width = frame.width;
    response.height = frame.height;
    response.samples = frame.samples;
    response.sample_bytes = frame.sample_bytes;
}

}  // namespace

int serve(int requests, int answers, int memory) {
    OFLog::configure(OFLogger::OFF_LOG_LEVEL);
    DJDecoderRegistration::registerCodecs(EDC_never, EUC_never, EPC_colorByPixel);
    DJLSDecoderRegistration::registerCodecs(EJLSUC_never, EJLSPC_colorByPixel);
    if (!dcmDataDict.isDictionaryLoaded()) return 65;

    Request request{};
    while (read_whole(requests, &request, sizeof request)) {
        if (request.magic != kRequestMagic || request.version != kVersion) return 66;
        Response response{};
        response.magic = kResponseMagic;
        std::string text;
        auto start = std::chrono::steady_clock::now();
        // Should the caller be gone, nobody else would end a decoder that hangs.
        alarm(request.seconds);
        try {
            answer(request, memory, response);
        } catch (const Refused& e) {
            response.status = kRefused;
            text = e.what();
        } catch (const std::bad_alloc&) {
            response.status = kRefused;
            text = "reading it takes more memory than a DICOM worker may use";
        } catch (const std::exception& e) {
            response.status = kFailed;
            text = e.what();
        }
        alarm(0);
        if (text.size() > kMaxText) text.resize(kMaxText);
        response.text_length = static_cast<uint32_t>(text.size());
        response.microseconds = static_cast<uint32_t>(std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - start).count());
        if (!write_whole(answers, &response, sizeof response) || !write_whole(answers, text.data(), text.size())) return 0;
    }
    return 0;
}

}  // namespace mcd
