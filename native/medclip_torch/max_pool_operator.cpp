// medclip::max_pool2d: square windows over dense float32 maps, with its gradient; the arithmetic is in kernels/max_pool.cpp.
#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <torch/csrc/autograd/custom_function.h>
#include <torch/library.h>

#include <limits>

#include "internal.h"
#include "kernels/kernels.h"

namespace {

medclip::MaxPool sizes(at::IntArrayRef input, int64_t kernel, int64_t stride, int64_t padding) {
    auto outputs = [&](int64_t edge) { return (edge + 2 * padding - kernel) / stride + 1; };
    medclip::MaxPool in{};
    in.height = input[2], in.width = input[3];
    in.kernel = kernel, in.stride = stride, in.padding = padding;
    in.output_height = outputs(in.height), in.output_width = outputs(in.width);
    return in;
}

at::Tensor forward(const at::Tensor& input, int64_t kernel, int64_t stride, int64_t padding, at::Tensor& places) {
    auto in = sizes(input.sizes(), kernel, stride, padding);
    auto output = at::empty({input.size(0), input.size(1), in.output_height, in.output_width}, input.options().requires_grad(false));
    places = at::empty(output.sizes(), output.options().dtype(at::kInt));
    in.input = input.data_ptr<float>(), in.output = output.data_ptr<float>(), in.places = places.data_ptr<int32_t>();
    auto run = medclip::kernels().max_pool;
    at::parallel_for(0, input.size(0) * input.size(1), 1, [&](int64_t begin, int64_t end) { run(in, begin, end); });
    return output;
}

class MaxPoolFunction : public torch::autograd::Function<MaxPoolFunction> {
public:
    static at::Tensor forward(torch::autograd::AutogradContext* context, at::Tensor input, int64_t kernel, int64_t stride, int64_t padding) {
        at::Tensor places;
        auto output = ::forward(input, kernel, stride, padding, places);
        context->save_for_backward({places});
        context->saved_data["sizes"] = input.sizes().vec();
        context->saved_data["window"] = std::vector<int64_t>{kernel, stride, padding};
        return output;
    }

    static torch::autograd::variable_list backward(torch::autograd::AutogradContext* context, torch::autograd::variable_list gradients) {
        auto places = context->get_saved_variables()[0];
        auto shape = context->saved_data["sizes"].toIntVector(), window = context->saved_data["window"].toIntVector();
        auto gradient = gradients[0].contiguous();
        if (at::GradMode::is_enabled()) { // who differentiates the gradient again needs operators that libtorch can
            int64_t planes = shape[0] * shape[1];
            auto spread = at::zeros({planes, shape[2] * shape[3]}, gradient.options()).scatter_add(1, places.view({planes, -1}).to(at::kLong), gradient.view({planes, -1}));
            return {spread.view(shape), {}, {}, {}};
        }
        auto result = at::empty(shape, gradient.options().requires_grad(false));
        auto in = sizes(shape, window[0], window[1], window[2]);
        in.places = places.data_ptr<int32_t>(), in.gradient = gradient.data_ptr<float>(), in.input_gradient = result.data_ptr<float>();
        auto run = medclip::kernels().max_pool_backward;
        at::parallel_for(0, shape[0] * shape[1], 1, [&](int64_t begin, int64_t end) { run(in, begin, end); });
        return {result, {}, {}, {}};
    }
};

void check(const at::Tensor& input, int64_t kernel, int64_t stride, int64_t padding) {
    medclip::require(input.dim() == 4 && input.is_contiguous() && input.scalar_type() == at::kFloat, "max_pool2d: the input is not a dense float32 (N, C, H, W)");
    medclip::require(kernel > 0 && stride > 0 && padding >= 0 && 2 * padding <= kernel, "max_pool2d: kernel and stride are at least 1, padding at most half of the kernel");
    medclip::require(input.size(2) + 2 * padding >= kernel && input.size(3) + 2 * padding >= kernel, "max_pool2d: the map is smaller than the window");
    medclip::require(input.size(2) * input.size(3) <= std::numeric_limits<int32_t>::max(), "max_pool2d: a map of more than 2^31 numbers");
}

at::Tensor pool(const at::Tensor& input, int64_t kernel, int64_t stride, int64_t padding) {
    check(input, kernel, stride, padding);
    at::Tensor places;
    return forward(input, kernel, stride, padding, places);
}

at::Tensor pool_with_gradient(const at::Tensor& input, int64_t kernel, int64_t stride, int64_t padding) {
    if (!at::GradMode::is_enabled() || !input.requires_grad()) {
        at::AutoDispatchBelowADInplaceOrView below;
        return pool(input, kernel, stride, padding);
    }
    check(input, kernel, stride, padding);
    return MaxPoolFunction::apply(input, kernel, stride, padding);
}

} // namespace

TORCH_LIBRARY_FRAGMENT(medclip, library) {
    library.def("max_pool2d(Tensor input, int kernel, int stride, int padding) -> Tensor");
}

TORCH_LIBRARY_IMPL(medclip, CPU, library) { library.impl("max_pool2d", pool); }
TORCH_LIBRARY_IMPL(medclip, AutogradCPU, library) { library.impl("max_pool2d", pool_with_gradient); }
