// medclip::linear: y = x·Wᵀ + b as libtorch's linear, but in float32 through oneDNN's 1×1 convolution, which is compiled for the processor at hand. OpenBLAS is
// built for a list of processors, knows only some with AVX-512, and computes for others with half of their width. The gradient is that of the convolution.
#include <ATen/ATen.h>
#include <ATen/autocast_mode.h>
#include <torch/library.h>

#include <dlfcn.h>
#include <string>

#include "half_weights.h"
#include "internal.h"
#include "kernels/kernels.h"

namespace {

// Below so many multiplications the detour costs more than it gains.
constexpr int64_t kLeastWork = 1 << 22, kLeastRows = 48;

bool autocasts() {
#if MEDCLIP_TORCH_AT_LEAST(2, 4)
    return at::autocast::is_autocast_enabled(at::kCPU);
#else
    return at::autocast::is_cpu_enabled();
#endif
}

// The weight as autocast would cast it, where a copy is kept; otherwise the weight.
at::Tensor kept(const at::Tensor& weight) {
#if MEDCLIP_TORCH_AT_LEAST(2, 4)
    auto type = at::autocast::get_autocast_dtype(at::kCPU);
#else
    auto type = at::autocast::get_autocast_cpu_dtype();
#endif
    auto half = type == at::kBFloat16 ? medclip::half_of(weight) : at::Tensor();
    return half.defined() ? half : weight;
}

// Rows become places of an image whose channels lie together: the same memory.
at::Tensor through_convolution(const at::Tensor& x, const at::Tensor& weight, const medclip::optional<at::Tensor>& bias) {
    int64_t outputs = weight.size(0), inputs = weight.size(1), rows = x.numel() / inputs;
    auto sizes = x.sizes().vec();
    sizes.back() = outputs;
    auto image = x.view({1, rows, 1, inputs}).permute({0, 3, 1, 2});
    auto result = at::mkldnn_convolution(image, weight.view({outputs, inputs, 1, 1}), bias, {0, 0}, {1, 1}, {1, 1}, 1);
    return result.permute({0, 2, 3, 1}).reshape(sizes);
}

// Some releases of oneDNN 3 compute other numbers where a width does not fill its vectors. Small whole numbers: right sums are exact.
bool is_right() {
    at::NoGradGuard off;
    c10::impl::ExcludeDispatchKeyGuard plainly(c10::autocast_dispatch_keyset);
    for (int64_t outputs : {97, 200, 257}) {
        auto x = at::arange(128 * 256).remainder(7).to(at::kFloat).view({128, 256}), weight = at::arange(outputs * 256).remainder(5).to(at::kFloat).view({outputs, 256});
        if (!through_convolution(x, weight, {}).equal(at::mm(x, weight.t()))) return false;
    }
    return true;
}

// The same answer in every run on a machine, so that a run goes on with the same bits: by names, not by a stopwatch.
bool blas_lags() {
    auto core = reinterpret_cast<char* (*)()>(dlsym(RTLD_DEFAULT, "openblas_get_corename"));
    if (!core || std::string(medclip::kernels().level) != "avx512") return false;
    std::string name = core();
    for (const char* wide : {"SkylakeX", "Cooperlake", "SapphireRapids"})
        if (name == wide) return false;
    try {
        return is_right();
    } catch (const std::exception&) {
        return false; // a libtorch without oneDNN
    }
}

bool detours(const at::Tensor& x, const at::Tensor& weight, const medclip::optional<at::Tensor>& bias) {
    if (!x.device().is_cpu() || !weight.device().is_cpu() || !mt_linear_detours() || x.scalar_type() != at::kFloat || weight.scalar_type() != at::kFloat || weight.dim() != 2 || x.dim() < 2) return false;
    if (bias && bias->defined() && bias->scalar_type() != at::kFloat) return false;
    int64_t inputs = weight.size(1), rows = inputs ? x.numel() / inputs : 0;
    return x.size(-1) == inputs && rows >= kLeastRows && rows * weight.numel() >= kLeastWork && x.is_contiguous() && !autocasts();
}

at::Tensor linear(const at::Tensor& x, const at::Tensor& weight, const medclip::optional<at::Tensor>& bias) {
    if (!detours(x, weight, bias)) return at::linear(x, autocasts() && x.device().is_cpu() ? kept(weight) : weight, bias);
    return through_convolution(x, weight, bias);
}

} // namespace

TORCH_LIBRARY_FRAGMENT(medclip, library) {
    library.def("linear(Tensor input, Tensor weight, Tensor? bias=None) -> Tensor", linear);
}

int32_t mt_linear_detours() {
    static const bool lags = blas_lags();
    return lags ? 1 : 0;
}
