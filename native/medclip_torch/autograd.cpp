#include "internal.h"

#include <ATen/ATen.h>
#include <torch/csrc/autograd/autograd.h>
#include <torch/csrc/autograd/variable.h>

using medclip::guarded;
using medclip::tensor_of;
using medclip::tensors_of;

int mt_tensor_set_requires_grad(mt_tensor t, int32_t value) {
    return guarded([&] {
        auto tensor = tensor_of(t);
        medclip::require(value || tensor.is_leaf(), "requires_grad can only be switched off on leaf tensors: use detach()");
        tensor.set_requires_grad(value != 0);
    });
}

int mt_tensor_grad(mt_tensor t, mt_tensor* grad) {
    return guarded([&] {
        auto tensor = tensor_of(t);
        *grad = medclip::release(at::Tensor(tensor.is_leaf() || tensor.retains_grad() ? tensor.grad() : at::Tensor()));
    });
}

int mt_tensor_set_grad(mt_tensor t, mt_tensor grad) {
    return guarded([&] {
        auto tensor = tensor_of(t);
        auto value = medclip::tensor_or_undefined(grad);
        if (value.defined()) {
            medclip::require(value.sizes() == tensor.sizes(), "a gradient has the shape of its tensor");
            medclip::require(value.device() == tensor.device(), "a gradient lives on the device of its tensor");
        }
        tensor.mutable_grad() = value;
    });
}

int mt_tensor_retain_grad(mt_tensor t) {
    return guarded([&] { tensor_of(t).retain_grad(); });
}

int mt_backward(mt_tensor* tensors, int32_t n, mt_tensor* gradients, int32_t retain, int32_t create, mt_tensor* inputs, int32_t ninputs) {
    return guarded([&] {
        auto roots = tensors_of(tensors, n);
        for (auto& root : roots) medclip::require(root.defined(), "a tensor handle is null");
        auto seeds = gradients ? tensors_of(gradients, n) : std::vector<at::Tensor>();
        medclip::optional<bool> keep;
        if (retain >= 0) keep = retain != 0;
        torch::autograd::backward(roots, seeds, keep, create != 0, tensors_of(inputs, ninputs));
    });
}

int mt_grad(mt_tensor* outputs, int32_t n, mt_tensor* inputs, int32_t ninputs, mt_tensor* gradients, int32_t retain, int32_t create, int32_t allow_unused, mt_tensor* results) {
    return guarded([&] {
        medclip::optional<bool> keep;
        if (retain >= 0) keep = retain != 0;
        auto seeds = gradients ? tensors_of(gradients, n) : std::vector<at::Tensor>();
        auto answer = torch::autograd::grad(tensors_of(outputs, n), tensors_of(inputs, ninputs), seeds, keep, create != 0, allow_unused != 0);
        for (int32_t i = 0; i < ninputs; ++i) results[i] = medclip::release(std::move(answer.at(i)));
    });
}
