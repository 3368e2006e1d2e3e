// check_kernels: every kernel, at every level of instructions that this processor has, over odd sizes, called as an operator of libtorch and compared with plain operators in double
// precision, values and gradients. Tensors are as long as their memory, so that a sanitizer sees a number read or written too far.
#include <ATen/ATen.h>
#include <ATen/core/dispatch/Dispatcher.h>
#include <torch/csrc/autograd/autograd.h>
#include <torch/csrc/autograd/variable.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <functional>
#include <string>
#include <vector>

#include "../medclip_torch/medclip_torch.h"

namespace {

using Tensors = std::vector<at::Tensor>;
using Function = std::function<at::Tensor(const Tensors&)>;

int compared = 0;

[[noreturn]] void fail(const std::string& what) {
    std::fprintf(stderr, "check_kernels, %s: %s\n", mt_kernel_level(), what.c_str());
    std::exit(1);
}

at::Tensor call(const char* name, std::vector<c10::IValue> stack) {
    c10::Dispatcher::singleton().findSchemaOrThrow(name, "").callBoxed(&stack);
    return stack.empty() ? at::Tensor() : stack[0].toTensor();
}

void close(const std::string& what, const at::Tensor& found, const at::Tensor& exact, double tolerance) {
    if (found.sizes() != exact.sizes()) fail(what + ": another shape");
    if (exact.numel() == 0) return;
    double error = (found.to(at::kDouble) - exact).abs().max().item<double>(), scale = std::max(1.0, exact.abs().max().item<double>());
    if (!(error <= tolerance * scale)) fail(what + ": differs by " + std::to_string(error) + " of " + std::to_string(scale));
    compared++;
}

// The result and the gradient by each leaf, for a fixed random pull.
Tensors results(const Function& function, const Tensors& leaves) {
    for (auto& leaf : leaves) leaf.requires_grad_(true);
    auto y = function(leaves);
    at::manual_seed(5);
    auto pull = at::randn(y.sizes(), at::kDouble).to(y.scalar_type());
    Tensors all{y.detach()};
    for (auto& g : torch::autograd::grad({y}, leaves, {pull}, {}, false, true)) all.push_back(g);
    return all;
}

// leaves are of double precision; types are what the kernel gets them as.
void compare(const std::string& what, const Function& kernel, const Function& plain, const Tensors& leaves, const std::vector<at::ScalarType>& types, double tolerance) {
    Tensors narrow, wide;
    for (size_t i = 0; i < leaves.size(); i++) narrow.push_back(leaves[i].to(types[i], false, true)), wide.push_back(narrow[i].to(at::kDouble, false, true));
    auto found = results(kernel, narrow), exact = results(plain, wide);
    for (size_t i = 0; i < exact.size(); i++) close(what + (i ? ", gradient " + std::to_string(i) : ""), found[i], exact[i], tolerance);
    at::NoGradGuard off;
    for (auto& leaf : narrow) leaf.requires_grad_(false);
    close(what + " without gradient", kernel(narrow), exact[0], tolerance);
}

void window_attention() {
    const int64_t sizes[][4] = {{1, 1, 1, 1}, {2, 3, 2, 3}, {3, 4, 1, 15}, {2, 9, 1, 16}, {1, 16, 2, 17}, {2, 25, 3, 8}, {2, 49, 2, 32}, {1, 64, 1, 33}, {1, 100, 1, 48}, {5, 2, 4, 1}};
    for (auto [windows, tokens, heads, size] : sizes)
        for (int64_t films : {1, 3})
            for (bool masked : {false, true})
                for (auto type : {at::kFloat, at::kBFloat16}) {
                    int64_t length = windows * tokens, width = heads * size;
                    auto index = at::randperm(length).view({windows, tokens}).to(at::kInt);
                    auto region = masked ? at::randint(0, 3, {windows, tokens}, at::kInt) : at::Tensor();
                    double scale = 1 / std::sqrt(double(size));
                    Function kernel = [&](const Tensors& x) {
                        auto parts = x[0].chunk(3, 2); // rows of a joint projection: they lie apart
                        return call("medclip::window_attention", {parts[0], parts[1], parts[2], x[1], index, masked ? c10::IValue(region) : c10::IValue(), scale});
                    };
                    Function plain = [&](const Tensors& x) {
                        auto at = index.view(-1).to(at::kLong);
                        auto cut = [&](const at::Tensor& t) { return t.index_select(1, at).view({films, windows, tokens, heads, size}).transpose(2, 3); };
                        auto parts = x[0].chunk(3, 2);
                        auto scores = at::matmul(cut(parts[0]), cut(parts[1]).transpose(-1, -2)) * scale + x[1];
                        if (masked) scores = scores.masked_fill((region.unsqueeze(1) != region.unsqueeze(2)).unsqueeze(1), -INFINITY);
                        auto joined = at::matmul(at::softmax(scores, -1), cut(parts[2])).transpose(2, 3).reshape({films, length, width});
                        return joined.index_select(1, at::argsort(at));
                    };
                    auto what = "window attention " + std::to_string(films) + " x " + std::to_string(windows) + " x " + std::to_string(tokens) + " x " + std::to_string(heads) + " x " +
                                std::to_string(size) + (masked ? " masked" : "") + (type == at::kFloat ? "" : " bf16");
                    compare(what, kernel, plain, {at::randn({films, length, 3 * width}, at::kDouble), at::randn({heads, tokens, tokens}, at::kDouble)}, {type, at::kFloat},
                            type == at::kFloat ? 5e-6 : 2e-2);
                }
}

void linear() {
    const int64_t sizes[][3] = {{1, 1, 1}, {3, 5, 7}, {64, 256, 257}, {300, 129, 200}, {49, 1031, 97}};
    for (auto [rows, inputs, outputs] : sizes)
        for (bool biased : {false, true}) {
            auto product = [&](const char* name) {
                return [=](const Tensors& x) { return call(name, {x[0], x[1], biased ? c10::IValue(x[2]) : c10::IValue()}); };
            };
            Tensors leaves{at::randn({2, rows, inputs}, at::kDouble), at::randn({outputs, inputs}, at::kDouble)};
            if (biased) leaves.push_back(at::randn({outputs}, at::kDouble));
            compare("linear " + std::to_string(rows) + " x " + std::to_string(inputs) + " x " + std::to_string(outputs), product("medclip::linear"), product("aten::linear"), leaves,
                    std::vector<at::ScalarType>(leaves.size(), at::kFloat), 5e-6);
        }
}

void adam() {
    const double factor = 0.25, keep = 0.99, first = 0.1, second = 0.001, step = 0.02, epsilon = 1e-8;
    for (int64_t n : {1, 2, 15, 16, 17, 31, 33, 1000, (1 << 14) + 1, 3 * (1 << 14) - 1}) {
        auto weight = at::randn({n}), gradient = at::randn({n}), mean = at::randn({n}) * 0.1, square = at::rand({n});
        auto w = weight.to(at::kDouble), g = gradient.to(at::kDouble) * factor, m = mean.to(at::kDouble), v = square.to(at::kDouble);
        m = m + first * (g - m), v = v * (1 - second) + second * g * g, w = w * keep - step * m / (v.sqrt() + epsilon);
        call("medclip::adam_", {weight, gradient, mean, square, factor, keep, first, second, step, epsilon});
        auto what = "adam " + std::to_string(n);
        close(what, weight, w, 2e-6), close(what + ", mean", mean, m, 2e-6), close(what + ", square", square, v, 2e-6);
    }
}

// A weight (n, 1) as dense layers read it under autocast: a copy in bfloat16, made anew where the weight's version is another.
at::Tensor half_of(const at::Tensor& weight) {
    at::NoGradGuard off;
    auto autocast = [](int32_t enabled) {
        if (mt_autocast_set(static_cast<int32_t>(at::kCPU), enabled, static_cast<int32_t>(at::kBFloat16), 0) != 0) fail("autocast cannot be set");
    };
    autocast(1);
    auto half = call("medclip::linear", {at::ones({1, 1}), weight, c10::IValue()}).view(-1).clone();
    autocast(0);
    return half;
}

// The step writes the copy beside the weight, a number for each of the weight's.
void adam_with_copy() {
    const double factor = 0.25, keep = 0.99, first = 0.1, second = 0.001, step = 0.02, epsilon = 1e-8;
    for (int64_t n : {1, 2, 15, 16, 17, 31, 33, 1000, (1 << 14) + 1, 3 * (1 << 14) - 1}) {
        auto weight = at::randn({n, 1}), gradient = at::randn({n, 1}), mean = at::randn({n, 1}) * 0.1, square = at::rand({n, 1});
        auto plain = weight.clone(), plain_mean = mean.clone(), plain_square = square.clone();
        call("medclip::keep_half", {c10::List<at::Tensor>({weight})});
        half_of(weight);
        call("medclip::adam_", {weight, gradient, mean, square, factor, keep, first, second, step, epsilon});
        call("medclip::adam_", {plain, gradient, plain_mean, plain_square, factor, keep, first, second, step, epsilon});
        auto what = "adam with a copy " + std::to_string(n);
        close(what, weight, plain.to(at::kDouble), 1e-7), close(what + ", mean", mean, plain_mean.to(at::kDouble), 1e-7), close(what + ", square", square, plain_square.to(at::kDouble), 1e-7);
        std::memset(weight.data_ptr(), 0, weight.nbytes()); // no version tells of it: a copy that is cast now is 0
        close(what + ", copy", half_of(weight), plain.to(at::kBFloat16).to(at::kDouble).view(-1), 0);
        call("medclip::drop_half", {c10::List<at::Tensor>({weight})});
    }
}

void batch_norm() {
    const std::vector<int64_t> shapes[] = {{2, 1}, {3, 5}, {17, 33}, {2, 3, 1, 1}, {2, 7, 5, 3}, {3, 2, 17, 19}, {1, 1, 7, 11}, {2, 65, 4, 4}};
    for (auto& shape : shapes)
        for (auto type : {at::kFloat, at::kBFloat16}) {
            int64_t channels = shape[1];
            Function kernel = [&](const Tensors& x) { return call("medclip::batch_norm", {x[0], x[1], x[2], at::zeros({channels}), at::ones({channels}), 0.1, 1e-5}); };
            Function plain = [&](const Tensors& x) { return at::batch_norm(x[0], x[1], x[2], at::zeros({channels}, at::kDouble), at::ones({channels}, at::kDouble), true, 0.1, 1e-5, false); };
            std::string what = "batch norm";
            for (auto n : shape) what += " x " + std::to_string(n);
            // Two numbers of a channel become -1 and 1 whatever they are: their gradient is a difference of equals, so the tolerance is wide.
            compare(what, kernel, plain, {at::randn(shape, at::kDouble), at::randn({channels}, at::kDouble), at::randn({channels}, at::kDouble)}, {type, at::kFloat, at::kFloat},
                    type == at::kFloat ? 1e-4 : 4e-2);
        }
}

void max_pool() {
    const int64_t sizes[][7] = {{1, 1, 1, 1, 1, 1, 0}, {2, 3, 7, 5, 3, 2, 1}, {1, 2, 17, 33, 3, 2, 1}, {3, 1, 8, 8, 2, 2, 0}, {1, 5, 16, 15, 3, 1, 1}, {1, 1, 35, 67, 5, 3, 2}};
    for (auto [films, channels, height, width, kernel, stride, padding] : sizes) {
        auto pool = [k = kernel, s = stride, p = padding](const Tensors& x) { return call("medclip::max_pool2d", {x[0], k, s, p}); };
        auto plain = [k = kernel, s = stride, p = padding](const Tensors& x) { return at::max_pool2d(x[0], {k, k}, {s, s}, {p, p}); };
        compare("max pool " + std::to_string(height) + " x " + std::to_string(width), pool, plain, {at::randn({films, channels, height, width}, at::kDouble)}, {at::kFloat}, 1e-6);
    }
}

void layer_norm() {
    const int64_t sizes[][2] = {{1, 1}, {3, 2}, {2, 15}, {5, 16}, {7, 17}, {1, 33}, {33, 96}, {4, 769}};
    for (auto [rows, width] : sizes)
        for (auto weights : {at::kFloat, at::kBFloat16})
            for (auto type : {at::kFloat, at::kBFloat16}) {
                Function kernel = [&](const Tensors& x) { return call("medclip::layer_norm", {x[0], x[1], x[2], 1e-3, static_cast<int64_t>(type)}); };
                Function plain = [w = width](const Tensors& x) { return at::layer_norm(x[0], {w}, x[1], x[2], 1e-3); };
                Tensors leaves{at::randn({rows, width}, at::kDouble), at::randn({width}, at::kDouble), at::randn({width}, at::kDouble)};
                compare("layer norm " + std::to_string(rows) + " x " + std::to_string(width), kernel, plain, leaves, {at::kBFloat16, weights, weights}, 4e-2);
            }
}

// Which numbers become 0 is drawn; all others are divided by what stays, and the gradient likewise.
void dropout() {
    for (auto type : {at::kFloat, at::kBFloat16})
        for (int64_t n : {1, 2, 15, 16, 17, 31, 33, 1000, 70001})
            for (double p : {0.1, 0.5, 1.0}) {
                auto x = (at::rand({n}) + 1).to(type).requires_grad_(true);
                auto y = call("medclip::dropout", {x, p});
                auto given = at::ones_like(y);
                auto gradient = torch::autograd::grad({y}, {x}, {given})[0];
                auto stays = y.detach().to(at::kDouble).ne(0).to(at::kDouble) * (p < 1 ? 1 / (1 - p) : 0);
                auto what = "dropout " + std::to_string(n) + " by " + std::to_string(p);
                close(what, y.detach(), x.detach().to(at::kDouble) * stays, type == at::kFloat ? 1e-6 : 1e-2);
                close(what + ", gradient", gradient, stays, type == at::kFloat ? 1e-6 : 1e-2);
            }
}

} // namespace

int main() {
    void (*const kernels[])() = {window_attention, linear, adam, adam_with_copy, batch_norm, max_pool, layer_norm, dropout};
    for (const char* level : {"plain", "avx2", "avx512"}) {
        if (mt_kernel_use(level) != 0) {
            std::printf("kernels: this processor has no %s\n", level);
            continue;
        }
        at::manual_seed(1);
        compared = 0;
        for (auto kernel : kernels) kernel();
        std::printf("kernels, %s: %d results as plain operators give them\n", level, compared);
    }
}
