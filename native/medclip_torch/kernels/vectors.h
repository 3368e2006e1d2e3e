// Sixteen floats at once, in the compiler's own vector types: one register with AVX-512, two with AVX2, four with SSE2. Every kernel is compiled once for each.
#pragma once
#include <cstdint>
#include <cstring>

namespace {

constexpr int64_t kLanes = 16;
typedef float Floats __attribute__((vector_size(64)));
typedef int32_t Ints __attribute__((vector_size(64)));
typedef uint32_t Words __attribute__((vector_size(64)));
typedef uint16_t Halves __attribute__((vector_size(32)));

struct BFloat16 { uint16_t bits; };

inline int64_t padded(int64_t n) { return (n + kLanes - 1) / kLanes * kLanes; }

inline Floats load(const float* from) { Floats v; std::memcpy(&v, from, sizeof v); return v; }

inline void store(float* to, Floats v) { std::memcpy(to, &v, sizeof v); }

inline Floats load(const BFloat16* from) {
    Halves h;
    std::memcpy(&h, from, sizeof h);
    return (Floats)(__builtin_convertvector(h, Words) << 16);
}

// To the nearest, ties to even, as libtorch rounds; a NaN stays one.
inline void store(BFloat16* to, Floats v) {
    Words bits = (Words)v, rounded = (bits + 0x7fff + ((bits >> 16) & 1)) >> 16;
    Ints number = v == v;
    Halves h = __builtin_convertvector((rounded & (Words)number) | (0x7fc0 & ~(Words)number), Halves);
    std::memcpy(to, &h, sizeof h);
}

inline float widen(float x) { return x; }
inline float widen(BFloat16 x) { uint32_t bits = uint32_t(x.bits) << 16; float f; std::memcpy(&f, &bits, sizeof f); return f; }

inline void narrow(float x, float& to) { to = x; }
inline void narrow(float x, BFloat16& to) {
    uint32_t bits;
    std::memcpy(&bits, &x, sizeof bits);
    to.bits = x == x ? uint16_t((bits + 0x7fff + ((bits >> 16) & 1)) >> 16) : 0x7fc0;
}

inline Floats all(float x) { return x - Floats{}; }

inline Floats larger(Floats a, Floats b) { return a > b ? a : b; }

template <int Step> inline Floats turned(Floats v) {
    Ints places;
    for (int i = 0; i < kLanes; i++) places[i] = (i + Step) % kLanes;
    return __builtin_shuffle(v, places);
}

inline float sum(Floats v) {
    v += turned<8>(v);
    v += turned<4>(v);
    v += turned<2>(v);
    return v[0] + v[1];
}

inline float largest(Floats v) {
    v = larger(v, turned<8>(v));
    v = larger(v, turned<4>(v));
    v = larger(v, turned<2>(v));
    return v[0] > v[1] ? v[0] : v[1];
}

// e^x for x <= 0, to about 1e-7 relative; exactly 0 where the result would be a denormal.
inline Floats exponential(Floats x) {
    Floats bounded = larger(x, all(-87.0f));
    Floats n = (bounded * 1.44269504f + 12582912.0f) - 12582912.0f; // to the nearest whole number
    Floats r = bounded - n * 0.693359375f + n * 2.12194440e-4f;
    Floats p = 1.0f / 720 * r + 1.0f / 120;
    p = p * r + 1.0f / 24;
    p = p * r + 1.0f / 6;
    p = p * r + 0.5f;
    p = p * r + 1.0f;
    p = p * r + 1.0f;
    Floats power = (Floats)((__builtin_convertvector(n, Ints) + 127) << 23);
    return x < -87.0f ? Floats{} : p * power;
}

} // namespace
