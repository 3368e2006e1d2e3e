// Modes that hold for the calling thread: gradients, inference, autocast; and two that hold for the process.
#include "internal.h"

#include <ATen/ATen.h>
#include <ATen/Context.h>
#include <ATen/autocast_mode.h>
#include <c10/core/GradMode.h>
#include <c10/core/InferenceMode.h>
#include <torch/csrc/autograd/anomaly_mode.h>

using medclip::guarded;

int32_t mt_grad_mode() { return at::GradMode::is_enabled(); }

int mt_set_grad_mode(int32_t enabled) {
    return guarded([&] { at::GradMode::set_enabled(enabled != 0); });
}

int mt_inference_enter(int32_t enabled, void** guard) {
    return guarded([&] { *guard = new c10::InferenceMode(enabled != 0); });
}

int mt_inference_exit(void* guard) {
    return guarded([&] { delete static_cast<c10::InferenceMode*>(guard); });
}

int32_t mt_inference_mode() { return c10::InferenceMode::is_enabled(); }

int mt_autocast_get(int32_t device_type, int32_t* enabled, int32_t* dtype, int32_t* cache) {
    return guarded([&] {
        auto device = static_cast<c10::DeviceType>(device_type);
#if MEDCLIP_TORCH_AT_LEAST(2, 4)
        *enabled = at::autocast::is_autocast_enabled(device);
        *dtype = static_cast<int32_t>(at::autocast::get_autocast_dtype(device));
#else
        bool cpu = device == c10::DeviceType::CPU;
        *enabled = cpu ? at::autocast::is_cpu_enabled() : at::autocast::is_enabled();
        *dtype = static_cast<int32_t>(cpu ? at::autocast::get_autocast_cpu_dtype() : at::autocast::get_autocast_gpu_dtype());
#endif
        *cache = at::autocast::is_autocast_cache_enabled();
    });
}

int mt_autocast_set(int32_t device_type, int32_t enabled, int32_t dtype, int32_t cache) {
    return guarded([&] {
        auto device = static_cast<c10::DeviceType>(device_type);
        auto type = static_cast<at::ScalarType>(dtype);
#if MEDCLIP_TORCH_AT_LEAST(2, 4)
        at::autocast::set_autocast_enabled(device, enabled != 0);
        at::autocast::set_autocast_dtype(device, type);
#else
        if (device == c10::DeviceType::CPU) {
            at::autocast::set_cpu_enabled(enabled != 0);
            at::autocast::set_autocast_cpu_dtype(type);
        } else {
            at::autocast::set_enabled(enabled != 0);
            at::autocast::set_autocast_gpu_dtype(type);
        }
#endif
        at::autocast::set_autocast_cache_enabled(cache != 0);
    });
}

int mt_autocast_enter() {
    return guarded([&] { at::autocast::increment_nesting(); });
}

// The last to leave empties the cache of casts: weights may change after it.
int mt_autocast_leave() {
    return guarded([&] {
        if (at::autocast::decrement_nesting() == 0) at::autocast::clear_cache();
    });
}

int mt_anomaly_get(int32_t* enabled, int32_t* check_nan) {
    return guarded([&] {
        *enabled = torch::autograd::AnomalyMode::is_enabled();
        *check_nan = torch::autograd::AnomalyMode::should_check_nan();
    });
}

int mt_anomaly_set(int32_t enabled, int32_t check_nan) {
    return guarded([&] { torch::autograd::AnomalyMode::set_enabled(enabled != 0, check_nan != 0); });
}

int mt_deterministic(int32_t* enabled, int32_t* warn_only, int32_t set) {
    return guarded([&] {
        auto& context = at::globalContext();
        if (set) context.setDeterministicAlgorithms(*enabled != 0, *warn_only != 0);
        *enabled = context.deterministicAlgorithms();
        *warn_only = context.deterministicAlgorithmsWarnOnly();
    });
}
