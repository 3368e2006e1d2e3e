#include "internal.h"

#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>
#include <ATen/Context.h>

#include <mutex>

using medclip::guarded;

namespace {
at::Generator& generator(mt_generator g) {
    medclip::require(g != nullptr, "a generator handle is null");
    return *static_cast<at::Generator*>(g);
}
} // namespace

int mt_manual_seed(int64_t seed) {
    return guarded([&] { at::manual_seed(static_cast<uint64_t>(seed)); });
}

int mt_generator_create(int32_t device_type, int32_t device_index, uint64_t seed, mt_generator* out) {
    return guarded([&] {
        auto device = c10::Device(static_cast<c10::DeviceType>(device_type), static_cast<c10::DeviceIndex>(device_index));
        if (device.is_cpu()) {
            *out = new at::Generator(at::detail::createCPUGenerator(seed));
            return;
        }
        auto created = at::globalContext().defaultGenerator(device).clone();
        created.set_current_seed(seed);
        *out = new at::Generator(std::move(created));
    });
}

int mt_generator_default(int32_t device_type, int32_t device_index, mt_generator* out) {
    return guarded([&] {
        auto device = c10::Device(static_cast<c10::DeviceType>(device_type), static_cast<c10::DeviceIndex>(device_index));
        *out = new at::Generator(at::globalContext().defaultGenerator(device));
    });
}

int mt_generator_release(mt_generator g) {
    return guarded([&] { delete static_cast<at::Generator*>(g); });
}

int mt_generator_seed(mt_generator g, int32_t action, int64_t* seed) {
    return guarded([&] {
        auto& target = generator(g);
        std::lock_guard<std::mutex> lock(target.mutex());
        if (action == 1) target.set_current_seed(static_cast<uint64_t>(*seed));
        else if (action == 2) *seed = static_cast<int64_t>(target.seed());
        else *seed = static_cast<int64_t>(target.current_seed());
    });
}

int mt_generator_get_state(mt_generator g, mt_tensor* state) {
    return guarded([&] {
        auto& target = generator(g);
        std::lock_guard<std::mutex> lock(target.mutex());
        *state = medclip::release(target.get_state());
    });
}

int mt_generator_set_state(mt_generator g, mt_tensor state) {
    return guarded([&] {
        auto& target = generator(g);
        auto value = medclip::tensor_of(state);
        std::lock_guard<std::mutex> lock(target.mutex());
        target.set_state(value);
    });
}
