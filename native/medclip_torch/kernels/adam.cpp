// A step of Adam (https://arxiv.org/abs/1412.6980, algorithm 1; decay apart, https://arxiv.org/abs/1711.05101) with the gradient scaled on the way: one pass over memory where
// plain operators make about twenty. 12 operations on 28 bytes: bound by memory.
#include <cstdint>

#include "kernels.h"
#include "vectors.h"

namespace medclip {
namespace MEDCLIP_LEVEL {

namespace {

template <bool Half>
void steps(const Adam& in, int64_t begin, int64_t end) {
    float* __restrict weight = in.weight;
    const float* __restrict gradient = in.gradient;
    float* __restrict mean = in.mean;
    float* __restrict square = in.square;
    BFloat16* __restrict half = reinterpret_cast<BFloat16*>(in.half);
    const float factor = in.factor, keep = in.keep, first = in.first, second = in.second, step = in.step, epsilon = in.epsilon;
    for (int64_t i = begin; i < end; i++) {
        float g = gradient[i] * factor;
        float m = mean[i] + first * (g - mean[i]);
        float v = square[i] * (1 - second) + second * g * g;
        float w = weight[i] * keep - step * m / (__builtin_sqrtf(v) + epsilon);
        mean[i] = m;
        square[i] = v;
        weight[i] = w;
        if (Half) narrow(w, half[i]);
    }
}

} // namespace

void adam(const Adam& in, int64_t begin, int64_t end) { in.half ? steps<true>(in, begin, end) : steps<false>(in, begin, end); }

} // namespace MEDCLIP_LEVEL
} // namespace medclip
