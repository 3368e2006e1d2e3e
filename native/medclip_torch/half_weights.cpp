// medclip::keep_half: under autocast every forward pass casts every weight to bfloat16. A kept weight is cast once, and Adam's step writes the copy beside the weight. A copy that is older
// than its weight (its version or its memory is another) is made anew, so whoever else changes weights need not know of copies. The bits are those of autocast.
#include "half_weights.h"

#include <ATen/ATen.h>
#include <torch/csrc/autograd/custom_function.h>
#include <torch/library.h>

#include <mutex>
#include <unordered_map>

#include "internal.h"

namespace {

struct Kept {
    explicit Kept(const at::Tensor& tensor) : weight(tensor.getIntrusivePtr()) {}

    c10::weak_intrusive_ptr<c10::TensorImpl, c10::UndefinedTensorImpl> weight; // as long as it is held no other tensor lies at this place
    int64_t owners = 0;
    at::Tensor half;
    int64_t version = 0;
    const void* memory = nullptr;
};

std::mutex lock;

std::unordered_map<const c10::TensorImpl*, Kept>& all() {
    static auto* kept = new std::unordered_map<const c10::TensorImpl*, Kept>; // lives as long as the process: tensors are freed until its end
    return *kept;
}

Kept* find(const at::Tensor& weight) {
    auto entry = all().find(weight.unsafeGetTensorImpl());
    return entry == all().end() ? nullptr : &entry->second;
}

bool is_current(const Kept& kept, const at::Tensor& weight) {
    return kept.half.defined() && kept.version == weight._version() && kept.memory == weight.data_ptr() && kept.half.sizes() == weight.sizes() && kept.half.strides() == weight.strides();
}

// The copy takes the weight's place; its gradient is the weight's.
class HalfWeight : public torch::autograd::Function<HalfWeight> {
public:
    static at::Tensor forward(torch::autograd::AutogradContext*, const at::Tensor&, const at::Tensor& half) { return half.detach(); }

    static torch::autograd::variable_list backward(torch::autograd::AutogradContext*, torch::autograd::variable_list gradients) { return {gradients[0].to(at::kFloat), {}}; }
};

// Entries of weights that are gone go too.
void sweep() {
    auto& kept = all();
    for (auto entry = kept.begin(); entry != kept.end();) entry = entry->second.weight.expired() ? kept.erase(entry) : std::next(entry);
}

void keep_half(at::TensorList weights) {
    for (const at::Tensor& weight : weights)
        medclip::require(weight.scalar_type() == at::kFloat && weight.device().is_cpu() && !weight.is_inference(), "keep_half: a weight is not float32 on the CPU, or was made in inference mode");
    std::lock_guard<std::mutex> hold(lock);
    sweep();
    for (const at::Tensor& weight : weights)
        all().emplace(weight.unsafeGetTensorImpl(), weight).first->second.owners++;
}

void drop_half(at::TensorList weights) {
    std::lock_guard<std::mutex> hold(lock);
    sweep();
    for (const at::Tensor& weight : weights) {
        auto* kept = find(weight);
        if (kept && --kept->owners == 0) all().erase(weight.unsafeGetTensorImpl());
    }
}

} // namespace

at::Tensor medclip::half_of(const at::Tensor& weight) {
    at::Tensor half;
    {
        std::lock_guard<std::mutex> hold(lock);
        auto* kept = find(weight);
        if (!kept) return {};
        if (!is_current(*kept, weight)) {
            at::NoGradGuard off;
            kept->half = weight.detach().to(at::kBFloat16, false, true); // another tensor than before: a graph may still hold that one
            kept->version = weight._version(), kept->memory = weight.data_ptr();
        }
        half = kept->half;
    }
    return HalfWeight::apply(weight, half);
}

uint16_t* medclip::half_to_renew(const at::Tensor& weight) {
    std::lock_guard<std::mutex> hold(lock);
    auto* kept = find(weight);
    return kept && is_current(*kept, weight) ? static_cast<uint16_t*>(kept->half.data_ptr()) : nullptr;
}

void medclip::renewed(const at::Tensor& weight, bool with_half) {
    weight.unsafeGetTensorImpl()->bump_version();
    std::lock_guard<std::mutex> hold(lock);
    if (auto* kept = with_half ? find(weight) : nullptr) {
        kept->half.unsafeGetTensorImpl()->bump_version();
        kept->version = weight._version();
    }
}

TORCH_LIBRARY_FRAGMENT(medclip, library) {
    library.def("keep_half(Tensor[] weights) -> ()", keep_half);
    library.def("drop_half(Tensor[] weights) -> ()", drop_half);
}
