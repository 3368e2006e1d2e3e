// medclip::layer_norm as an operator of libtorch, with its gradient; the arithmetic is in kernels/layer_norm.cpp. Unlike libtorch 1.13's, it takes bfloat16 with float32 weights, and it
// gives the type that is asked for.
#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <torch/csrc/autograd/custom_function.h>
#include <torch/library.h>

#include "internal.h"
#include "kernels/kernels.h"

namespace {

// Rows are added up in so many parts, whatever the number of threads, so that gradients do not depend on it.
constexpr int64_t kChunks = 16, kGrain = 1 << 14;

void check(const at::Tensor& input, const at::Tensor& weight, const at::Tensor& bias, int64_t type) {
    auto known = [](at::ScalarType t) { return t == at::kFloat || t == at::kBFloat16; };
    auto require = medclip::require;
    require(known(input.scalar_type()) && known(static_cast<at::ScalarType>(type)), "layer_norm: input or result is neither float32 nor bfloat16");
    require(known(weight.scalar_type()) && known(bias.scalar_type()), "layer_norm: weight or bias is neither float32 nor bfloat16");
    require(input.dim() > 0 && input.size(-1) > 0 && weight.dim() == 1 && weight.size(0) == input.size(-1) && bias.sizes() == weight.sizes(), "layer_norm: weight and bias are not as wide as the input");
}

medclip::LayerNorm shapes(const at::Tensor& input, const at::Tensor& weight, double epsilon, at::ScalarType type) {
    medclip::LayerNorm in{};
    in.width = input.size(-1);
    in.input = input.data_ptr();
    in.weight = weight.data_ptr<float>();
    in.epsilon = static_cast<float>(epsilon);
    in.half_input = input.scalar_type() == at::kBFloat16;
    in.half_output = type == at::kBFloat16;
    return in;
}

at::Tensor forward(const at::Tensor& input, const at::Tensor& weight, const at::Tensor& bias, double epsilon, at::ScalarType type, at::Tensor* statistics) {
    auto x = input.contiguous(), w = weight.to(at::kFloat).contiguous(), b = bias.to(at::kFloat).contiguous();
    auto output = at::empty(x.sizes(), x.options().dtype(type).requires_grad(false));
    auto in = shapes(x, w, epsilon, type);
    int64_t rows = x.numel() / in.width;
    in.bias = b.data_ptr<float>();
    in.output = output.data_ptr();
    if (statistics) {
        *statistics = at::empty({2, rows}, w.options().requires_grad(false));
        in.mean = statistics->data_ptr<float>(), in.scale = in.mean + rows;
    }
    auto run = medclip::kernels().layer_norm;
    at::parallel_for(0, rows, std::max<int64_t>(1, kGrain / in.width), [&](int64_t begin, int64_t end) { run(in, begin, end); });
    return output;
}

// By operators that have gradients themselves, for the gradient of a gradient.
torch::autograd::variable_list plain_backward(const at::Tensor& input, const at::Tensor& weight, at::ScalarType bias_type, double epsilon, const at::Tensor& gradient) {
    auto x = input.to(at::kFloat), given = gradient.to(at::kFloat), g = given * weight.to(at::kFloat);
    auto from_mean = x - x.mean(-1, true);
    auto scale = (from_mean * from_mean).mean(-1, true).add(epsilon).rsqrt(), normal = from_mean * scale;
    auto rows = [&](const at::Tensor& t) { return t.reshape({-1, t.size(-1)}).sum(0); };
    return {((g - g.mean(-1, true) - normal * (g * normal).mean(-1, true)) * scale).to(input.scalar_type()), rows(given * normal).to(weight.scalar_type()), rows(given).to(bias_type), {}, {}};
}

class LayerNormFunction : public torch::autograd::Function<LayerNormFunction> {
public:
    static at::Tensor forward(torch::autograd::AutogradContext* context, const at::Tensor& input, const at::Tensor& weight, const at::Tensor& bias, double epsilon, int64_t type) {
        at::Tensor statistics;
        auto output = ::forward(input, weight, bias, epsilon, static_cast<at::ScalarType>(type), &statistics);
        context->save_for_backward({input, weight, statistics});
        context->saved_data["bias"] = static_cast<int64_t>(bias.scalar_type());
        context->saved_data["type"] = type;
        context->saved_data["epsilon"] = epsilon;
        return output;
    }

    static torch::autograd::variable_list backward(torch::autograd::AutogradContext* context, torch::autograd::variable_list gradients) {
        auto saved = context->get_saved_variables();
        auto type = static_cast<at::ScalarType>(context->saved_data["type"].toInt()), bias_type = static_cast<at::ScalarType>(context->saved_data["bias"].toInt());
        if (at::GradMode::is_enabled()) return plain_backward(saved[0], saved[1], bias_type, context->saved_data["epsilon"].toDouble(), gradients[0]);
        auto x = saved[0].contiguous(), w = saved[1].to(at::kFloat).contiguous(), given = gradients[0].to(type).contiguous();
        auto in = shapes(x, w, 0, type);
        int64_t rows = x.numel() / in.width;
        auto plain = w.options().requires_grad(false);
        auto input = at::empty(x.sizes(), x.options().requires_grad(false)), weight = at::empty({kChunks, in.width}, plain), bias = at::empty({kChunks, in.width}, plain);
        in.mean = saved[2].data_ptr<float>(), in.scale = in.mean + rows;
        in.output_gradient = given.data_ptr(), in.input_gradient = input.data_ptr();
        in.weight_gradient = weight.data_ptr<float>(), in.bias_gradient = bias.data_ptr<float>();
        auto run = medclip::kernels().layer_norm_backward;
        at::parallel_for(0, kChunks, 1, [&](int64_t begin, int64_t end) {
            for (int64_t chunk = begin; chunk < end; chunk++) run(in, chunk, rows * chunk / kChunks, rows * (chunk + 1) / kChunks);
        });
        return {input, weight.sum(0).to(saved[1].scalar_type()), bias.sum(0).to(bias_type), {}, {}};
    }
};

at::Tensor layer_norm(const at::Tensor& input, const at::Tensor& weight, const at::Tensor& bias, double epsilon, int64_t type) {
    check(input, weight, bias, type);
    return forward(input, weight, bias, epsilon, static_cast<at::ScalarType>(type), nullptr);
}

at::Tensor layer_norm_with_gradient(const at::Tensor& input, const at::Tensor& weight, const at::Tensor& bias, double epsilon, int64_t type) {
    if (!at::GradMode::is_enabled() || !(input.requires_grad() || weight.requires_grad() || bias.requires_grad())) {
        at::AutoDispatchBelowADInplaceOrView below;
        return layer_norm(input, weight, bias, epsilon, type);
    }
    check(input, weight, bias, type);
    return LayerNormFunction::apply(input, weight, bias, epsilon, type);
}

} // namespace

TORCH_LIBRARY_FRAGMENT(medclip, library) { library.def("layer_norm(Tensor input, Tensor weight, Tensor bias, float eps, int dtype) -> Tensor"); }

TORCH_LIBRARY_IMPL(medclip, CPU, library) { library.impl("layer_norm", layer_norm); }
TORCH_LIBRARY_IMPL(medclip, AutogradCPU, library) { library.impl("layer_norm", layer_norm_with_gradient); }
