#include "error.h"
#include "picture.h"

namespace mci {

// Walks the markers to the frame header (ITU T.81, annex B).
mci_info probe_jpeg(Bytes file) {
    size_t at = 2;
    for (;;) {
        if (file.u8(at) != 0xff) throw Refused("JPEG: the file is damaged before its frame header");
        while (file.u8(at) == 0xff) at++;
        int marker = file.u8(at++);
        if (marker == 0x01 || (marker >= 0xd0 && marker <= 0xd8)) continue;
        if (marker == 0xd9 || marker == 0xda) throw Refused("JPEG: there is no frame header");
        size_t length = file.be16(at);
        if (length < 2) throw Refused("JPEG: a segment claims a length below 2");
        bool frame = marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
        if (frame) {
            int precision = file.u8(at + 2);
            if (precision != 8) throw Refused("JPEG with " + std::to_string(precision) + " bits a sample is not read; convert it to PNG");
            if (marker == 0xc3 || marker > 0xca) throw Refused("JPEG in lossless, hierarchical or differential coding is not read; convert it to PNG");
            int channels = file.u8(at + 7);
            if (channels != 1 && channels != 3 && channels != 4) throw Refused("JPEG with " + std::to_string(channels) + " components is not read");
            return sized(MCI_FORMAT_JPEG, file.be16(at + 5), file.be16(at + 3), channels, 8);
        }
        at += length;
    }
}

}  // namespace mci
