// medclip::window_attention as an operator of libtorch, with its gradient; the arithmetic is in kernels/window_attention.cpp.
#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <torch/csrc/autograd/custom_function.h>
#include <torch/library.h>

#include "internal.h"
#include "kernels/kernels.h"

namespace {

using OptionalTensor = medclip::optional<at::Tensor>;

// Windows are added up in so many parts, whatever the number of threads, so that gradients do not depend on it.
constexpr int64_t kChunks = 16;

medclip::WindowAttention shapes(const at::Tensor& query, const at::Tensor& bias, const at::Tensor& index, const at::Tensor& region, double scale) {
    medclip::WindowAttention in{};
    in.films = query.size(0), in.length = query.size(1);
    in.windows = index.size(0), in.tokens = index.size(1);
    in.heads = bias.size(0), in.size = query.size(2) / in.heads;
    in.film_stride = query.stride(0), in.row_stride = query.stride(1);
    in.bias = bias.data_ptr<float>();
    in.index = index.data_ptr<int32_t>();
    in.region = region.defined() ? region.data_ptr<int32_t>() : nullptr;
    in.scale = static_cast<float>(scale);
    in.half = query.scalar_type() == at::kBFloat16;
    return in;
}

void check(const at::Tensor& query, const at::Tensor& key, const at::Tensor& value, const at::Tensor& bias, const at::Tensor& index, const at::Tensor& region) {
    auto require = medclip::require;
    require(query.dim() == 3 && key.sizes() == query.sizes() && value.sizes() == query.sizes(), "window_attention: query, key and value are not of one shape (N, L, C)");
    require(query.scalar_type() == at::kFloat || query.scalar_type() == at::kBFloat16, "window_attention: query is neither float32 nor bfloat16");
    require(key.scalar_type() == query.scalar_type() && value.scalar_type() == query.scalar_type(), "window_attention: query, key and value are not of one type");
    require(index.dim() == 2 && index.scalar_type() == at::kInt && index.is_contiguous(), "window_attention: index is not a dense (W, T) of int32");
    require(index.numel() == query.size(1), "window_attention: index does not name each row of a film once");
    require(bias.dim() == 3 && bias.scalar_type() == at::kFloat && bias.size(1) == index.size(1) && bias.size(2) == index.size(1), "window_attention: bias is not a float32 (H, T, T)");
    require(bias.size(0) > 0 && query.size(2) % bias.size(0) == 0, "window_attention: the width is not a multiple of the heads");
    require(!region.defined() || (region.sizes() == index.sizes() && region.scalar_type() == at::kInt && region.is_contiguous()), "window_attention: region is not like index");
    if (index.numel() > 0) require(index.min().item<int32_t>() >= 0 && index.max().item<int32_t>() < query.size(1), "window_attention: index names a row that a film lacks");
}

at::Tensor forward(const at::Tensor& query, const at::Tensor& key, const at::Tensor& value, const at::Tensor& bias, const at::Tensor& index, const at::Tensor& region, double scale, at::Tensor* log_sums) {
    auto in = shapes(query, bias, index, region, scale);
    auto output = at::empty(query.sizes(), query.options());
    if (log_sums) *log_sums = at::empty({in.films, in.windows, in.heads, in.tokens}, bias.options());
    in.query = query.data_ptr(), in.key = key.data_ptr(), in.value = value.data_ptr(), in.output = output.data_ptr();
    in.log_sums = log_sums ? log_sums->data_ptr<float>() : nullptr;
    auto run = medclip::kernels().window_attention;
    at::parallel_for(0, in.films * in.windows, 1, [&](int64_t begin, int64_t end) { run(in, begin, end); });
    return output;
}

// Rows may lie apart, as those of a joint projection do, but alike in all three.
void settle(at::Tensor& query, at::Tensor& key, at::Tensor& value, at::Tensor& bias) {
    bool alike = query.stride(2) == 1 && key.strides() == query.strides() && value.strides() == query.strides();
    if (!alike) query = query.contiguous(), key = key.contiguous(), value = value.contiguous();
    bias = bias.contiguous();
}

class WindowAttentionFunction : public torch::autograd::Function<WindowAttentionFunction> {
public:
    static at::Tensor forward(torch::autograd::AutogradContext* context, at::Tensor query, at::Tensor key, at::Tensor value, at::Tensor bias, at::Tensor index, OptionalTensor region, double scale) {
        settle(query, key, value, bias);
        at::Tensor log_sums;
        auto output = ::forward(query, key, value, bias, index, region ? *region : at::Tensor(), scale, &log_sums);
        context->save_for_backward({query, key, value, bias, index, log_sums});
        context->saved_data["region"] = region;
        context->saved_data["scale"] = scale;
        return output;
    }

    static torch::autograd::variable_list backward(torch::autograd::AutogradContext* context, torch::autograd::variable_list gradients) {
        auto saved = context->get_saved_variables();
        auto region = context->saved_data["region"].toOptional<at::Tensor>();
        auto in = shapes(saved[0], saved[3], saved[4], region ? *region : at::Tensor(), context->saved_data["scale"].toDouble());
        auto given = gradients[0].to(saved[0].scalar_type()).contiguous();
        auto options = saved[0].options().requires_grad(false);
        auto query = at::empty(saved[0].sizes(), options), key = at::empty(saved[0].sizes(), options), value = at::empty(saved[0].sizes(), options);
        auto bias = at::zeros({kChunks, in.heads, in.tokens, in.tokens}, saved[3].options().requires_grad(false));
        in.query = saved[0].data_ptr(), in.key = saved[1].data_ptr(), in.value = saved[2].data_ptr(), in.output_gradient = given.data_ptr();
        in.log_sums = saved[5].data_ptr<float>();
        in.query_gradient = query.data_ptr(), in.key_gradient = key.data_ptr(), in.value_gradient = value.data_ptr(), in.bias_gradient = bias.data_ptr<float>();
        auto run = medclip::kernels().window_attention_backward;
        int64_t places = in.films * in.windows;
        at::parallel_for(0, kChunks, 1, [&](int64_t begin, int64_t end) {
            for (int64_t chunk = begin; chunk < end; chunk++) run(in, chunk, places * chunk / kChunks, places * (chunk + 1) / kChunks);
        });
        return {query, key, value, bias.sum(0), {}, {}, {}};
    }
};

at::Tensor attend(const at::Tensor& query, const at::Tensor& key, const at::Tensor& value, const at::Tensor& bias, const at::Tensor& index, const OptionalTensor& region, double scale) {
    auto regions = region ? *region : at::Tensor();
    check(query, key, value, bias, index, regions);
    at::Tensor q = query, k = key, v = value, b = bias;
    settle(q, k, v, b);
    return forward(q, k, v, b, index, regions, scale, nullptr);
}

at::Tensor attend_with_gradient(const at::Tensor& query, const at::Tensor& key, const at::Tensor& value, const at::Tensor& bias, const at::Tensor& index, const OptionalTensor& region, double scale) {
    auto regions = region ? *region : at::Tensor();
    bool tracks = at::GradMode::is_enabled() && (query.requires_grad() || key.requires_grad() || value.requires_grad() || bias.requires_grad());
    if (!tracks) {
        at::AutoDispatchBelowADInplaceOrView below;
        return attend(query, key, value, bias, index, region, scale);
    }
    check(query, key, value, bias, index, regions);
    return WindowAttentionFunction::apply(query, key, value, bias, index, region, scale);
}

} // namespace

TORCH_LIBRARY_FRAGMENT(medclip, library) {
    library.def("window_attention(Tensor query, Tensor key, Tensor value, Tensor bias, Tensor index, Tensor? region, float scale) -> Tensor");
}

TORCH_LIBRARY_IMPL(medclip, CPU, library) { library.impl("window_attention", attend); }
TORCH_LIBRARY_IMPL(medclip, AutogradCPU, library) { library.impl("window_attention", attend_with_gradient); }
