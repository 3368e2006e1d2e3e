// Dropout (https://jmlr.org/papers/v15/srivastava14a.html) whose random numbers are a function of a key and of an element's place: any thread can make any of them, whole vectors at once,
// and backward makes them again rather than keep a mask. A dozen operations on whole numbers for 8 bytes (4 in bfloat16): bound by memory, and by arithmetic in the cache.
#include "kernels.h"
#include "vectors.h"

namespace {

// 32 random bits for each place: multiplications and shifts that mix 32 bits as evenly as any three rounds known (https://github.com/skeeto/hash-prospector, "triple32"), with half of the
// key before the first round and half after it, so that two calls do not give the same numbers in another order.
inline Words random(Words place, uint32_t first, uint32_t second) {
    Words x = place ^ first;
    x ^= x >> 17;
    x *= 0xed5ad4bbu;
    x += second;
    x ^= x >> 11;
    x *= 0xac4c1b51u;
    x ^= x >> 15;
    x *= 0x31848babu;
    return x ^ (x >> 14);
}

template <typename T> void drop(const medclip::Dropout& in, int64_t begin, int64_t end) {
    const T* from = static_cast<const T*>(in.input);
    T* to = static_cast<T*>(in.output);
    Words lanes;
    for (int i = 0; i < kLanes; i++) lanes[i] = i;
    const Floats kept = all(in.scale);
    for (int64_t i = begin; i < end; i += kLanes) {
        Words bits = random(lanes + uint32_t(i), in.first, in.second + uint32_t(i >> 32));
        Floats factor = bits < in.threshold ? Floats{} : kept;
        if (i + kLanes <= end) store(to + i, load(from + i) * factor);
        else
            for (int64_t lane = 0; i + lane < end; lane++) narrow(widen(from[i + lane]) * factor[lane], to[i + lane]);
    }
}

} // namespace

namespace medclip {
namespace MEDCLIP_LEVEL {

void dropout(const Dropout& in, int64_t begin, int64_t end) { in.half ? drop<BFloat16>(in, begin, end) : drop<float>(in, begin, end); }

} // namespace MEDCLIP_LEVEL
} // namespace medclip
