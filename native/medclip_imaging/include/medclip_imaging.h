// The C surface of medclip_imaging. Every function returns a status; the text of the last error of the calling
// thread is fetched by mci_last_error. No C++ exception leaves the library.
#ifndef MEDCLIP_IMAGING_H
#define MEDCLIP_IMAGING_H

#include <stdint.h>

#define MCI_API __attribute__((visibility("default")))
#define MCI_ABI_VERSION 1

#ifdef __cplusplus
extern "C" {
#endif

enum mci_status {
    MCI_OK = 0,
    MCI_REFUSED = 1,   // the picture is damaged, hostile or of a kind that is not read
    MCI_FAILED = 2,    // the library itself failed (memory, a broken installation)
    MCI_MISUSE = 3     // the caller broke the contract
};

enum mci_format {
    MCI_FORMAT_PNG = 1,
    MCI_FORMAT_JPEG = 2,
    MCI_FORMAT_TIFF = 3,
    MCI_FORMAT_BMP = 4,
    MCI_FORMAT_PNM = 5,
    MCI_FORMAT_WEBP = 6
};

typedef struct mci_info {
    int32_t format;     // mci_format
    int32_t width;      // pixels
    int32_t height;     // pixels
    int32_t channels;   // as stored: 1 grey or palette, 2 grey and alpha, 3 colour, 4 colour and alpha, or CMYK
    int32_t bit_depth;  // bits a sample as stored: 1, 2, 4, 8 or 16
    int32_t grey_depth; // bits a pixel of the decoded grey picture: 8 or 16
} mci_info;

MCI_API int32_t mci_abi_version(void);
MCI_API const char* mci_last_error(void);
// "OpenCV x.y.z" and the codec libraries it was built with, for the doctor's report.
MCI_API const char* mci_versions(void);

// Reads format and size from the first bytes, without decoding and without memory in proportion to the size claimed.
MCI_API int32_t mci_probe(const uint8_t* data, int64_t length, mci_info* info);

// The size after a JPEG is decoded at 1/denominator (1, 2, 4 or 8).
MCI_API int32_t mci_scaled_size(int32_t width, int32_t height, int32_t denominator, int32_t* scaled_width, int32_t* scaled_height);

// Decodes to grey, row by row without gaps: 8 bits a pixel, or 16 in native byte order where grey_depth says so.
// expected is what mci_probe gave; a decoder that finds another size refuses. denominator other than 1 is for JPEG only.
MCI_API int32_t mci_decode_grey(const uint8_t* data, int64_t length, const mci_info* expected, int32_t denominator,
                                uint8_t* pixels, int64_t capacity);

// Encodes grey pixels (8 or 16 bits) as PNG. The buffer belongs to the library: give it back to mci_free.
MCI_API int32_t mci_encode_png(const uint8_t* pixels, int32_t width, int32_t height, int32_t bit_depth, int32_t compression,
                               uint8_t** data, int64_t* length);
MCI_API void mci_free(uint8_t* data);

#ifdef __cplusplus
}
#endif

#endif
