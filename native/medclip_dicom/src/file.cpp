#include "frame.h"
#include "refused.h"

#include <dcmtk/dcmdata/dcistrmb.h>

#include <algorithm>
#include <cstring>

namespace mcd {

namespace {

// Nothing after the pixels is needed, and much that stands there is rubbish.
void parse(const uint8_t* data, size_t length, File& file) {
    dcmStopParsingAfterElement.set(DCM_PixelData);
    DcmInputBufferStream stream;
    stream.setBuffer(data, static_cast<offile_off_t>(length));
    stream.setEos();
    file.format.transferInit();
    OFCondition status = file.format.read(stream, EXS_Unknown, EGL_noChange, DCM_MaxReadLength);
    file.format.transferEnd();
    file.dataset = file.format.getDataset();
    if (status.good()) return;
    if (status == EC_StreamNotifyClient || status == EC_EndOfStream || status == EC_InvalidStream)
        throw Refused("the file ends before its data set does: it is cut short, or a length in it lies");
    throw Refused(std::string("the data set cannot be parsed: ") + status.text());
}

}  // namespace

void read_file(const uint8_t* data, size_t length, File& file, Records& records) {
    bool preamble = length >= 132 && std::memcmp(data + 128, "DICM", 4) == 0;
    bool bare = !preamble && length >= 8 && (data[0] == 2 || data[0] == 8) && data[1] == 0;
    bool bare_big = !preamble && length >= 8 && data[0] == 0 && data[1] == 8;
    if (!preamble && !bare && !bare_big) throw Refused("this is not a DICOM file");
    parse(data, length, file);
    if (file.dataset->card() == 0) throw Refused(preamble ? "the file holds nothing after its header" : "this is not a DICOM file");
    file.syntax = file.dataset->getOriginalXfer();
    bool meta = file.format.getMetaInfo()->card() > 0;
    if (!preamble) records.warn("the file has no preamble");
    if (meta) {
        OFString named;
        file.format.getMetaInfo()->findAndGetOFString(DCM_TransferSyntaxUID, named);
        if (named.empty()) {
            records.warn("the header names no transfer syntax; it was told by the data");
        } else if (DcmXfer(named.c_str()).getXfer() == EXS_Unknown) {
            throw Refused("the transfer syntax " + std::string(named.c_str(), std::min<size_t>(named.size(), 64)) + " is not known");
        }
    }
    std::string syntax = DcmXfer(file.syntax).getXferID();
    records.add(kSyntax, meta ? 1 : 0, syntax);
}

}  // namespace mcd
