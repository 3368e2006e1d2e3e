// C = A·B for matrices that lie in a core's cache. B and C are row-major with rows of whole vectors; A may lie any way, since its numbers are broadcast.
#pragma once
#include "vectors.h"

namespace {

// Sums that fit into registers: 16 of 32 with AVX-512, 12 of 16 with AVX2.
#ifdef __AVX512F__
constexpr int kRows = 4, kVectors = 4;
#else
constexpr int kRows = 3, kVectors = 2;
#endif

struct Matrix {
    const float* at;
    int64_t row, column; // distance of rows and of columns
};

template <int Rows, int Vectors>
inline void product_block(Matrix a, const float* b, int64_t ldb, float* c, int64_t ldc, int64_t depth) {
    Floats sums[Rows][Vectors] = {};
    for (int64_t k = 0; k < depth; k++) {
        Floats values[Vectors];
        for (int v = 0; v < Vectors; v++) values[v] = load(b + k * ldb + v * kLanes);
        for (int r = 0; r < Rows; r++) {
            float x = a.at[r * a.row + k * a.column];
            for (int v = 0; v < Vectors; v++) sums[r][v] += x * values[v];
        }
    }
    for (int r = 0; r < Rows; r++)
        for (int v = 0; v < Vectors; v++) store(c + r * ldc + v * kLanes, sums[r][v]);
}

template <int Vectors>
inline void product_rows(Matrix a, const float* b, int64_t ldb, float* c, int64_t ldc, int64_t rows, int64_t depth) {
    int64_t r = 0;
    for (; r + kRows <= rows; r += kRows) product_block<kRows, Vectors>({a.at + r * a.row, a.row, a.column}, b, ldb, c + r * ldc, ldc, depth);
    for (; r < rows; r++) product_block<1, Vectors>({a.at + r * a.row, a.row, a.column}, b, ldb, c + r * ldc, ldc, depth);
}

// rows × depth times depth × columns; columns is a multiple of kLanes.
inline void product(Matrix a, const float* b, int64_t ldb, float* c, int64_t ldc, int64_t rows, int64_t depth, int64_t columns) {
    int64_t v = 0;
    for (; v + kVectors * kLanes <= columns; v += kVectors * kLanes) product_rows<kVectors>(a, b + v, ldb, c + v, ldc, rows, depth);
    if (kVectors > 2 && v + 2 * kLanes <= columns) product_rows<2>(a, b + v, ldb, c + v, ldc, rows, depth), v += 2 * kLanes;
    if (v < columns) product_rows<1>(a, b + v, ldb, c + v, ldc, rows, depth);
}

} // namespace
