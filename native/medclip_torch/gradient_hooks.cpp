// Tells when the gradient of a leaf is complete within a backward pass: the node that adds it up has run.
#include "medclip_distributed.h"
#include "internal.h"

#include <ATen/ATen.h>
#include <torch/csrc/autograd/function_hook.h>
#include <torch/csrc/autograd/functions/accumulate_grad.h>
#include <torch/csrc/autograd/variable.h>

#include <atomic>

using torch::autograd::variable_list;

namespace {

struct Listener {
    std::atomic<bool> listening{true};
    mt_gradient_ready ready;
    void* context;
};

struct ReadyHook : torch::autograd::FunctionPostHook {
    explicit ReadyHook(std::shared_ptr<Listener> listener) : listener(std::move(listener)) {}

    variable_list operator()(const variable_list& outputs, const variable_list& inputs) override {
        if (listener->listening.load()) listener->ready(listener->context);
        return outputs;
    }

    std::shared_ptr<Listener> listener;
};

// A leaf's accumulator lives only as long as somebody holds it; the hook hangs on it.
struct Held {
    std::shared_ptr<Listener> listener;
    decltype(torch::autograd::Edge::function) accumulator;
};

} // namespace

int mt_gradient_hook(mt_tensor leaf, mt_gradient_ready ready, void* context, void** hook) {
    return medclip::guarded([&] {
        medclip::require(ready && hook, "a gradient hook needs a function");
        auto variable = medclip::tensor_of(leaf);
        medclip::require(variable.is_leaf() && variable.requires_grad(), "a gradient hook needs a leaf that requires a gradient");
        auto listener = std::make_shared<Listener>();
        listener->ready = ready;
        listener->context = context;
        auto accumulator = torch::autograd::impl::grad_accumulator(variable);
        medclip::require(accumulator != nullptr, "the leaf has no place to add gradients up");
        accumulator->add_post_hook(std::make_unique<ReadyHook>(listener));
        *hook = new Held{std::move(listener), std::move(accumulator)};
    });
}

int mt_gradient_hook_release(void* hook) {
    return medclip::guarded([&] {
        std::unique_ptr<Held> held(static_cast<Held*>(hook));
        if (held) held->listener->listening.store(false);
    });
}
