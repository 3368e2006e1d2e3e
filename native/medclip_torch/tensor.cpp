#include "internal.h"

#include <ATen/ATen.h>

int mt_tensor_release(mt_tensor t) {
    return medclip::guarded([&] {
        if (t) c10::intrusive_ptr<c10::TensorImpl, c10::UndefinedTensorImpl>::reclaim(static_cast<c10::TensorImpl*>(t));
    });
}

int mt_tensor_retain(mt_tensor t) {
    return medclip::guarded([&] { medclip::release(medclip::tensor_of(t)); });
}

int mt_tensor_info(mt_tensor t, mt_info* info) {
    return medclip::guarded([&] {
        auto tensor = medclip::tensor_of(t);
        info->ndim = tensor.dim();
        info->numel = tensor.numel();
        info->element_size = tensor.element_size();
        info->dtype = static_cast<int32_t>(tensor.scalar_type());
        info->device_type = static_cast<int32_t>(tensor.device().type());
        info->device_index = tensor.device().index();
        bool strided = tensor.layout() == at::kStrided;
        info->storage_offset = strided ? tensor.storage_offset() : 0;
        int32_t flags = 0;
        if (tensor.requires_grad()) flags |= MT_REQUIRES_GRAD;
        if (tensor.is_leaf()) flags |= MT_IS_LEAF;
        if (strided && tensor.is_contiguous()) flags |= MT_CONTIGUOUS;
        if (strided && tensor.dim() == 4 && tensor.is_contiguous(at::MemoryFormat::ChannelsLast)) flags |= MT_CHANNELS_LAST;
        if (tensor.is_sparse()) flags |= MT_SPARSE;
        if (tensor.is_quantized()) flags |= MT_QUANTIZED;
        if (tensor.is_conj()) flags |= MT_CONJ;
        if (tensor.is_neg()) flags |= MT_NEG;
        if (tensor.is_inference()) flags |= MT_INFERENCE;
        else if (tensor.is_view()) flags |= MT_VIEW;
        info->flags = flags;
    });
}

int mt_tensor_sizes(mt_tensor t, int64_t* sizes, int64_t* strides, int32_t capacity) {
    return medclip::guarded([&] {
        auto tensor = medclip::tensor_of(t);
        medclip::require(tensor.dim() <= capacity, "there is no room for all dimensions");
        for (int64_t i = 0; i < tensor.dim(); ++i) {
            if (sizes) sizes[i] = tensor.size(i);
            if (strides) strides[i] = tensor.stride(i);
        }
    });
}

int mt_tensor_data(mt_tensor t, void** data) {
    return medclip::guarded([&] {
        auto tensor = medclip::tensor_of(t);
        medclip::require(tensor.layout() == at::kStrided, "a sparse tensor has no single block of data: convert it with to_dense first");
        *data = tensor.numel() == 0 ? nullptr : tensor.data_ptr();
    });
}

int mt_tensor_from_memory(void* data, void (*release)(void*), void* context, const int64_t* sizes, int32_t ndim, int32_t dtype, mt_tensor* out) {
    return medclip::guarded([&] {
        medclip::require(ndim >= 0 && (ndim == 0 || sizes) && out, "a tensor over memory needs sizes");
        medclip::require(dtype >= 0 && dtype < static_cast<int32_t>(at::ScalarType::NumOptions), "the type of the elements is unknown");
        auto options = at::TensorOptions().dtype(static_cast<at::ScalarType>(dtype));
        at::IntArrayRef shape(sizes, static_cast<size_t>(ndim));
        int64_t count = 1;
        for (auto size : shape) {
            medclip::require(size >= 0 && (size == 0 || count <= INT64_MAX / 16 / size), "a size is negative or the tensor too large");
            count *= size;
        }
        medclip::require(data != nullptr || count == 0, "the memory of a tensor is null");
        auto tensor = release ? at::from_blob(data, shape, [release, context](void*) { release(context); }, options) : at::from_blob(data, shape, options);
        *out = medclip::release(std::move(tensor));
    });
}
