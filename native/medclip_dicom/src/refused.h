#pragma once

#include <stdexcept>
#include <string>

namespace mcd {

// A file that is not to be read; what() says why, without anything about the patient.
class Refused : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

}  // namespace mcd
