#include "error.h"
#include "picture.h"

namespace mci {

// https://www.w3.org/TR/png-3/ section 11.2.1: IHDR comes first.
mci_info probe_png(Bytes file) {
    if (file.be32(8) != 13 || !file.starts_with("IHDR", 4, 12)) throw Refused("PNG: the header chunk IHDR is missing");
    int depth = file.u8(24);
    int colour = file.u8(25);
    int channels;
    bool valid;
    switch (colour) {
        case 0: channels = 1; valid = depth == 1 || depth == 2 || depth == 4 || depth == 8 || depth == 16; break;
        case 2: channels = 3; valid = depth == 8 || depth == 16; break;
        case 3: channels = 1; valid = depth == 1 || depth == 2 || depth == 4 || depth == 8; break;
        case 4: channels = 2; valid = depth == 8 || depth == 16; break;
        case 6: channels = 4; valid = depth == 8 || depth == 16; break;
        default: throw Refused("PNG: colour type " + std::to_string(colour) + " does not exist");
    }
    if (!valid) throw Refused("PNG: " + std::to_string(depth) + " bits do not go with colour type " + std::to_string(colour));
    return sized(MCI_FORMAT_PNG, file.be32(16), file.be32(20), channels, depth);
}

}  // namespace mci
