// The generic door: any operator libtorch has, by its name, with autograd and autocast as its dispatcher arranges them.
#include "arguments.h"

#include <ATen/core/dispatch/Dispatcher.h>

#include <cstdlib>
#include <memory>
#include <mutex>
#include <sstream>
#include <unordered_map>

namespace {

struct Operator {
    explicit Operator(c10::OperatorHandle found) : handle(std::move(found)) {
        for (const auto& argument : handle.schema().arguments()) parameters.emplace_back(argument);
        std::ostringstream text;
        text << handle.schema();
        schema = text.str();
    }

    c10::OperatorHandle handle;
    std::vector<medclip::Parameter> parameters;
    std::string schema;
};

// Operators live until the process ends: libtorch never unregisters the ones it ships.
std::mutex operators_lock;
std::unordered_map<std::string, std::unique_ptr<Operator>>& operators() {
    static auto table = new std::unordered_map<std::string, std::unique_ptr<Operator>>();
    return *table;
}

void release_value(mt_value& value) {
    if (value.tag == MT_TENSOR && value.p) mt_tensor_release(value.p);
    if (value.tag == MT_TENSOR_LIST) {
        for (int32_t i = 0; i < value.count; ++i) mt_tensor_release(static_cast<void**>(value.p)[i]);
        std::free(value.p);
    }
    if (value.tag == MT_COMPLEX) std::free(value.p);
    value = mt_value{MT_NONE, 0, {0}};
}

} // namespace

int mt_op_find(const char* name, const char* overload, void** op) {
    return medclip::guarded([&] {
        medclip::require(name && overload && op, "an operator needs a name, an overload and room for the answer");
        std::string key = std::string(name) + "." + overload;
        std::lock_guard<std::mutex> lock(operators_lock);
        auto& entry = operators()[key];
        if (!entry) {
            auto found = c10::Dispatcher::singleton().findSchema({name, overload});
            if (!found) {
                operators().erase(key);
                throw std::runtime_error("this libtorch has no operator " + key);
            }
            entry = std::make_unique<Operator>(*found);
        }
        *op = entry.get();
    });
}

int mt_op_schema(void* op, const char** text) {
    return medclip::guarded([&] {
        medclip::require(op && text, "an operator handle is null");
        *text = static_cast<Operator*>(op)->schema.c_str();
    });
}

int mt_call(void* op, const mt_value* args, int32_t nargs, mt_value* outs, int32_t capacity, int32_t* nouts) {
    const char* schema = "";
    int32_t filled = 0;
    int status = medclip::guarded([&] {
        medclip::require(op != nullptr, "an operator handle is null");
        medclip::require(nargs >= 0 && (nargs == 0 || args) && capacity >= 0 && (capacity == 0 || outs), "the arguments of a call have no memory");
        auto& target = *static_cast<Operator*>(op);
        schema = target.schema.c_str();
        auto& parameters = target.parameters;
        if (static_cast<size_t>(nargs) > parameters.size()) throw std::runtime_error("too many arguments for " + target.schema);

        std::vector<c10::IValue> stack;
        stack.reserve(parameters.size());
        const mt_value missing{MT_DEFAULT, 0, {0}};
        for (size_t i = 0; i < parameters.size(); ++i) {
            stack.push_back(medclip::to_ivalue(i < static_cast<size_t>(nargs) ? args[i] : missing, parameters[i]));
        }
        target.handle.callBoxed(&stack);
        for (auto& result : stack) {
            if (filled == capacity) break;
            medclip::from_ivalue(std::move(result), outs[filled]);
            ++filled;
        }
        if (nouts) *nouts = static_cast<int32_t>(stack.size());
    });
    if (status) {
        for (int32_t i = 0; i < filled; ++i) release_value(outs[i]);
        if (*schema) {
            try {
                medclip::set_error((std::string(mt_last_error()) + "\n(in " + schema + ")").c_str());
            } catch (...) {
                // The shorter text already stands.
            }
        }
    }
    return status;
}

void mt_free(void* memory) { std::free(memory); }
