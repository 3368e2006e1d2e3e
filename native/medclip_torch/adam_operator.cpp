// medclip::adam_: one parameter's step; the arithmetic is in kernels/adam.cpp.
#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <torch/library.h>

#include "half_weights.h"
#include "internal.h"
#include "kernels/kernels.h"

namespace {

void adam(at::Tensor& weight, const at::Tensor& gradient, at::Tensor& mean, at::Tensor& square, double factor, double keep, double first, double second, double step, double epsilon) {
    for (const at::Tensor* t : {static_cast<const at::Tensor*>(&weight), &gradient, static_cast<const at::Tensor*>(&mean), static_cast<const at::Tensor*>(&square)})
        medclip::require(t->scalar_type() == at::kFloat && t->device().is_cpu() && t->sizes() == weight.sizes(), "adam_: weight, gradient, mean and square are not float32 of one shape on the CPU");
    medclip::require(weight.is_non_overlapping_and_dense() && mean.strides() == weight.strides() && square.strides() == weight.strides(), "adam_: weight, mean and square do not lie alike");
    auto alike = gradient.strides() == weight.strides() ? gradient : at::empty_like(weight).copy_(gradient);
    medclip::Adam in{weight.data_ptr<float>(), alike.data_ptr<float>(), mean.data_ptr<float>(), square.data_ptr<float>(),
                     float(factor), float(keep), float(first), float(second), float(step), float(epsilon), medclip::half_to_renew(weight)};
    auto run = medclip::kernels().adam;
    at::parallel_for(0, weight.numel(), 1 << 14, [&](int64_t begin, int64_t end) { run(in, begin, end); });
    medclip::renewed(weight, in.half != nullptr);
}

} // namespace

TORCH_LIBRARY_FRAGMENT(medclip, library) {
    library.def("adam_(Tensor(a!) weight, Tensor gradient, Tensor(b!) mean, Tensor(c!) square, float factor, float keep, float first, float second, float step, float epsilon) -> ()");
}

TORCH_LIBRARY_IMPL(medclip, CPU, library) { library.impl("adam_", adam); }
