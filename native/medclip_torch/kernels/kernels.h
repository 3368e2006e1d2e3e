// The kernels of this library. Each source file of this folder is compiled once for every level of instructions; `kernels()` gives those of the highest that the processor has.
#pragma once
#include <cstdint>

namespace medclip {

// Attention within windows; see window_attention.cpp. Strides are in elements; the last dimension lies together.
struct WindowAttention {
    int64_t films, length, windows, tokens, heads, size; // N, L, W, T, H, D
    const void *query, *key, *value;                     // (N, L, H·D)
    int64_t film_stride, row_stride;                     // of all three
    const float* bias;                                   // (H, T, T)
    const int32_t* index;                                // (W, T): which row of the film a window's token is
    const int32_t* region;                               // (W, T) or null: tokens see those of their own region alone
    float scale;
    void* output;       // (N, L, H·D), dense
    float* log_sums;    // (N, W, H, T): log Σ exp of each row; may be null going forward
    const void* output_gradient;                          // dense
    void *query_gradient, *key_gradient, *value_gradient; // dense
    float* bias_gradient;                                 // (chunks, H, T, T), zeroed: each chunk of windows adds to its own
    bool half;                                            // bfloat16 instead of float32
};

// A step of Adam; see adam.cpp.
struct Adam {
    float* weight;
    const float* gradient;
    float *mean, *square;
    float factor, keep;   // of the gradient; of the weight, 1 − rate·decay
    float first, second;  // 1 − β₁, 1 − β₂
    float step, epsilon;  // with the bias corrections
    uint16_t* half;       // the new weight in bfloat16 too; null: nowhere
};

// Batch normalisation of dense (N, C, P) in training; see batch_norm.cpp.
struct BatchNorm {
    int64_t films, channels, places;
    bool half; // input, output and their gradients are bfloat16 instead of float32
    const void* input;
    const float *weight, *bias; // (C); null: 1 and 0
    float epsilon;
    void* output;
    float *mean, *variance; // (C), of the batch, over all of its numbers
    const void* gradient;
    void* input_gradient;
    float *weight_gradient, *bias_gradient;
};

// Max pooling of dense float32 planes (H, W); see max_pool.cpp.
struct MaxPool {
    int64_t height, width, output_height, output_width, kernel, stride, padding;
    const float* input;
    float* output;
    int32_t* places; // of each result, in its plane
    const float* gradient;
    float* input_gradient;
};

// Zeros at random places; see dropout.cpp.
struct Dropout {
    const void* input;
    void* output;
    uint32_t first, second; // the key
    uint32_t threshold;     // dropped when 32 random bits are less
    float scale;            // of the others
    bool half;              // bfloat16 instead of float32
};

// Layer norm over the last dimension; see layer_norm.cpp. Rows are dense.
struct LayerNorm {
    int64_t width;              // C
    const void* input;          // (N, C)
    const float *weight, *bias; // (C)
    float epsilon;
    void* output;                // (N, C)
    float *mean, *scale;         // (N): scale is 1/√(variance + ε); may be null going forward
    const void* output_gradient; // like the output
    void* input_gradient;        // like the input
    float *weight_gradient, *bias_gradient; // (chunks, C): each chunk of rows has its own
    bool half_input, half_output;           // bfloat16 instead of float32
};

struct Kernels {
    const char* level;
    void (*window_attention)(const WindowAttention&, int64_t begin, int64_t end);                               // windows begin…end of N·W
    void (*window_attention_backward)(const WindowAttention&, int64_t chunk, int64_t begin, int64_t end);
    void (*adam)(const Adam&, int64_t begin, int64_t end);                                                      // elements
    void (*batch_norm)(const BatchNorm&, int64_t begin, int64_t end);                                           // channels
    void (*batch_norm_backward)(const BatchNorm&, int64_t begin, int64_t end);
    void (*max_pool)(const MaxPool&, int64_t begin, int64_t end); // planes
    void (*max_pool_backward)(const MaxPool&, int64_t begin, int64_t end);
    void (*dropout)(const Dropout&, int64_t begin, int64_t end);                                                // elements
    void (*layer_norm)(const LayerNorm&, int64_t begin, int64_t end);                                           // rows
    void (*layer_norm_backward)(const LayerNorm&, int64_t chunk, int64_t begin, int64_t end);
};

const Kernels& kernels();

} // namespace medclip
