// Attention within windows (Swin, https://arxiv.org/abs/2103.14030, equation 4), forward and backward, without a copy of windows: rows are gathered where they lie.
// For each head of each window: S = scale·Q·Kᵀ + bias, P = softmax(S), O = P·V, all in cache. Backward makes P again from the rows' log-sums.
// Arithmetic: 4·T²·D floating-point operations forward, 10·T²·D backward, on (4·T·D + T²) numbers: 30 operations a byte for T = 49, D = 32; bound by arithmetic.
#include "kernels.h"
#include "small_product.h"

namespace {

// One head of one window, in float32, rows padded with zeros to whole vectors.
class Head {
public:
    Head(const medclip::WindowAttention& in)
        : in(in), tokens(in.tokens), wide(padded(in.tokens)), size(padded(in.size)) {}

    // How many floats of scratch a head takes.
    static int64_t scratch(const medclip::WindowAttention& in) {
        int64_t rows = in.tokens * padded(in.size), across = padded(in.tokens) * padded(in.size), scores = in.tokens * padded(in.tokens);
        return 8 * rows + 2 * across + 2 * scores;
    }

    void place(float* scratch) {
        float* at = scratch;
        auto take = [&](int64_t n) { float* p = at; at += n; return p; };
        int64_t rows = tokens * size, across = wide * size, scores = tokens * wide;
        q = take(rows); k = take(rows); v = take(rows); o = take(rows); dq = take(rows); dk = take(rows); dv = take(rows); d_o = take(rows);
        turned = take(across); turned_value = take(across);
        p = take(scores); dp = take(scores);
        for (float* z = scratch; z < at; z++) *z = 0;
    }

    template <typename T> void gather(const T* from, int64_t film_stride, int64_t row_stride, int64_t film, int64_t window, int64_t head, float* to) const {
        const int32_t* index = in.index + window * tokens;
        for (int64_t t = 0; t < tokens; t++) {
            const T* row = from + film * film_stride + index[t] * row_stride + head * in.size;
            float* out = to + t * size;
            int64_t i = 0;
            for (; i + kLanes <= in.size; i += kLanes) store(out + i, load(row + i));
            for (; i < in.size; i++) out[i] = widen(row[i]);
        }
    }

    template <typename T> void scatter(const float* from, T* to, int64_t film, int64_t window, int64_t head) const {
        const int32_t* index = in.index + window * tokens;
        int64_t row_stride = in.heads * in.size;
        for (int64_t t = 0; t < tokens; t++) {
            T* row = to + (film * in.length + index[t]) * row_stride + head * in.size;
            const float* own = from + t * size;
            int64_t i = 0;
            for (; i + kLanes <= in.size; i += kLanes) store(row + i, load(own + i));
            for (; i < in.size; i++) narrow(own[i], row[i]);
        }
    }

    void turn(const float* from, float* to) const {
        for (int64_t t = 0; t < tokens; t++)
            for (int64_t i = 0; i < in.size; i++) to[i * wide + t] = from[t * size + i];
    }

    // p = scale·Q·Kᵀ + bias, minus infinity where there is nothing to see.
    void score(int64_t window, int64_t head) {
        turn(k, turned);
        product(Matrix{q, size, 1}, turned, wide, p, wide, tokens, in.size, wide);
        const int32_t* region = in.region ? in.region + window * tokens : nullptr;
        bool masks = false;
        if (region)
            for (int64_t t = 1; t < tokens; t++) masks |= region[t] != region[0];
        const float scale = in.scale, nothing = -__builtin_inff();
        const int64_t n = tokens;
        for (int64_t i = 0; i < n; i++) {
            const float* __restrict bias = in.bias + (head * n + i) * n;
            float* __restrict row = p + i * wide;
            for (int64_t j = 0; j < n; j++) row[j] = row[j] * scale + bias[j];
            for (int64_t j = n; j < wide; j++) row[j] = nothing;
            if (masks)
                for (int64_t j = 0; j < n; j++) row[j] = region[i] == region[j] ? row[j] : nothing;
        }
    }

    void softmax(float* log_sums) {
        for (int64_t i = 0; i < tokens; i++) {
            float* row = p + i * wide;
            Floats most = load(row), total{};
            for (int64_t j = kLanes; j < wide; j += kLanes) most = larger(most, load(row + j));
            float top = largest(most);
            for (int64_t j = 0; j < wide; j += kLanes) {
                Floats e = exponential(load(row + j) - top);
                total += e;
                store(row + j, e);
            }
            float s = sum(total), one = 1 / s;
            for (int64_t j = 0; j < wide; j += kLanes) store(row + j, load(row + j) * one);
            if (log_sums) log_sums[i] = top + __builtin_logf(s);
        }
    }

    void again(const float* log_sums) {
        for (int64_t i = 0; i < tokens; i++) {
            float* row = p + i * wide;
            for (int64_t j = 0; j < wide; j += kLanes) {
                Floats x = load(row + j) - log_sums[i];
                store(row + j, exponential(x < 0.0f ? x : Floats{}));
            }
        }
    }

    // dp becomes the gradient of the scores: P∘(dP − Σ P∘dP).
    void score_gradient() {
        turn(v, turned_value);
        product(Matrix{d_o, size, 1}, turned_value, wide, dp, wide, tokens, in.size, wide);
        for (int64_t i = 0; i < tokens; i++) {
            float *weights = p + i * wide, *row = dp + i * wide;
            Floats total{};
            for (int64_t j = 0; j < wide; j += kLanes) total += load(weights + j) * load(row + j);
            float s = sum(total);
            for (int64_t j = 0; j < wide; j += kLanes) store(row + j, load(weights + j) * (load(row + j) - s));
        }
    }

    void add_bias_gradient(float* to) const {
        for (int64_t i = 0; i < tokens; i++)
            for (int64_t j = 0; j < tokens; j++) to[i * tokens + j] += dp[i * wide + j];
    }

    void scale(float* rows) const {
        const float by = in.scale;
        for (int64_t i = 0; i < tokens * size; i += kLanes) store(rows + i, load(rows + i) * by);
    }

    const medclip::WindowAttention& in;
    int64_t tokens, wide, size;
    float *q, *k, *v, *o, *dq, *dk, *dv, *d_o, *turned, *turned_value, *p, *dp;
};

struct Scratch {
    explicit Scratch(int64_t n) : at(static_cast<float*>(__builtin_malloc((n + kLanes) * sizeof(float)))) {}
    ~Scratch() { __builtin_free(at); }
    float* at;
};

template <typename T> void forward(const medclip::WindowAttention& in, int64_t begin, int64_t end) {
    Scratch scratch(Head::scratch(in));
    Head h(in);
    h.place(scratch.at);
    for (int64_t place = begin; place < end; place++) {
        int64_t film = place / in.windows, window = place % in.windows;
        for (int64_t head = 0; head < in.heads; head++) {
            h.gather(static_cast<const T*>(in.query), in.film_stride, in.row_stride, film, window, head, h.q);
            h.gather(static_cast<const T*>(in.key), in.film_stride, in.row_stride, film, window, head, h.k);
            h.gather(static_cast<const T*>(in.value), in.film_stride, in.row_stride, film, window, head, h.v);
            h.score(window, head);
            h.softmax(in.log_sums ? in.log_sums + (place * in.heads + head) * in.tokens : nullptr);
            product(Matrix{h.p, h.wide, 1}, h.v, h.size, h.o, h.size, h.tokens, h.tokens, h.size);
            h.scatter(h.o, static_cast<T*>(in.output), film, window, head);
        }
    }
}

template <typename T> void backward(const medclip::WindowAttention& in, int64_t chunk, int64_t begin, int64_t end) {
    Scratch scratch(Head::scratch(in));
    Head h(in);
    h.place(scratch.at);
    int64_t scores = in.tokens * in.tokens, row = in.heads * in.size;
    for (int64_t place = begin; place < end; place++) {
        int64_t film = place / in.windows, window = place % in.windows;
        for (int64_t head = 0; head < in.heads; head++) {
            h.gather(static_cast<const T*>(in.query), in.film_stride, in.row_stride, film, window, head, h.q);
            h.gather(static_cast<const T*>(in.key), in.film_stride, in.row_stride, film, window, head, h.k);
            h.gather(static_cast<const T*>(in.value), in.film_stride, in.row_stride, film, window, head, h.v);
            h.gather(static_cast<const T*>(in.output_gradient), in.length * row, row, film, window, head, h.d_o);
            h.score(window, head);
            h.again(in.log_sums + (place * in.heads + head) * in.tokens);
            product(Matrix{h.p, 1, h.wide}, h.d_o, h.size, h.dv, h.size, h.tokens, h.tokens, h.size);
            h.score_gradient();
            product(Matrix{h.dp, h.wide, 1}, h.k, h.size, h.dq, h.size, h.tokens, h.tokens, h.size);
            product(Matrix{h.dp, 1, h.wide}, h.q, h.size, h.dk, h.size, h.tokens, h.tokens, h.size);
            h.scale(h.dq);
            h.scale(h.dk);
            h.add_bias_gradient(in.bias_gradient + (chunk * in.heads + head) * scores);
            h.scatter(h.dq, static_cast<T*>(in.query_gradient), film, window, head);
            h.scatter(h.dk, static_cast<T*>(in.key_gradient), film, window, head);
            h.scatter(h.dv, static_cast<T*>(in.value_gradient), film, window, head);
        }
    }
}

} // namespace

namespace medclip {
namespace MEDCLIP_LEVEL {

void window_attention(const WindowAttention& in, int64_t begin, int64_t end) {
    in.half ? forward<BFloat16>(in, begin, end) : forward<float>(in, begin, end);
}

void window_attention_backward(const WindowAttention& in, int64_t chunk, int64_t begin, int64_t end) {
    in.half ? backward<BFloat16>(in, chunk, begin, end) : backward<float>(in, chunk, begin, end);
}

} // namespace MEDCLIP_LEVEL
} // namespace medclip
