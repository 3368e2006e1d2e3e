// Damaged copies of a file, the same ones for the same seed.
#pragma once
#include <cstdint>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

using Bytes = std::vector<uint8_t>;

class Mutations {
public:
    explicit Mutations(uint32_t seed) : random(seed) {}

    // Bits turned, bytes and words made extreme, runs left out or repeated, the end cut off: one to four of these.
    Bytes damage(Bytes file) {
        for (int n = 1 + below(4); n > 0 && !file.empty(); n--) {
            size_t at = below(file.size());
            switch (below(6)) {
            case 0: file[at] ^= 1 << below(8); break;
            case 1: file[at] = below(2) ? 0xff : 0; break;
            case 2:
                for (size_t i = at; i < file.size() && i < at + 4; i++) file[i] = below(2) ? 0xff : 0x7f;
                break;
            case 3: file.erase(file.begin() + at, file.begin() + at + below(std::min<size_t>(file.size() - at, 64) + 1)); break;
            case 4: {
                Bytes run(file.begin() + at, file.begin() + at + below(std::min<size_t>(file.size() - at, 64) + 1));
                file.insert(file.begin() + at, run.begin(), run.end());
                break;
            }
            default: file.resize(at); break;
            }
        }
        return file;
    }

private:
    size_t below(size_t n) { return n ? random() % n : 0; }

    std::mt19937 random;
};

inline Bytes read_bytes(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return Bytes(std::istreambuf_iterator<char>(file), {});
}
