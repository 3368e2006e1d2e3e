// check_dicom [CASES] [FILE…]: parses and decodes DICOM files made here, in every transfer syntax that DCMTK writes, and the files given, whole and damaged.
#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmdata/dcrledrg.h>
#include <dcmtk/dcmdata/dcrleerg.h>
#include <dcmtk/dcmdata/dctk.h>
#include <dcmtk/dcmjpeg/djdecode.h>
#include <dcmtk/dcmjpeg/djencode.h>
#include <dcmtk/dcmjpls/djdecode.h>
#include <dcmtk/dcmjpls/djencode.h>
#include <dcmtk/oflog/oflog.h>

#include <cstdlib>
#include <unistd.h>

#include "frame.h"
#include "mutations.h"
#include "refused.h"

namespace {

constexpr uint64_t kMostPixels = 1 << 20;

Bytes film(int rows, int columns, int bits, int samples, E_TransferSyntax syntax) {
    DcmFileFormat format;
    auto* data = format.getDataset();
    auto text = [&](const DcmTagKey& tag, const char* value) { data->putAndInsertString(tag, value); };
    auto number = [&](const DcmTagKey& tag, int value) { data->putAndInsertUint16(tag, Uint16(value)); };
    text(DCM_SOPClassUID, UID_SecondaryCaptureImageStorage);
    text(DCM_SOPInstanceUID, "1.2.3.4");
    text(DCM_Modality, "CR");
    text(DCM_PhotometricInterpretation, samples == 3 ? "RGB" : "MONOCHROME2");
    text(DCM_WindowCenter, "100");
    text(DCM_WindowWidth, "200");
    number(DCM_Rows, rows), number(DCM_Columns, columns), number(DCM_SamplesPerPixel, samples);
    number(DCM_BitsAllocated, bits > 8 ? 16 : 8), number(DCM_BitsStored, bits), number(DCM_HighBit, bits - 1), number(DCM_PixelRepresentation, 0);
    if (samples == 3) number(DCM_PlanarConfiguration, 0);
    std::mt19937 random(7);
    size_t count = size_t(rows) * columns * samples;
    if (bits > 8) {
        std::vector<Uint16> pixels(count);
        for (auto& p : pixels) p = Uint16(random() & ((1 << bits) - 1));
        data->putAndInsertUint16Array(DCM_PixelData, pixels.data(), pixels.size());
    } else {
        Bytes pixels(count + count % 2);
        for (auto& p : pixels) p = Uint8(random());
        data->putAndInsertUint8Array(DCM_PixelData, pixels.data(), pixels.size());
    }
    if (data->chooseRepresentation(syntax, nullptr).bad() || !data->canWriteXfer(syntax)) return {};
    char path[] = "/tmp/check_dicom_XXXXXX";
    close(mkstemp(path));
    bool written = format.saveFile(path, syntax).good();
    Bytes file = written ? read_bytes(path) : Bytes();
    unlink(path);
    return file;
}

// Whether a frame was decoded.
bool decode(const Bytes& bytes, std::string* reason = nullptr) {
    if (bytes.empty()) return false; // the caller of these functions sees to that
    Bytes copy = bytes;
    copy.shrink_to_fit();
    try {
        mcd::Records records;
        mcd::File file;
        mcd::read_file(copy.data(), copy.size(), file, records);
        mcd::write_tags(file, records);
        auto layout = mcd::read_layout(*file.dataset, kMostPixels, records);
        auto frame = mcd::read_frame(file, layout, 0, records);
        if (frame.pixels.size() != size_t(frame.width) * frame.height * frame.samples * frame.sample_bytes) throw std::logic_error("a frame has another size than it says");
        return true;
    } catch (const mcd::Refused& refused) {
        if (reason) *reason = refused.what();
    } catch (const std::bad_alloc&) {
        if (reason) *reason = "memory";
    }
    return false;
}

} // namespace

int main(int argc, char** argv) {
    int cases = argc > 1 ? std::atoi(argv[1]) : 400;
    OFLog::configure(OFLogger::OFF_LOG_LEVEL);
    DcmRLEEncoderRegistration::registerCodecs();
    DJEncoderRegistration::registerCodecs();
    DJLSEncoderRegistration::registerCodecs();
    DJDecoderRegistration::registerCodecs(EDC_never, EUC_never, EPC_colorByPixel);
    DJLSDecoderRegistration::registerCodecs(EJLSUC_never, EJLSPC_colorByPixel);

    std::vector<Bytes> files;
    const E_TransferSyntax syntaxes[] = {EXS_LittleEndianImplicit, EXS_LittleEndianExplicit, EXS_BigEndianExplicit, EXS_DeflatedLittleEndianExplicit, EXS_RLELossless,
                                         EXS_JPEGProcess1, EXS_JPEGProcess2_4, EXS_JPEGProcess14SV1, EXS_JPEGLSLossless};
    for (auto syntax : syntaxes)
        for (auto [rows, columns] : {std::pair(1, 1), {17, 9}, {32, 48}})
            for (auto [bits, samples] : {std::pair(8, 1), {12, 1}, {16, 1}, {8, 3}}) {
                auto file = film(rows, columns, bits, samples, syntax);
                if (file.empty()) continue; // the syntax does not take such pixels
                std::string reason;
                if (!decode(file, &reason) && samples == 1) {
                    std::fprintf(stderr, "check_dicom: a whole file of %d x %d, %d bits, in %s is refused: %s\n", rows, columns, bits, DcmXfer(syntax).getXferName(), reason.c_str());
                    return 1;
                }
                files.push_back(file);
            }
    for (int i = 2; i < argc; i++) files.push_back(read_bytes(argv[i]));

    Mutations mutations(2);
    int read = 0;
    for (int i = 0; i < cases; i++) read += decode(mutations.damage(files[i % files.size()]));
    std::printf("dicom: %zu whole, %d damaged, of which %d could be read\n", files.size(), cases, read);
}
