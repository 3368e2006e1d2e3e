// bfloat16 copies of float32 weights that are kept from one forward pass to the next; see half_weights.cpp.
#pragma once
#include <ATen/core/Tensor.h>

namespace medclip {

// A kept weight as autocast reads it, with a gradient in float32; undefined where the weight is not kept.
at::Tensor half_of(const at::Tensor& weight);

// Where whoever changes the weight's memory writes the new values in bfloat16 too; null where there is no copy that was the weight's until now.
uint16_t* half_to_renew(const at::Tensor& weight);

// Says that the weight's memory was changed, and its copy's if it was written too.
void renewed(const at::Tensor& weight, bool with_half);

} // namespace medclip
