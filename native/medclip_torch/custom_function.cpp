// A node of the autograd graph whose backward is a function of the caller's language. Tensors it saves are held here, as
// libtorch's own functions hold them, so that an output that is saved does not keep its own graph alive.
#include "internal.h"

#include <ATen/ATen.h>
#include <torch/csrc/autograd/function.h>
#include <torch/csrc/autograd/functions/utils.h>
#include <torch/csrc/autograd/saved_variable.h>
#include <torch/csrc/autograd/variable.h>

using torch::autograd::Node;
using torch::autograd::SavedVariable;
using torch::autograd::variable_list;

namespace {

enum Role : int32_t { Differentiable = 0, NotDifferentiable = 1, Dirty = 2 };

struct ForeignNode : Node {
    ForeignNode(std::string name, bool materialize, mt_node_backward backward, void (*release)(void*), void* context)
        : label(std::move(name)), materialize_gradients(materialize), backward(backward), release_context(release), context(context) {}

    ~ForeignNode() override {
        if (release_context) release_context(context);
    }

    std::string name() const override { return label; }

    void release_variables() override {
        saved.clear();
        released = true;
    }

    variable_list apply(variable_list&& gradients) override {
        std::vector<mt_tensor> given;
        for (size_t i = 0; i < gradients.size(); ++i) {
            auto gradient = gradients[i];
            if (!gradient.defined() && materialize_gradients) gradient = input_metadata(i).zeros_like();
            given.push_back(medclip::release(std::move(gradient)));
        }
        std::vector<mt_tensor> results(num_outputs(), nullptr);
        // The callback takes a gradient over by setting its place to null.
        int status = backward(context, this, given.data(), static_cast<int32_t>(given.size()), results.data(), static_cast<int32_t>(results.size()));
        std::string error = status ? mt_last_error() : "";
        for (auto gradient : given) mt_tensor_release(gradient); // those the callback did not take over
        variable_list answer;
        for (auto result : results) {
            answer.push_back(result ? at::Tensor(c10::intrusive_ptr<c10::TensorImpl, c10::UndefinedTensorImpl>::reclaim(static_cast<c10::TensorImpl*>(result)))
                                    : at::Tensor());
        }
        if (status) throw std::runtime_error(label + ": " + error);
        return answer;
    }

    std::string label;
    bool materialize_gradients;
    mt_node_backward backward;
    void (*release_context)(void*);
    void* context;
    std::vector<SavedVariable> saved;
    bool released = false;
};

void destroy(Node* node) {
    torch::autograd::deleteNode(node);
}

std::shared_ptr<ForeignNode>& held(void* node) {
    medclip::require(node != nullptr, "an autograd node is null");
    return *static_cast<std::shared_ptr<ForeignNode>*>(node);
}

} // namespace

int mt_node_create(mt_tensor* inputs, int32_t n, const char* name, int32_t materialize, mt_node_backward backward, void (*release)(void*), void* context, void** node) {
    return medclip::guarded([&] {
        medclip::require(backward && name && node, "a custom function needs a name and a backward");
        *node = nullptr;
        auto variables = medclip::tensors_of(inputs, n);
        bool tracked = false;
        if (at::GradMode::is_enabled()) {
            for (auto& variable : variables) tracked |= variable.defined() && variable.requires_grad();
        }
        if (!tracked) return; // the answer is null, and the context stays the caller's
        std::shared_ptr<ForeignNode> created(new ForeignNode(name, materialize != 0, backward, release, context), destroy);
        torch::autograd::edge_list edges;
        for (auto& variable : variables) {
            edges.push_back(variable.defined() ? torch::autograd::impl::gradient_edge(variable) : torch::autograd::Edge());
        }
        created->set_next_edges(std::move(edges));
        *node = new std::shared_ptr<ForeignNode>(std::move(created));
    });
}

// Ties the outputs to the node and gives the caller's reference to the node up: the outputs hold it from here.
int mt_node_link(void* node, mt_tensor* outputs, int32_t n, const int32_t* roles, mt_tensor* saved, int32_t nsaved, const int32_t* saved_is_output, mt_tensor* linked) {
    std::shared_ptr<ForeignNode> owner;
    return medclip::guarded([&] {
        owner = std::move(held(node));
        delete static_cast<std::shared_ptr<ForeignNode>*>(node);
        auto variables = medclip::tensors_of(outputs, n);
        for (int32_t i = 0; i < n; ++i) {
            auto variable = variables[i];
            medclip::require(variable.defined(), "an output of a custom function is null");
            bool differentiable = at::isFloatingType(variable.scalar_type()) || at::isComplexType(variable.scalar_type());
            if (roles[i] == Dirty) {
                medclip::require(!(variable.is_leaf() && variable.requires_grad()), "a leaf that requires a gradient was changed in place");
                torch::autograd::impl::rebase_history(variable, {owner, owner->add_input_metadata(variable)});
            } else if (roles[i] == NotDifferentiable || !differentiable) {
                owner->add_input_metadata(Node::undefined_input());
            } else {
                // An input handed straight back gets a tensor of its own: its history must stay what it was.
                if (variable.grad_fn() || variable.requires_grad()) variable = variable.detach();
                torch::autograd::set_history(variable, owner);
            }
            linked[i] = medclip::release(std::move(variable));
        }
        for (int32_t i = 0; i < nsaved; ++i) {
            int32_t output = saved_is_output[i];
            auto variable = output >= 0 ? medclip::tensor_of(linked[output]) : medclip::tensor_or_undefined(saved[i]);
            owner->saved.emplace_back(variable, output >= 0);
        }
    });
}

int mt_node_saved_count(void* node) { return node ? static_cast<int>(static_cast<ForeignNode*>(node)->saved.size()) : 0; }

int mt_node_saved(void* node, mt_tensor* saved, int32_t capacity) {
    return medclip::guarded([&] {
        medclip::require(node != nullptr, "an autograd node is null");
        auto self = static_cast<ForeignNode*>(node);
        medclip::require(!self->released, "the graph was freed by an earlier backward: pass retain_graph to run it twice");
        std::shared_ptr<Node> keep = self->shared_from_this();
        for (int32_t i = 0; i < capacity; ++i) saved[i] = medclip::release(self->saved.at(i).unpack(keep));
    });
}
