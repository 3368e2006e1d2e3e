// c10d's header of its Gloo process group names these types, and libtorch ships no header of Gloo's. Nothing of Gloo is called
// from this library: the group is made and used through c10d, so that names and a base class are enough.
#pragma once
#include <chrono>
#include <string>
#include <vector>

namespace gloo {
class Context {
 public:
    void setTimeout(std::chrono::milliseconds timeout);
};

namespace rendezvous {
class Store {
 public:
    static constexpr std::chrono::milliseconds kDefaultTimeout = std::chrono::seconds(30);

    virtual ~Store() = default;
    virtual void set(const std::string& key, const std::vector<char>& data) = 0;
    virtual std::vector<char> get(const std::string& key) = 0;
    virtual void wait(const std::vector<std::string>& keys) = 0;
    virtual void wait(const std::vector<std::string>& keys, const std::chrono::milliseconds& timeout) = 0;
};
} // namespace rendezvous

namespace transport {
class Device;
class UnboundBuffer {
 public:
    virtual ~UnboundBuffer() = default;
};
} // namespace transport
} // namespace gloo
