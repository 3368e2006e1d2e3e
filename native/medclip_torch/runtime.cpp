// Threads, denormals, devices, and what there is to say about this libtorch.
#include "internal.h"

#include <ATen/ATen.h>
#include <ATen/Context.h>
#include <ATen/Parallel.h>
#include <ATen/Version.h>
#include <ATen/detail/CUDAHooksInterface.h>
#include <c10/core/DefaultDtype.h>
#include <c10/core/ScalarTypeToTypeMeta.h>
#include <torch/csrc/api/include/torch/version.h>

#include <atomic>
#include <dlfcn.h>

using medclip::guarded;

namespace {
std::atomic<bool> flush_denormals{false};
}

namespace medclip {
thread_local bool thread_prepared = false;

// The processor's flush mode and libgomp's count belong to a thread; a team of workers inherits the former when it starts.
void prepare_thread() {
    thread_prepared = true;
    if (flush_denormals.load()) at::globalContext().setFlushDenormal(true);
    at::internal::lazy_init_num_threads();
}
} // namespace medclip

const char* mt_torch_version() { return TORCH_VERSION; }

const char* mt_build_info() {
    thread_local std::string text;
    guarded([&] { text = at::show_config() + at::get_parallel_info(); });
    return text.c_str();
}

const char* mt_blas_info() {
    thread_local std::string text;
    guarded([&] {
        if (auto config = reinterpret_cast<char* (*)()>(dlsym(RTLD_DEFAULT, "openblas_get_config"))) text = config();
        else if (at::hasMKL()) text = "MKL";
        else text = "";
    });
    return text.c_str();
}

// libtorch's setter also makes a pool of threads for QNNPACK, which nothing here uses, and once more in each thread that computes; they spin before
// they sleep: 80 ms of processor time until a first result. The count that libtorch takes by itself (OMP_NUM_THREADS) needs no setting.
int mt_set_threads(int32_t count) {
    static std::atomic<bool> chosen{false};
    return guarded([&] {
        if (!chosen.load() && count == at::get_num_threads()) return;
        chosen.store(true);
        at::set_num_threads(count);
    });
}

int32_t mt_threads() {
    int32_t count = 0;
    guarded([&] { count = at::get_num_threads(); });
    return count;
}

int mt_set_interop_threads(int32_t count) {
    return guarded([&] { at::set_num_interop_threads(count); });
}

int32_t mt_interop_threads() {
    int32_t count = 0;
    guarded([&] { count = at::get_num_interop_threads(); });
    return count;
}

int mt_flush_denormals(int32_t enabled, int32_t* supported) {
    return guarded([&] {
        flush_denormals.store(enabled != 0);
        *supported = at::globalContext().setFlushDenormal(enabled != 0);
    });
}

int mt_device_count(int32_t device_type, int32_t* count) {
    return guarded([&] {
        *count = 0;
        if (static_cast<c10::DeviceType>(device_type) == c10::DeviceType::CPU) *count = 1;
        if (static_cast<c10::DeviceType>(device_type) == c10::DeviceType::CUDA && at::hasCUDA()) {
#if MEDCLIP_TORCH_AT_LEAST(2, 5)
            *count = at::detail::getCUDAHooks().deviceCount();
#else
            *count = at::detail::getCUDAHooks().getNumGPUs();
#endif
        }
    });
}

int mt_device_synchronize(int32_t device_type, int32_t index) {
    return guarded([&] {
        if (static_cast<c10::DeviceType>(device_type) == c10::DeviceType::CUDA) {
            at::detail::getCUDAHooks().deviceSynchronize(static_cast<c10::DeviceIndex>(index < 0 ? 0 : index));
        }
    });
}

int mt_default_dtype(int32_t dtype, int32_t* previous) {
    return guarded([&] {
        *previous = static_cast<int32_t>(c10::get_default_dtype_as_scalartype());
        if (dtype >= 0) c10::set_default_dtype(c10::scalarTypeToTypeMeta(static_cast<at::ScalarType>(dtype)));
    });
}
