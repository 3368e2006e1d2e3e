#include "arguments.h"

#include <ATen/Generator.h>
#include <ATen/core/jit_type.h>

#include <cstdlib>

namespace medclip {
namespace {

Kind kind_of(const c10::TypePtr& type) {
    switch (type->kind()) {
        case c10::TypeKind::TensorType: return Kind::Tensor;
        case c10::TypeKind::IntType:
        case c10::TypeKind::SymIntType: return Kind::Int;
        case c10::TypeKind::FloatType: return Kind::Float;
        case c10::TypeKind::BoolType: return Kind::Bool;
        case c10::TypeKind::NumberType: return Kind::Number;
        case c10::TypeKind::StringType: return Kind::String;
        case c10::TypeKind::DeviceObjType: return Kind::Device;
        case c10::TypeKind::GeneratorType: return Kind::Generator;
        default: break;
    }
    if (auto list = type->cast<c10::ListType>()) {
        auto element = list->getElementType();
        if (auto optional = element->cast<c10::OptionalType>()) {
            return optional->getElementType()->kind() == c10::TypeKind::TensorType ? Kind::OptionalTensorList : Kind::Other;
        }
        switch (kind_of(element)) {
            case Kind::Tensor: return Kind::TensorList;
            case Kind::Int: return Kind::IntList;
            case Kind::Float: return Kind::FloatList;
            case Kind::Bool: return Kind::BoolList;
            default: break;
        }
    }
    return Kind::Other;
}

[[noreturn]] void refuse(const Parameter& parameter, const mt_value& value) {
    static const char* const names[] = {"None", "a tensor", "an integer", "a number", "a boolean", "a list of integers", "a list of numbers",
                                        "a list of tensors", "a string", "a device", "a generator", "a list of booleans", "a complex number", "nothing"};
    const char* given = value.tag >= 0 && value.tag <= MT_DEFAULT ? names[value.tag] : "a value of unknown kind";
    throw std::runtime_error("argument '" + parameter.name + "' cannot be " + given);
}

const void* list_of(const mt_value& value, const Parameter& parameter) {
    if (value.count < 0 || (value.count > 0 && value.p == nullptr)) throw std::runtime_error("argument '" + parameter.name + "' is a list without memory");
    return value.p;
}

c10::IValue int_list(const mt_value& value, const Parameter& parameter) {
    c10::List<int64_t> list;
    if (value.tag == MT_INT) {
        int32_t n = parameter.fixed_length > 0 ? parameter.fixed_length : 1;
        for (int32_t i = 0; i < n; ++i) list.push_back(value.i);
        return list;
    }
    if (value.tag != MT_INT_LIST) refuse(parameter, value);
    auto items = static_cast<const int64_t*>(list_of(value, parameter));
    list.reserve(value.count);
    for (int32_t i = 0; i < value.count; ++i) list.push_back(items[i]);
    return list;
}

c10::IValue float_list(const mt_value& value, const Parameter& parameter) {
    c10::List<double> list;
    if (value.tag != MT_DOUBLE_LIST) refuse(parameter, value);
    auto items = static_cast<const double*>(list_of(value, parameter));
    for (int32_t i = 0; i < value.count; ++i) list.push_back(items[i]);
    return list;
}

c10::IValue bool_list(const mt_value& value, const Parameter& parameter) {
    c10::List<bool> list;
    if (value.tag != MT_BOOL_LIST) refuse(parameter, value);
    auto items = static_cast<const uint8_t*>(list_of(value, parameter));
    for (int32_t i = 0; i < value.count; ++i) list.push_back(items[i] != 0);
    return list;
}

c10::IValue tensor_list(const mt_value& value, const Parameter& parameter) {
    if (value.tag != MT_TENSOR_LIST) refuse(parameter, value);
    auto items = static_cast<void* const*>(list_of(value, parameter));
    if (parameter.kind == Kind::OptionalTensorList) {
        c10::List<optional<at::Tensor>> list;
        for (int32_t i = 0; i < value.count; ++i) {
            list.push_back(items[i] ? optional<at::Tensor>(tensor_of(items[i])) : optional<at::Tensor>());
        }
        return list;
    }
    c10::List<at::Tensor> list;
    list.reserve(value.count);
    for (int32_t i = 0; i < value.count; ++i) {
        if (!items[i]) throw std::runtime_error("argument '" + parameter.name + "' holds a null tensor");
        list.push_back(tensor_of(items[i]));
    }
    return list;
}

c10::IValue number(const mt_value& value, const Parameter& parameter) {
    switch (value.tag) {
        case MT_INT: return value.i;
        case MT_DOUBLE: return value.d;
        case MT_BOOL: return value.i != 0;
        case MT_COMPLEX: {
            require(value.p != nullptr, "a complex number is without memory");
            auto parts = static_cast<const double*>(value.p);
            return c10::IValue(c10::Scalar(c10::complex<double>(parts[0], parts[1])));
        }
        default: refuse(parameter, value);
    }
}

} // namespace

Parameter::Parameter(const c10::Argument& argument) : name(argument.name()) {
    auto type = argument.type();
    if (auto inner = type->cast<c10::OptionalType>()) {
        optional = true;
        type = inner->getElementType();
    }
    kind = kind_of(type);
    if (argument.N()) fixed_length = *argument.N();
    if (argument.default_value()) {
        has_default = true;
        default_value = *argument.default_value();
    }
}

c10::IValue to_ivalue(const mt_value& value, const Parameter& parameter) {
    if (value.tag == MT_DEFAULT) {
        if (!parameter.has_default) throw std::runtime_error("argument '" + parameter.name + "' has no default and must be given");
        return parameter.default_value;
    }
    if (value.tag == MT_NONE) {
        if (!parameter.optional) throw std::runtime_error("argument '" + parameter.name + "' must be given");
        return c10::IValue();
    }
    switch (parameter.kind) {
        case Kind::Tensor:
            if (value.tag == MT_TENSOR && value.p) return tensor_of(value.p);
            break;
        case Kind::Int:
            if (value.tag == MT_INT || value.tag == MT_BOOL) return value.i;
            break;
        case Kind::Float:
            if (value.tag == MT_DOUBLE) return value.d;
            if (value.tag == MT_INT) return static_cast<double>(value.i);
            break;
        case Kind::Bool:
            if (value.tag == MT_BOOL || value.tag == MT_INT) return value.i != 0;
            break;
        case Kind::Number: return number(value, parameter);
        case Kind::IntList: return int_list(value, parameter);
        case Kind::FloatList: return float_list(value, parameter);
        case Kind::BoolList: return bool_list(value, parameter);
        case Kind::TensorList:
        case Kind::OptionalTensorList: return tensor_list(value, parameter);
        case Kind::String:
            if (value.tag == MT_STRING) return std::string(static_cast<const char*>(list_of(value, parameter)), value.count);
            break;
        case Kind::Device:
            if (value.tag == MT_DEVICE) {
                return c10::Device(static_cast<c10::DeviceType>(value.i & 0xff), static_cast<c10::DeviceIndex>(value.i >> 32));
            }
            break;
        case Kind::Generator:
            if (value.tag == MT_GENERATOR && value.p) return *static_cast<at::Generator*>(value.p);
            break;
        case Kind::Other: break;
    }
    refuse(parameter, value);
}

void from_ivalue(c10::IValue&& value, mt_value& out) {
    out = mt_value{MT_NONE, 0, {0}};
    if (value.isTensor()) {
        auto tensor = std::move(value).toTensor();
        out.tag = MT_TENSOR;
        if (tensor.defined() && tensor.has_storage() && tensor.storage().use_count() == 2) { // the tensor's and this copy's
            out.count = static_cast<int32_t>(std::min<size_t>(tensor.storage().nbytes() >> 10, 0x7fffffff));
        }
        out.p = release(std::move(tensor));
    } else if (value.isInt()) {
        out.tag = MT_INT;
        out.i = value.toInt();
    } else if (value.isDouble()) {
        out.tag = MT_DOUBLE;
        out.d = value.toDouble();
    } else if (value.isBool()) {
        out.tag = MT_BOOL;
        out.i = value.toBool();
    } else if (value.isTensorList()) {
        auto list = std::move(value).toTensorVector();
        auto handles = static_cast<void**>(std::malloc(std::max<size_t>(list.size(), 1) * sizeof(void*)));
        if (!handles) throw std::bad_alloc();
        for (size_t i = 0; i < list.size(); ++i) handles[i] = release(std::move(list[i]));
        out.tag = MT_TENSOR_LIST;
        out.count = static_cast<int32_t>(list.size());
        out.p = handles;
    } else if (value.isComplexDouble()) {
        auto number = value.toComplexDouble();
        auto parts = static_cast<double*>(std::malloc(2 * sizeof(double)));
        if (!parts) throw std::bad_alloc();
        parts[0] = number.real();
        parts[1] = number.imag();
        out.tag = MT_COMPLEX;
        out.p = parts;
    } else if (!value.isNone()) {
        throw std::runtime_error("the operator returned a " + value.tagKind() + ", which cannot be passed on");
    }
}

} // namespace medclip
