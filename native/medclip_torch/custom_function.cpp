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

// libtorch counted the owners of its nodes by shared_ptr, as far as its edges do, and counts them by intrusive_ptr in 2.14.
using NodePointer = decltype(torch::autograd::Edge::function);
constexpr bool counts_itself = std::is_base_of_v<c10::intrusive_ptr_target, Node>;

template <class T>
std::shared_ptr<T> own(T* node, std::shared_ptr<T>*) {
    return {node, [](T* node) { deleteNode(node); }};
}

template <class T>
c10::intrusive_ptr<T> own(T* node, c10::intrusive_ptr<T>*) {
    return c10::intrusive_ptr<T>::unsafe_steal_from_new(node);
}

template <class T>
auto pointer_to(T& node, int) -> decltype(node.getptr()) { return node.getptr(); }
template <class T>
auto pointer_to(T& node, long) -> decltype(node.shared_from_this()) { return node.shared_from_this(); }

// A node that counts its own owners lets its resources go before it ends: an output that it saved refers to it, weakly.
template <class Base, bool CountsItself>
struct Resources : Base {
    virtual void let_go() = 0;
};

template <class Base>
struct Resources<Base, true> : Base {
    virtual void let_go() = 0;
    void release_resources() override {
        Base::release_resources();
        let_go();
    }
};

enum Role : int32_t { Differentiable = 0, NotDifferentiable = 1, Dirty = 2 };

struct ForeignNode : Resources<Node, counts_itself> {
    ForeignNode(std::string name, bool materialize, mt_node_backward backward, void (*release)(void*), void* context)
        : label(std::move(name)), materialize_gradients(materialize), backward(backward), release_context(release), context(context) {}

    ~ForeignNode() override { ForeignNode::let_go(); }

    void let_go() override {
        saved.clear();
        if (release_context) release_context(context);
        release_context = nullptr;
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

NodePointer& held(void* node) {
    medclip::require(node != nullptr, "an autograd node is null");
    return *static_cast<NodePointer*>(node);
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
        auto created = own<Node>(new ForeignNode(name, materialize != 0, backward, release, context), static_cast<NodePointer*>(nullptr));
        torch::autograd::edge_list edges;
        for (auto& variable : variables) {
            edges.push_back(variable.defined() ? torch::autograd::impl::gradient_edge(variable) : torch::autograd::Edge());
        }
        created->set_next_edges(std::move(edges));
        *node = new NodePointer(std::move(created));
    });
}

// Ties the outputs to the node and gives the caller's reference to the node up: the outputs hold it from here.
int mt_node_link(void* node, mt_tensor* outputs, int32_t n, const int32_t* roles, mt_tensor* saved, int32_t nsaved, const int32_t* saved_is_output, mt_tensor* linked) {
    NodePointer owner;
    return medclip::guarded([&] {
        owner = std::move(held(node));
        delete static_cast<NodePointer*>(node);
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
            static_cast<ForeignNode&>(*owner).saved.emplace_back(variable, output >= 0);
        }
    });
}

int mt_node_saved_count(void* node) { return node ? static_cast<int>(static_cast<ForeignNode*>(node)->saved.size()) : 0; }

int mt_node_saved(void* node, mt_tensor* saved, int32_t capacity) {
    return medclip::guarded([&] {
        medclip::require(node != nullptr, "an autograd node is null");
        auto self = static_cast<ForeignNode*>(node);
        medclip::require(!self->released, "the graph was freed by an earlier backward: pass retain_graph to run it twice");
        NodePointer keep = pointer_to<Node>(*self, 0);
        for (int32_t i = 0; i < capacity; ++i) saved[i] = medclip::release(self->saved.at(i).unpack(keep));
    });
}
