// The largest number of each window of a map, and where it stood: first down the columns, then along the row. A comparison for each number of each window's row or column on 4 bytes:
// bound by memory. Of equal numbers the first counts, and NaN is the largest, as in libtorch.
#include "kernels.h"
#include "vectors.h"

#include <limits>
#include <vector>

namespace medclip {
namespace MEDCLIP_LEVEL {

namespace {

// Results of one row from the columns' largest, which stand `stride` apart; the stride is a constant so that the compiler can vectorise.
template <int64_t Stride> void along(const MaxPool& in, const float* values, const int32_t* rows, float* output, int32_t* places) {
    const int64_t stride = Stride ? Stride : in.stride;
    for (int64_t j = 0; j < in.output_width; j++) {
        float best = values[j * stride];
        int32_t row = rows[j * stride], column = 0;
        for (int64_t k = 1; k < in.kernel; k++) {
            float value = values[j * stride + k];
            int32_t other = rows[j * stride + k];
            bool takes = (value > best) | ((value != value) & ((best == best) | (other < row))) | ((value == best) & (other < row));
            best = takes ? value : best;
            row = takes ? other : row;
            column = takes ? int32_t(k) : column;
        }
        output[j] = best;
        places[j] = int32_t(row * in.width + j * stride + column - in.padding);
    }
}

} // namespace

void max_pool(const MaxPool& in, int64_t begin, int64_t end) {
    int64_t padded_width = in.width + 2 * in.padding + kLanes;
    std::vector<float> values(padded_width, -std::numeric_limits<float>::infinity());
    std::vector<int32_t> rows(padded_width, std::numeric_limits<int32_t>::max());
    for (int64_t plane = begin; plane < end; plane++) {
        auto map = in.input + plane * in.height * in.width;
        for (int64_t i = 0; i < in.output_height; i++) {
            int64_t first = i * in.stride - in.padding, last = first + in.kernel;
            first = first < 0 ? 0 : first;
            last = last > in.height ? in.height : last;
            float* __restrict best = values.data() + in.padding;
            int32_t* __restrict row = rows.data() + in.padding;
            for (int64_t x = 0; x < in.width; x++) {
                best[x] = map[first * in.width + x];
                row[x] = int32_t(first);
            }
            for (int64_t y = first + 1; y < last; y++) {
                auto line = map + y * in.width;
                for (int64_t x = 0; x < in.width; x++) {
                    bool takes = (line[x] > best[x]) | ((line[x] != line[x]) & (best[x] == best[x]));
                    best[x] = takes ? line[x] : best[x];
                    row[x] = takes ? int32_t(y) : row[x];
                }
            }
            int64_t at = (plane * in.output_height + i) * in.output_width;
            auto run = in.stride == 2 ? along<2> : in.stride == 1 ? along<1> : along<0>;
            run(in, values.data(), rows.data(), in.output + at, in.places + at);
        }
    }
}

void max_pool_backward(const MaxPool& in, int64_t begin, int64_t end) {
    for (int64_t plane = begin; plane < end; plane++) {
        auto to = in.input_gradient + plane * in.height * in.width;
        for (int64_t i = 0; i < in.height * in.width; i++) to[i] = 0;
        int64_t outputs = in.output_height * in.output_width;
        for (int64_t i = plane * outputs; i < (plane + 1) * outputs; i++) to[in.places[i]] += in.gradient[i];
    }
}

} // namespace MEDCLIP_LEVEL
} // namespace medclip
