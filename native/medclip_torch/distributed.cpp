// c10d through plain C functions: the store, process groups over Gloo (and NCCL where it was there to compile against), collectives.
#include "medclip_distributed.h"
#include "internal.h"

#include <ATen/ATen.h>

#include <chrono>
#include <cstdlib>
#include <cstring>
#include <mutex>

#if MEDCLIP_C10D

#include <torch/csrc/distributed/c10d/PrefixStore.hpp>
#include <torch/csrc/distributed/c10d/ProcessGroup.hpp>
#include <torch/csrc/distributed/c10d/ProcessGroupGloo.hpp>
#include <torch/csrc/distributed/c10d/TCPStore.hpp>
#if MEDCLIP_C10D_NCCL
#include <torch/csrc/distributed/c10d/ProcessGroupNCCL.hpp>
#endif

using std::chrono::milliseconds;

namespace {

// What Gloo's and NCCL's groups have in common; libtorch 1.x calls it a process group and 2.x a backend.
#if MEDCLIP_TORCH_AT_LEAST(2, 0)
using Collectives = c10d::Backend;
#else
using Collectives = c10d::ProcessGroup;
#endif

struct Store {
    c10::intrusive_ptr<c10d::TCPStore> tcp;
};

struct Group {
    c10::intrusive_ptr<Collectives> collectives;
};

struct Pending {
    c10::intrusive_ptr<c10d::Work> work;
    std::vector<at::Tensor> tensors; // must outlive the work
};

template <class T>
T& held(void* handle, const char* what) {
    medclip::require(handle != nullptr, what);
    return *static_cast<T*>(handle);
}

Store& store_of(mt_store store) { return held<Store>(store, "a store is null"); }
Group& group_of(mt_group group) { return held<Group>(group, "a process group is null"); }

void start(mt_work* pending, c10::intrusive_ptr<c10d::Work> work, std::vector<at::Tensor> tensors) {
    *pending = new Pending{std::move(work), std::move(tensors)};
}

// Newer releases talk by libuv unless told not to, also where they were built without it.
template <class Options>
auto by_plain_sockets(Options& options, int) -> decltype(void(options.useLibUV)) { options.useLibUV = false; }
template <class Options>
void by_plain_sockets(Options&, long) {}

c10::intrusive_ptr<Collectives> over_gloo(const c10::intrusive_ptr<c10d::Store>& store, int rank, int size, const std::string& address, milliseconds timeout) {
    auto options = c10d::ProcessGroupGloo::Options::create(timeout);
    options->timeout = timeout;
    // More threads would let collectives overtake one another, at the price of cores that compute.
    options->threads = 2;
    const char* interface = std::getenv("GLOO_SOCKET_IFNAME");
    if (interface && *interface) options->devices.push_back(c10d::ProcessGroupGloo::createDeviceForInterface(interface));
    else if (!address.empty()) options->devices.push_back(c10d::ProcessGroupGloo::createDeviceForHostname(address));
    else options->devices.push_back(c10d::ProcessGroupGloo::createDefaultDevice());
    return c10::make_intrusive<c10d::ProcessGroupGloo>(store, rank, size, options);
}

} // namespace

int32_t mt_distributed_backends() {
#if MEDCLIP_C10D_NCCL
    return 3;
#else
    return 1;
#endif
}

int mt_store_connect(const char* host, int32_t port, int32_t is_server, int64_t timeout_ms, mt_store* store, int32_t* bound_port) {
    return medclip::guarded([&] {
        medclip::require(host && store && bound_port && port >= 0 && port <= 65535, "a store needs a host and a port");
        c10d::TCPStoreOptions options;
        options.port = static_cast<std::uint16_t>(port);
        options.isServer = is_server != 0;
        options.waitWorkers = false;
        options.timeout = milliseconds(timeout_ms);
        by_plain_sockets(options, 0);
        auto tcp = c10::make_intrusive<c10d::TCPStore>(host, options);
        *bound_port = tcp->getPort();
        *store = new Store{std::move(tcp)};
    });
}

int mt_store_release(mt_store store) {
    return medclip::guarded([&] { delete static_cast<Store*>(store); });
}

int mt_store_set(mt_store store, const char* key, const uint8_t* value, int64_t length) {
    return medclip::guarded([&] { store_of(store).tcp->set(key, std::vector<uint8_t>(value, value + length)); });
}

int mt_store_get(mt_store store, const char* key, uint8_t** value, int64_t* length) {
    return medclip::guarded([&] {
        auto found = store_of(store).tcp->get(key);
        *value = static_cast<uint8_t*>(std::malloc(found.size() + 1));
        medclip::require(*value != nullptr, "out of memory");
        std::memcpy(*value, found.data(), found.size());
        *length = static_cast<int64_t>(found.size());
    });
}

int mt_store_check(mt_store store, const char* key, int32_t* exists) {
    return medclip::guarded([&] { *exists = store_of(store).tcp->check({key}); });
}

int mt_store_add(mt_store store, const char* key, int64_t amount, int64_t* total) {
    return medclip::guarded([&] { *total = store_of(store).tcp->add(key, amount); });
}

int mt_group_create(mt_store store, const char* prefix, int32_t backend, int32_t rank, int32_t size, const char* address, int64_t timeout_ms, mt_group* group) {
    return medclip::guarded([&] {
        medclip::require(prefix && group && size >= 1 && rank >= 0 && rank < size, "a process group needs a rank below its size");
        c10::intrusive_ptr<c10d::Store> shared = c10::make_intrusive<c10d::PrefixStore>(prefix, store_of(store).tcp);
        milliseconds timeout(timeout_ms);
        c10::intrusive_ptr<Collectives> made;
        if (backend == 1) {
            made = over_gloo(shared, rank, size, address ? address : "", timeout);
        } else if (backend == 2) {
#if MEDCLIP_C10D_NCCL
            auto options = c10d::ProcessGroupNCCL::Options::create();
            options->timeout = timeout;
            made = c10::make_intrusive<c10d::ProcessGroupNCCL>(shared, rank, size, options);
#else
            throw std::runtime_error("this libmedclip_torch was built without NCCL: build it against a libtorch for CUDA, with nccl.h and cuda_runtime.h at hand");
#endif
        } else {
            throw std::runtime_error("the backend of a process group is 1 (Gloo) or 2 (NCCL)");
        }
        *group = new Group{std::move(made)};
    });
}

int mt_group_release(mt_group group, int32_t abandon) {
    return medclip::guarded([&] {
        // A group whose peers are gone joins its threads only after their timeouts.
        if (!abandon) delete static_cast<Group*>(group);
    });
}

int mt_group_allreduce(mt_group group, mt_tensor tensor, int32_t op, mt_work* work) {
    return medclip::guarded([&] {
        std::vector<at::Tensor> tensors{medclip::tensor_of(tensor)};
        c10d::AllreduceOptions options;
        options.reduceOp = op == MT_MAX ? c10d::ReduceOp::MAX : op == MT_MIN ? c10d::ReduceOp::MIN : c10d::ReduceOp::SUM;
        start(work, group_of(group).collectives->allreduce(tensors, options), tensors);
    });
}

int mt_group_allgather(mt_group group, mt_tensor input, mt_tensor* outputs, int32_t n, mt_work* work) {
    return medclip::guarded([&] {
        std::vector<at::Tensor> inputs{medclip::tensor_of(input)};
        std::vector<std::vector<at::Tensor>> lists{medclip::tensors_of(outputs, n)};
        auto pending = group_of(group).collectives->allgather(lists, inputs);
        auto kept = lists[0];
        kept.push_back(inputs[0]);
        start(work, std::move(pending), std::move(kept));
    });
}

int mt_group_broadcast(mt_group group, mt_tensor tensor, int32_t root, mt_work* work) {
    return medclip::guarded([&] {
        std::vector<at::Tensor> tensors{medclip::tensor_of(tensor)};
        c10d::BroadcastOptions options;
        options.rootRank = root;
        start(work, group_of(group).collectives->broadcast(tensors, options), tensors);
    });
}

int mt_work_wait(mt_work work, int64_t timeout_ms, int32_t* done) {
    return medclip::guarded([&] {
        auto& pending = held<Pending>(work, "a pending collective is null");
        *done = 0;
        if (!pending.work->isCompleted()) {
            if (timeout_ms <= 0) return;
            try {
                pending.work->wait(milliseconds(timeout_ms));
            } catch (...) {
                // Out of time, or failed; and one that ran out of time may be done by now. The second wait tells the three apart.
                if (!pending.work->isCompleted()) return;
            }
        }
        pending.work->wait(); // rethrows what went wrong
        *done = 1;
    });
}

int mt_work_release(mt_work work) {
    return medclip::guarded([&] { delete static_cast<Pending*>(work); });
}

#else

namespace {
int lacking() {
    return medclip::guarded([] { throw std::runtime_error("this libmedclip_torch was built against a libtorch without c10d (torch/csrc/distributed)"); });
}
} // namespace

int32_t mt_distributed_backends() { return 0; }
int mt_store_connect(const char*, int32_t, int32_t, int64_t, mt_store*, int32_t*) { return lacking(); }
int mt_store_release(mt_store) { return 0; }
int mt_store_set(mt_store, const char*, const uint8_t*, int64_t) { return lacking(); }
int mt_store_get(mt_store, const char*, uint8_t**, int64_t*) { return lacking(); }
int mt_store_check(mt_store, const char*, int32_t*) { return lacking(); }
int mt_store_add(mt_store, const char*, int64_t, int64_t*) { return lacking(); }
int mt_group_create(mt_store, const char*, int32_t, int32_t, int32_t, const char*, int64_t, mt_group*) { return lacking(); }
int mt_group_release(mt_group, int32_t) { return 0; }
int mt_group_allreduce(mt_group, mt_tensor, int32_t, mt_work*) { return lacking(); }
int mt_group_allgather(mt_group, mt_tensor, mt_tensor*, int32_t, mt_work*) { return lacking(); }
int mt_group_broadcast(mt_group, mt_tensor, int32_t, mt_work*) { return lacking(); }
int mt_work_wait(mt_work, int64_t, int32_t*) { return lacking(); }
int mt_work_release(mt_work) { return 0; }

#endif
