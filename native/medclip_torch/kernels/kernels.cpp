#include "kernels.h"

#include "../internal.h"

#include <atomic>
#include <stdexcept>

namespace medclip {

#define MEDCLIP_DECLARE(name)                                                                          \
    namespace name {                                                                                   \
    void window_attention(const WindowAttention&, int64_t, int64_t);                                   \
    void window_attention_backward(const WindowAttention&, int64_t, int64_t, int64_t);                 \
    void adam(const Adam&, int64_t, int64_t);                                                          \
    void batch_norm(const BatchNorm&, int64_t, int64_t);                                               \
    void batch_norm_backward(const BatchNorm&, int64_t, int64_t);                                      \
    void max_pool(const MaxPool&, int64_t, int64_t);                                                   \
    void max_pool_backward(const MaxPool&, int64_t, int64_t);                                          \
    void dropout(const Dropout&, int64_t, int64_t);                                                    \
    void layer_norm(const LayerNorm&, int64_t, int64_t);                                               \
    void layer_norm_backward(const LayerNorm&, int64_t, int64_t, int64_t);                             \
    static const Kernels all{#name, window_attention, window_attention_backward, adam, batch_norm, batch_norm_backward, max_pool, max_pool_backward, dropout, layer_norm, layer_norm_backward}; \
    }

MEDCLIP_DECLARE(plain)
#if defined(__x86_64__)
MEDCLIP_DECLARE(avx2)
MEDCLIP_DECLARE(avx512)
#endif

static const Kernels* find(const std::string& level) {
#if defined(__x86_64__)
    __builtin_cpu_init();
    bool fused = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
    bool wide = fused && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl");
    if (level == "avx512") return wide ? &avx512::all : nullptr;
    if (level == "avx2") return fused ? &avx2::all : nullptr;
#endif
    return level == "plain" ? &plain::all : nullptr;
}

static const Kernels* best() {
    for (const char* level : {"avx512", "avx2"})
        if (auto found = find(level)) return found;
    return &plain::all;
}

static std::atomic<const Kernels*> chosen{nullptr};

const Kernels& kernels() {
    auto now = chosen.load();
    if (!now) chosen.store(now = best());
    return *now;
}

} // namespace medclip

const char* mt_kernel_level() { return medclip::kernels().level; }

int mt_kernel_use(const char* level) {
    return medclip::guarded([&] {
        auto found = level ? medclip::find(level) : medclip::best();
        if (!found) throw std::runtime_error(std::string("this processor has no '") + level + "', or there are no kernels of that name");
        medclip::chosen.store(found);
    });
}
