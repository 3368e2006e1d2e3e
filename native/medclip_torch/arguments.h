// Turning the tagged values of the C interface into libtorch's IValues, led by the operator's schema.
#pragma once
#include "internal.h"

#include <ATen/core/function_schema.h>
#include <ATen/core/ivalue.h>

namespace medclip {

enum class Kind : uint8_t { Tensor, Int, Float, Bool, Number, IntList, FloatList, BoolList, TensorList, OptionalTensorList, String, Device, Generator, Other };

// What one argument of a schema takes, worked out once per operator.
struct Parameter {
    explicit Parameter(const c10::Argument& argument);

    std::string name;
    Kind kind = Kind::Other;
    bool optional = false;
    bool has_default = false;
    int32_t fixed_length = 0; // int[2]: a single number fills both
    c10::IValue default_value;
};

c10::IValue to_ivalue(const mt_value& value, const Parameter& parameter);

// Fills out; returns how many of its fields are used. Tensor references pass to the caller.
void from_ivalue(c10::IValue&& value, mt_value& out);

} // namespace medclip
