// What the source files of this library share: error translation, and handles as tensors.
#pragma once
#include "medclip_torch.h"

#include <ATen/core/Tensor.h>
#include <c10/util/Exception.h>

#include <ATen/core/function_schema.h>

#include <exception>
#include <string>

#define MEDCLIP_TORCH_AT_LEAST(major, minor) \
    (MEDCLIP_TORCH_MAJOR > (major) || (MEDCLIP_TORCH_MAJOR == (major) && MEDCLIP_TORCH_MINOR >= (minor)))

namespace medclip {

// libtorch's optional was its own and is the standard's now: the one that its schemas use is taken.
template <class T>
struct OptionalTemplate;
template <template <class...> class O, class T>
struct OptionalTemplate<O<T>> {
    template <class U>
    using of = O<U>;
};
template <class U>
using optional = typename OptionalTemplate<std::decay_t<decltype(std::declval<c10::Argument>().N())>>::template of<U>;

void set_error(const char* text) noexcept;

// Sets up a thread that has not computed here before: denormals, and libgomp's thread count.
void prepare_thread();
extern thread_local bool thread_prepared;

template <class Action>
int guarded(Action&& action) noexcept {
    try {
        if (!thread_prepared) prepare_thread();
        action();
        return 0;
    } catch (const c10::Error& error) {
        set_error(error.what_without_backtrace());
    } catch (const std::exception& error) {
        set_error(error.what());
    } catch (...) {
        set_error("an exception of unknown type was thrown inside libtorch");
    }
    return 1;
}

inline void require(bool condition, const char* message) {
    if (!condition) throw std::runtime_error(message);
}

// A counted copy of the tensor behind a handle; null is the undefined tensor.
inline at::Tensor tensor_or_undefined(mt_tensor handle) {
    if (!handle) return at::Tensor();
    return at::Tensor(c10::intrusive_ptr<c10::TensorImpl, c10::UndefinedTensorImpl>::reclaim_copy(static_cast<c10::TensorImpl*>(handle)));
}

inline at::Tensor tensor_of(mt_tensor handle) {
    require(handle != nullptr, "a tensor handle is null");
    return tensor_or_undefined(handle);
}

// Gives up the reference: the caller owns it from here. Undefined tensors become null.
inline mt_tensor release(at::Tensor&& tensor) {
    if (!tensor.defined()) return nullptr;
    return tensor.unsafeReleaseTensorImpl();
}

inline std::vector<at::Tensor> tensors_of(mt_tensor* handles, int32_t n) {
    std::vector<at::Tensor> tensors;
    if (n <= 0) return tensors;
    require(handles != nullptr, "a list of tensor handles is null");
    tensors.reserve(n);
    for (int32_t i = 0; i < n; ++i) tensors.push_back(tensor_or_undefined(handles[i]));
    return tensors;
}

} // namespace medclip
