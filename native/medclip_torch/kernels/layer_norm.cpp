// Layer norm (https://arxiv.org/abs/1607.06450) forward and backward, from float32 or bfloat16 to either, with statistics and sums in float32: what plain operators do with a copy in float32
// before and a rounded copy behind is one pass over memory. About 8 operations forward and 14 backward on 4 to 12 bytes an element: bound by memory.
#include "kernels.h"
#include "vectors.h"

namespace {

// Rows in float32, padded to whole vectors.
struct Scratch {
    explicit Scratch(int64_t n) : at(static_cast<float*>(__builtin_calloc(n, sizeof(float)))) {}
    ~Scratch() { __builtin_free(at); }
    float* at;
};

template <typename T> inline void widen_row(const T* from, int64_t width, float* to) {
    int64_t i = 0;
    for (; i + kLanes <= width; i += kLanes) store(to + i, load(from + i));
    for (; i < width; i++) to[i] = widen(from[i]);
    for (; i < padded(width); i++) to[i] = 0;
}

// Σ of a vector for each of a row's places, in four sums that do not wait for each other.
template <typename F> inline float total(int64_t wide, F&& at) {
    Floats a{}, b{}, c{}, d{};
    int64_t i = 0;
    for (; i + 4 * kLanes <= wide; i += 4 * kLanes) a += at(i), b += at(i + kLanes), c += at(i + 2 * kLanes), d += at(i + 3 * kLanes);
    for (; i < wide; i += kLanes) a += at(i);
    return sum((a + b) + (c + d));
}

template <typename T> inline void write(Floats v, T* to, int64_t i, int64_t width) {
    if (i + kLanes <= width) store(to + i, v);
    else
        for (int64_t lane = 0; i + lane < width; lane++) narrow(v[lane], to[i + lane]);
}

template <typename From, typename To> void forward(const medclip::LayerNorm& in, int64_t begin, int64_t end) {
    const int64_t width = in.width, wide = padded(width);
    Scratch scratch(3 * wide);
    float *x = scratch.at, *weight = x + wide, *bias = weight + wide;
    widen_row(in.weight, width, weight);
    widen_row(in.bias, width, bias);
    for (int64_t row = begin; row < end; row++) {
        widen_row(static_cast<const From*>(in.input) + row * width, width, x);
        const float mean = total(wide, [&](int64_t i) { return load(x + i); }) / width;
        for (int64_t i = width; i < wide; i++) x[i] = mean; // adds nothing to the variance
        const float variance = total(wide, [&](int64_t i) { Floats d = load(x + i) - mean; return d * d; }) / width;
        const float scale = 1 / __builtin_sqrtf(variance + in.epsilon);
        To* to = static_cast<To*>(in.output) + row * width;
        for (int64_t i = 0; i < wide; i += kLanes) write((load(x + i) - mean) * scale * load(weight + i) + load(bias + i), to, i, width);
        if (in.mean) in.mean[row] = mean, in.scale[row] = scale;
    }
}

// With x̂ = (x − mean)·scale and g = output's gradient ∘ weight: scale·(g − Σg/C − x̂·Σ(g∘x̂)/C).
template <typename From, typename To> void backward(const medclip::LayerNorm& in, int64_t chunk, int64_t begin, int64_t end) {
    const int64_t width = in.width, wide = padded(width);
    Scratch scratch(5 * wide);
    float *x = scratch.at, *given = x + wide, *weight = given + wide, *weight_sums = weight + wide, *bias_sums = weight_sums + wide;
    widen_row(in.weight, width, weight);
    for (int64_t row = begin; row < end; row++) {
        const float mean = in.mean[row], scale = in.scale[row];
        widen_row(static_cast<const From*>(in.input) + row * width, width, x);
        widen_row(static_cast<const To*>(in.output_gradient) + row * width, width, given);
        for (int64_t i = 0; i < wide; i += kLanes) {
            Floats normal = (load(x + i) - mean) * scale, g = load(given + i);
            store(x + i, normal);
            store(weight_sums + i, load(weight_sums + i) + g * normal);
            store(bias_sums + i, load(bias_sums + i) + g);
            store(given + i, g * load(weight + i));
        }
        const float first = total(wide, [&](int64_t i) { return load(given + i); }) / width;
        const float second = total(wide, [&](int64_t i) { return load(given + i) * load(x + i); }) / width;
        From* to = static_cast<From*>(in.input_gradient) + row * width;
        for (int64_t i = 0; i < wide; i += kLanes) write((load(given + i) - first - load(x + i) * second) * scale, to, i, width);
    }
    for (int64_t i = 0; i < width; i++) in.weight_gradient[chunk * width + i] = weight_sums[i], in.bias_gradient[chunk * width + i] = bias_sums[i];
}

} // namespace

namespace medclip {
namespace MEDCLIP_LEVEL {

void layer_norm(const LayerNorm& in, int64_t begin, int64_t end) {
    if (in.half_input) in.half_output ? forward<BFloat16, BFloat16>(in, begin, end) : forward<BFloat16, float>(in, begin, end);
    else in.half_output ? forward<float, BFloat16>(in, begin, end) : forward<float, float>(in, begin, end);
}

void layer_norm_backward(const LayerNorm& in, int64_t chunk, int64_t begin, int64_t end) {
    if (in.half_input) in.half_output ? backward<BFloat16, BFloat16>(in, chunk, begin, end) : backward<BFloat16, float>(in, chunk, begin, end);
    else in.half_output ? backward<float, BFloat16>(in, chunk, begin, end) : backward<float, float>(in, chunk, begin, end);
}

} // namespace MEDCLIP_LEVEL
} // namespace medclip
