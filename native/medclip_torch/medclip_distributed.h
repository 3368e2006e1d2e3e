// The C interface of the distributed part of libmedclip_torch: c10d's store, process groups and pending collectives. The rules are
// those of medclip_torch.h. A libtorch without c10d has these functions too; they then say that it lacks it.
#pragma once
#include "medclip_torch.h"

typedef void* mt_store;
typedef void* mt_group;
typedef void* mt_work;

enum mt_reduce : int32_t { MT_SUM = 0, MT_MAX = 1, MT_MIN = 2 };

// 1: Gloo, 2: NCCL; added up
MT_API int32_t mt_distributed_backends();

// The key-value store of a rendezvous; each call is answered or fails within the timeout given to mt_store_connect.
MT_API int mt_store_connect(const char* host, int32_t port, int32_t is_server, int64_t timeout_ms, mt_store* store, int32_t* bound_port);
MT_API int mt_store_release(mt_store store);
MT_API int mt_store_set(mt_store store, const char* key, const uint8_t* value, int64_t length);
MT_API int mt_store_get(mt_store store, const char* key, uint8_t** value, int64_t* length); // waits for the key; mt_free the value
MT_API int mt_store_check(mt_store store, const char* key, int32_t* exists);
MT_API int mt_store_add(mt_store store, const char* key, int64_t amount, int64_t* total);

// Process groups. Collectives are called in the same order in every process, and return at once; tensors must stay as they are until
// the work is done. A group is released when its works are done, or abandoned: then its threads and connections are left to the exit.
MT_API int mt_group_create(mt_store store, const char* prefix, int32_t backend, int32_t rank, int32_t size, const char* address, int64_t timeout_ms, mt_group* group);
MT_API int mt_group_release(mt_group group, int32_t abandon);
MT_API int mt_group_allreduce(mt_group group, mt_tensor tensor, int32_t op, mt_work* work);
MT_API int mt_group_allgather(mt_group group, mt_tensor input, mt_tensor* outputs, int32_t n, mt_work* work);
MT_API int mt_group_broadcast(mt_group group, mt_tensor tensor, int32_t root, mt_work* work);

// Waits for at most timeout_ms; done says whether it is. A collective that failed is an error here.
MT_API int mt_work_wait(mt_work work, int64_t timeout_ms, int32_t* done);
MT_API int mt_work_release(mt_work work);

// Calls back, on the thread of the backward pass, each time a gradient was added to a leaf. Released: no more calls.
typedef void (*mt_gradient_ready)(void* context);
MT_API int mt_gradient_hook(mt_tensor leaf, mt_gradient_ready ready, void* context, void** hook);
MT_API int mt_gradient_hook_release(void* hook);
