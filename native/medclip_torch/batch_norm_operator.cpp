// medclip::batch_norm: batch normalisation in training, with its gradient; the arithmetic is in kernels/batch_norm.cpp.
#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <torch/csrc/autograd/custom_function.h>
#include <torch/library.h>

#include "internal.h"
#include "kernels/kernels.h"

namespace {

using OptionalTensor = medclip::optional<at::Tensor>;

at::Tensor dense(const OptionalTensor& given) { return given && given->defined() ? given->contiguous() : at::Tensor(); }

void check(const at::Tensor& input, const OptionalTensor& weight, const OptionalTensor& bias, const OptionalTensor& running_mean, const OptionalTensor& running_var) {
    medclip::require(input.dim() >= 2 && input.is_contiguous() && input.numel() > 0, "batch_norm: the input is not a dense, non-empty (N, C, ...)");
    medclip::require(input.scalar_type() == at::kFloat || input.scalar_type() == at::kBFloat16, "batch_norm: the input is neither float32 nor bfloat16");
    medclip::require(input.numel() > input.size(1), "batch_norm: one number for each channel has no variance; train with more than one film");
    for (auto given : {&weight, &bias, &running_mean, &running_var})
        medclip::require(!*given || !(*given)->defined() || ((*given)->scalar_type() == at::kFloat && (*given)->numel() == input.size(1)), "batch_norm: weight, bias and running statistics are not float32 (C)");
}

medclip::BatchNorm sizes(const at::Tensor& input, const at::Tensor& weight, const at::Tensor& mean, const at::Tensor& variance, double epsilon) {
    medclip::BatchNorm in{};
    in.films = input.size(0), in.channels = input.size(1), in.places = input.numel() / (in.films * in.channels);
    in.half = input.scalar_type() == at::kBFloat16;
    in.input = input.data_ptr();
    in.weight = weight.defined() ? weight.data_ptr<float>() : nullptr;
    in.epsilon = static_cast<float>(epsilon);
    in.mean = mean.data_ptr<float>(), in.variance = variance.data_ptr<float>();
    return in;
}

at::Tensor forward(const at::Tensor& input, const at::Tensor& weight, const at::Tensor& bias, const OptionalTensor& running_mean, const OptionalTensor& running_var, double momentum, double epsilon, at::Tensor& mean, at::Tensor& variance) {
    auto output = at::empty(input.sizes(), input.options().requires_grad(false));
    mean = at::empty({input.size(1)}, input.options().dtype(at::kFloat).requires_grad(false));
    variance = at::empty_like(mean);
    auto in = sizes(input, weight, mean, variance, epsilon);
    in.bias = bias.defined() ? bias.data_ptr<float>() : nullptr;
    in.output = output.data_ptr();
    auto run = medclip::kernels().batch_norm;
    at::parallel_for(0, in.channels, 1, [&](int64_t begin, int64_t end) { run(in, begin, end); });
    double count = double(in.films * in.places);
    at::NoGradGuard none;
    if (running_mean && running_mean->defined()) running_mean->mul_(1 - momentum).add_(mean, momentum);
    if (running_var && running_var->defined()) running_var->mul_(1 - momentum).add_(variance, momentum * count / (count - 1));
    return output;
}

class BatchNormFunction : public torch::autograd::Function<BatchNormFunction> {
public:
    static at::Tensor forward(torch::autograd::AutogradContext* context, at::Tensor input, OptionalTensor weight, OptionalTensor bias, OptionalTensor running_mean, OptionalTensor running_var, double momentum, double epsilon) {
        at::Tensor mean, variance, scale = dense(weight);
        auto output = ::forward(input, scale, dense(bias), running_mean, running_var, momentum, epsilon, mean, variance);
        context->save_for_backward({input, scale, mean, variance});
        context->saved_data["epsilon"] = epsilon;
        context->saved_data["bias"] = bias && bias->defined();
        return output;
    }

    static torch::autograd::variable_list backward(torch::autograd::AutogradContext* context, torch::autograd::variable_list gradients) {
        auto saved = context->get_saved_variables();
        double epsilon = context->saved_data["epsilon"].toDouble();
        bool weighted = saved[1].defined(), biased = context->saved_data["bias"].toBool();
        if (at::GradMode::is_enabled()) { // who differentiates the gradient again needs operators that libtorch can
            auto all = at::native_batch_norm_backward(gradients[0], saved[0], saved[1], {}, {}, saved[2], (saved[3] + epsilon).rsqrt(), true, epsilon, {true, weighted, biased});
            return {std::get<0>(all), std::get<1>(all), std::get<2>(all), {}, {}, {}, {}};
        }
        auto gradient = gradients[0].to(saved[0].scalar_type()).contiguous();
        auto result = at::empty(saved[0].sizes(), saved[0].options().requires_grad(false));
        auto weight = at::empty_like(saved[2]), bias = at::empty_like(saved[2]);
        auto in = sizes(saved[0], saved[1], saved[2], saved[3], epsilon);
        in.gradient = gradient.data_ptr(), in.input_gradient = result.data_ptr();
        in.weight_gradient = weight.data_ptr<float>(), in.bias_gradient = bias.data_ptr<float>();
        auto run = medclip::kernels().batch_norm_backward;
        at::parallel_for(0, in.channels, 1, [&](int64_t begin, int64_t end) { run(in, begin, end); });
        return {result, weighted ? weight : at::Tensor(), biased ? bias : at::Tensor(), {}, {}, {}, {}};
    }
};

at::Tensor normalise(const at::Tensor& input, const OptionalTensor& weight, const OptionalTensor& bias, const OptionalTensor& running_mean, const OptionalTensor& running_var, double momentum, double epsilon) {
    check(input, weight, bias, running_mean, running_var);
    at::Tensor mean, variance;
    return forward(input, dense(weight), dense(bias), running_mean, running_var, momentum, epsilon, mean, variance);
}

at::Tensor normalise_with_gradient(const at::Tensor& input, const OptionalTensor& weight, const OptionalTensor& bias, const OptionalTensor& running_mean, const OptionalTensor& running_var, double momentum, double epsilon) {
    auto tracks = [](const OptionalTensor& given) { return given && given->defined() && given->requires_grad(); };
    if (!at::GradMode::is_enabled() || !(input.requires_grad() || tracks(weight) || tracks(bias))) {
        at::AutoDispatchBelowADInplaceOrView below;
        return normalise(input, weight, bias, running_mean, running_var, momentum, epsilon);
    }
    check(input, weight, bias, running_mean, running_var);
    return BatchNormFunction::apply(input, weight, bias, running_mean, running_var, momentum, epsilon);
}

} // namespace

TORCH_LIBRARY_FRAGMENT(medclip, library) {
    library.def("batch_norm(Tensor input, Tensor? weight, Tensor? bias, Tensor(a!)? running_mean, Tensor(b!)? running_var, float momentum, float eps) -> Tensor");
}

TORCH_LIBRARY_IMPL(medclip, CPU, library) { library.impl("batch_norm", normalise); }
TORCH_LIBRARY_IMPL(medclip, AutogradCPU, library) { library.impl("batch_norm", normalise_with_gradient); }
