// Batch normalisation in training (https://arxiv.org/abs/1502.03167, algorithm 1) of dense (N, C, P): a channel's planes are read for the mean, for the variance and for the result, the
// last two times from the cache. Forward 5 operations, backward 9 on 12 bytes of float32 and more: bound by memory. Sums go through float64 every few thousand numbers.
#include "kernels.h"
#include "vectors.h"

namespace medclip {
namespace MEDCLIP_LEVEL {

namespace {

constexpr int64_t kBlock = 4096; // numbers that are added up in float32

inline float lane(const float* from) { return *from; }
inline float lane(const BFloat16* from) { return widen(*from); }

// Σ term(i) over a plane; `wide` gives sixteen terms, `single` one.
template <class Wide, class Single> double total(int64_t count, Wide wide, Single single) {
    double result = 0;
    int64_t i = 0;
    while (i + kLanes <= count) {
        Floats even{}, odd{};
        int64_t end = i + kBlock < count ? i + kBlock : count;
        for (; i + 2 * kLanes <= end; i += 2 * kLanes) {
            even += wide(i);
            odd += wide(i + kLanes);
        }
        for (; i + kLanes <= end; i += kLanes) even += wide(i);
        result += sum(even + odd);
    }
    for (; i < count; i++) result += single(i);
    return result;
}

template <class T> void normalise(const BatchNorm& in, int64_t begin, int64_t end) {
    double count = double(in.films * in.places);
    for (int64_t c = begin; c < end; c++) {
        auto plane = [&](int64_t n) { return static_cast<const T*>(in.input) + (n * in.channels + c) * in.places; };
        double sums = 0, squares = 0;
        for (int64_t n = 0; n < in.films; n++) {
            auto x = plane(n);
            sums += total(in.places, [&](int64_t i) { return load(x + i); }, [&](int64_t i) { return lane(x + i); });
        }
        float mean = float(sums / count);
        for (int64_t n = 0; n < in.films; n++) {
            auto x = plane(n);
            squares += total(in.places, [&](int64_t i) { Floats d = load(x + i) - mean; return d * d; }, [&](int64_t i) { float d = lane(x + i) - mean; return d * d; });
        }
        in.mean[c] = mean;
        in.variance[c] = float(squares / count);
        float scale = (in.weight ? in.weight[c] : 1) / __builtin_sqrtf(in.variance[c] + in.epsilon), shift = in.bias ? in.bias[c] : 0;
        for (int64_t n = 0; n < in.films; n++) {
            auto x = plane(n);
            auto y = static_cast<T*>(in.output) + (x - static_cast<const T*>(in.input));
            int64_t i = 0;
            for (; i + kLanes <= in.places; i += kLanes) store(y + i, (load(x + i) - mean) * scale + shift);
            for (; i < in.places; i++) narrow((lane(x + i) - mean) * scale + shift, y[i]);
        }
    }
}

template <class T> void differentiate(const BatchNorm& in, int64_t begin, int64_t end) {
    double count = double(in.films * in.places);
    for (int64_t c = begin; c < end; c++) {
        float mean = in.mean[c], inverse = 1 / __builtin_sqrtf(in.variance[c] + in.epsilon);
        double sums = 0, products = 0;
        for (int64_t n = 0; n < in.films; n++) {
            int64_t at = (n * in.channels + c) * in.places;
            auto x = static_cast<const T*>(in.input) + at, g = static_cast<const T*>(in.gradient) + at;
            sums += total(in.places, [&](int64_t i) { return load(g + i); }, [&](int64_t i) { return lane(g + i); });
            products += total(in.places, [&](int64_t i) { return load(g + i) * (load(x + i) - mean); }, [&](int64_t i) { return lane(g + i) * (lane(x + i) - mean); });
        }
        in.bias_gradient[c] = float(sums);
        in.weight_gradient[c] = float(products * inverse);
        float scale = (in.weight ? in.weight[c] : 1) * inverse, offset = float(sums / count), slope = float(products / count * inverse * inverse);
        for (int64_t n = 0; n < in.films; n++) {
            int64_t at = (n * in.channels + c) * in.places, i = 0;
            auto x = static_cast<const T*>(in.input) + at, g = static_cast<const T*>(in.gradient) + at;
            auto d = static_cast<T*>(in.input_gradient) + at;
            for (; i + kLanes <= in.places; i += kLanes) store(d + i, (load(g + i) - offset - (load(x + i) - mean) * slope) * scale);
            for (; i < in.places; i++) narrow((lane(g + i) - offset - (lane(x + i) - mean) * slope) * scale, d[i]);
        }
    }
}

} // namespace

void batch_norm(const BatchNorm& in, int64_t begin, int64_t end) { in.half ? normalise<BFloat16>(in, begin, end) : normalise<float>(in, begin, end); }

void batch_norm_backward(const BatchNorm& in, int64_t begin, int64_t end) { in.half ? differentiate<BFloat16>(in, begin, end) : differentiate<float>(in, begin, end); }

} // namespace MEDCLIP_LEVEL
} // namespace medclip
