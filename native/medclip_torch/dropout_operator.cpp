// medclip::dropout as an operator of libtorch, with its gradient; the arithmetic is in kernels/dropout.cpp. Each call draws one key from libtorch's generator of the CPU, so a seed, or a
// generator's restored state, gives the same zeros again, with any number of threads. Only the key is kept for backward.
#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>
#include <ATen/Parallel.h>
#include <torch/csrc/autograd/custom_function.h>
#include <torch/library.h>

#include <algorithm>
#include <cmath>
#include <mutex>

#include "internal.h"
#include "kernels/kernels.h"

namespace {

constexpr int64_t kBlock = 1 << 12; // elements that a thread takes at least

int64_t draw_key() {
    auto generator = at::detail::getDefaultCPUGenerator();
    std::lock_guard<std::mutex> lock(generator.mutex());
    return static_cast<int64_t>(generator.get<at::CPUGeneratorImpl>()->random64());
}

void check(const at::Tensor& input, double p) {
    medclip::require(input.scalar_type() == at::kFloat || input.scalar_type() == at::kBFloat16, "dropout: input is neither float32 nor bfloat16");
    medclip::require(p >= 0 && p <= 1, "dropout: p is not a probability");
}

// Places are counted in memory: elements lie together, in any order of dimensions.
at::Tensor settled(const at::Tensor& input) { return input.is_non_overlapping_and_dense() ? input : input.contiguous(); }

at::Tensor drop(const at::Tensor& input, double p, int64_t key) {
    auto output = at::empty_strided(input.sizes(), input.strides(), input.options().requires_grad(false));
    medclip::Dropout in{input.data_ptr(), output.data_ptr(), uint32_t(key), uint32_t(uint64_t(key) >> 32),
                        uint32_t(std::min(std::llround(p * 0x1p32), 0xffffffffLL)), p == 1 ? 0.0f : float(1 / (1 - p)), input.scalar_type() == at::kBFloat16};
    auto run = medclip::kernels().dropout;
    int64_t count = input.numel();
    at::parallel_for(0, (count + kBlock - 1) / kBlock, 4, [&](int64_t begin, int64_t end) { run(in, begin * kBlock, std::min(end * kBlock, count)); });
    return output;
}

class DropoutFunction : public torch::autograd::Function<DropoutFunction> {
public:
    // The input lies as `settled` leaves it.
    static at::Tensor forward(torch::autograd::AutogradContext* context, const at::Tensor& input, double p, int64_t key) {
        context->saved_data["p"] = p;
        context->saved_data["key"] = key;
        context->saved_data["strides"] = input.strides().vec();
        return drop(input, p, key);
    }

    // The same zeros in the gradient, which must lie as the input did.
    static torch::autograd::variable_list backward(torch::autograd::AutogradContext* context, torch::autograd::variable_list gradients) {
        auto given = gradients[0];
        auto strides = context->saved_data["strides"].toIntVector();
        if (given.strides() != at::IntArrayRef(strides)) given = at::empty_strided(given.sizes(), strides, given.options()).copy_(given);
        return {DropoutFunction::apply(given, context->saved_data["p"].toDouble(), context->saved_data["key"].toInt()), {}, {}};
    }
};

at::Tensor dropout(const at::Tensor& input, double p) {
    check(input, p);
    return drop(settled(input), p, draw_key());
}

at::Tensor dropout_with_gradient(const at::Tensor& input, double p) {
    if (!at::GradMode::is_enabled() || !input.requires_grad()) {
        at::AutoDispatchBelowADInplaceOrView below;
        return dropout(input, p);
    }
    check(input, p);
    return DropoutFunction::apply(settled(input), p, draw_key());
}

} // namespace

TORCH_LIBRARY_FRAGMENT(medclip, library) { library.def("dropout(Tensor input, float p) -> Tensor"); }

TORCH_LIBRARY_IMPL(medclip, CPU, library) { library.impl("dropout", dropout); }
TORCH_LIBRARY_IMPL(medclip, AutogradCPU, library) { library.impl("dropout", dropout_with_gradient); }
