// The C interface of libmedclip_torch. Every function returns 0 on success and 1 on failure, unless it says otherwise;
// the text of the calling thread's last failure is mt_last_error(). No exception leaves these functions.
#pragma once
#include <cstdint>

#define MT_API extern "C" __attribute__((visibility("default")))
#define MT_ABI_VERSION 2

// A tensor handle is a counted reference to a c10::TensorImpl: one mt_tensor_release for each handle handed out.
typedef void* mt_tensor;
typedef void* mt_generator;

enum mt_tag : int32_t {
    MT_NONE = 0,
    MT_TENSOR = 1,
    MT_INT = 2,
    MT_DOUBLE = 3,
    MT_BOOL = 4,
    MT_INT_LIST = 5,
    MT_DOUBLE_LIST = 6,
    MT_TENSOR_LIST = 7,
    MT_STRING = 8,
    MT_DEVICE = 9,     // value.i: type in the low 32 bits, index in the high ones
    MT_GENERATOR = 10,
    MT_BOOL_LIST = 11, // one byte each
    MT_COMPLEX = 12,   // value.p: two doubles
    MT_DEFAULT = 13,   // the default of the operator's schema
};

struct mt_value {
    int32_t tag;
    int32_t count; // length of a list or string; for a tensor that comes out, KiB of memory it alone holds
    union {
        int64_t i;
        double d;
        void* p;
    };
};

struct mt_info {
    int64_t ndim, numel, element_size, storage_offset;
    int32_t dtype, device_type, device_index, flags;
};

enum mt_flag : int32_t {
    MT_REQUIRES_GRAD = 1, MT_IS_LEAF = 2, MT_CONTIGUOUS = 4, MT_SPARSE = 8, MT_QUANTIZED = 16, MT_CONJ = 32, MT_NEG = 64,
    MT_VIEW = 128, MT_INFERENCE = 256, MT_CHANNELS_LAST = 512,
};

// Errors and versions
MT_API int32_t mt_abi_version();
MT_API const char* mt_last_error();
MT_API void mt_set_error(const char* text);
MT_API const char* mt_torch_version();
MT_API const char* mt_build_info();
MT_API const char* mt_blas_info();
MT_API const char* mt_kernel_level(); // the instructions that this library's kernels were chosen for
MT_API int32_t mt_linear_detours();            // whether float32 linear layers go through oneDNN, because BLAS leaves half of the processor idle
MT_API int mt_kernel_use(const char* level);    // null: the highest that the processor has

// The generic door
MT_API int mt_op_find(const char* name, const char* overload, void** op);
MT_API int mt_op_schema(void* op, const char** text);
MT_API int mt_call(void* op, const mt_value* args, int32_t nargs, mt_value* outs, int32_t capacity, int32_t* nouts);
MT_API void mt_free(void* memory);

// Tensors
MT_API int mt_tensor_release(mt_tensor t);
MT_API int mt_tensor_retain(mt_tensor t);
MT_API int mt_tensor_info(mt_tensor t, mt_info* info);
MT_API int mt_tensor_sizes(mt_tensor t, int64_t* sizes, int64_t* strides, int32_t capacity);
MT_API int mt_tensor_data(mt_tensor t, void** data);
MT_API int mt_tensor_from_memory(void* data, void (*release)(void*), void* context, const int64_t* sizes, int32_t ndim, int32_t dtype, mt_tensor* out);

// Autograd
MT_API int mt_tensor_set_requires_grad(mt_tensor t, int32_t value);
MT_API int mt_tensor_grad(mt_tensor t, mt_tensor* grad);
MT_API int mt_tensor_set_grad(mt_tensor t, mt_tensor grad);
MT_API int mt_tensor_retain_grad(mt_tensor t);
MT_API int mt_backward(mt_tensor* tensors, int32_t n, mt_tensor* gradients, int32_t retain, int32_t create, mt_tensor* inputs, int32_t ninputs);
MT_API int mt_grad(mt_tensor* outputs, int32_t n, mt_tensor* inputs, int32_t ninputs, mt_tensor* gradients, int32_t retain, int32_t create, int32_t allow_unused, mt_tensor* results);
typedef int (*mt_node_backward)(void* context, void* node, mt_tensor* gradients, int32_t n, mt_tensor* results, int32_t nresults);
MT_API int mt_node_create(mt_tensor* inputs, int32_t n, const char* name, int32_t materialize, mt_node_backward backward, void (*release)(void*), void* context, void** node);
MT_API int mt_node_link(void* node, mt_tensor* outputs, int32_t n, const int32_t* roles, mt_tensor* saved, int32_t nsaved, const int32_t* saved_is_output, mt_tensor* linked);
MT_API int mt_node_saved(void* node, mt_tensor* saved, int32_t capacity);
MT_API int mt_node_saved_count(void* node);

// Modes of the calling thread
MT_API int32_t mt_grad_mode();
MT_API int mt_set_grad_mode(int32_t enabled);
MT_API int mt_inference_enter(int32_t enabled, void** guard);
MT_API int mt_inference_exit(void* guard);
MT_API int32_t mt_inference_mode();
MT_API int mt_autocast_get(int32_t device_type, int32_t* enabled, int32_t* dtype, int32_t* cache);
MT_API int mt_autocast_set(int32_t device_type, int32_t enabled, int32_t dtype, int32_t cache);
MT_API int mt_autocast_enter();
MT_API int mt_autocast_leave();
MT_API int mt_anomaly_get(int32_t* enabled, int32_t* check_nan);
MT_API int mt_anomaly_set(int32_t enabled, int32_t check_nan);
MT_API int mt_deterministic(int32_t* enabled, int32_t* warn_only, int32_t set);

// Random numbers
MT_API int mt_manual_seed(int64_t seed);
MT_API int mt_generator_create(int32_t device_type, int32_t device_index, uint64_t seed, mt_generator* out);
MT_API int mt_generator_default(int32_t device_type, int32_t device_index, mt_generator* out);
MT_API int mt_generator_release(mt_generator g);
MT_API int mt_generator_seed(mt_generator g, int32_t action, int64_t* seed); // 0: read, 1: set, 2: draw
MT_API int mt_generator_get_state(mt_generator g, mt_tensor* state);
MT_API int mt_generator_set_state(mt_generator g, mt_tensor state);

// Threads, machine
MT_API int mt_set_threads(int32_t count);
MT_API int32_t mt_threads();
MT_API int mt_set_interop_threads(int32_t count);
MT_API int32_t mt_interop_threads();
MT_API int mt_flush_denormals(int32_t enabled, int32_t* supported);
MT_API int mt_device_count(int32_t device_type, int32_t* count);
MT_API int mt_device_synchronize(int32_t device_type, int32_t index);
MT_API int mt_default_dtype(int32_t dtype, int32_t* previous); // dtype -1: read only
