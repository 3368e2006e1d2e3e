#pragma once

#include "medclip_imaging.h"

#include <stdexcept>
#include <string>

namespace mci {

// A picture that is not to be read; what() says why.
class Refused : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

// A call that breaks the contract.
class Misuse : public std::logic_error {
public:
    using std::logic_error::logic_error;
};

void set_error(const char* text) noexcept;
const char* error_text() noexcept;

// Runs a body and turns whatever it throws into a status and a text.
template <typename Body>
int32_t guarded(Body&& body) noexcept {
    try {
        body();
        return MCI_OK;
    } catch (const Refused& e) {
        set_error(e.what());
        return MCI_REFUSED;
    } catch (const Misuse& e) {
        set_error(e.what());
        return MCI_MISUSE;
    } catch (const std::bad_alloc&) {
        set_error("not enough memory");
        return MCI_FAILED;
    } catch (const std::exception& e) {
        set_error(e.what());
        return MCI_FAILED;
    } catch (...) {
        set_error("an unknown error");
        return MCI_FAILED;
    }
}

}  // namespace mci
