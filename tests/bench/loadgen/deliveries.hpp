#pragma once
// The webhook requests of a platform, whole and signed: one message in eight comes from a chat that never wrote, the
// others from one of all that did; one delivery in a hundred is an earlier one again, byte for byte.

#include "tests/bench/loadgen/options.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace langnghe::bench {

struct Delivery
{
    std::uint64_t serial = 0; // of the message, from 0; the same when it is delivered again
    std::string request;
};

class Deliveries
{
public:
    // Sentences: UTF-8 that needs no escaping in JSON. The options must outlive it.
    Deliveries(const Options& options, std::vector<std::string> sentences);

    std::shared_ptr<const Delivery> next();

    std::uint64_t messages() const { return messages_; } // different ones so far
    std::uint64_t repeats() const { return repeats_; }

private:
    std::string text();
    std::string zalo(std::uint64_t serial, std::uint64_t chat);
    std::string telegram(std::uint64_t serial, std::uint64_t chat);
    std::string post(std::string_view header, std::string_view body) const;

    const Options& options_;
    std::vector<std::string> sentences_;
    std::mt19937_64 random_;
    std::vector<std::shared_ptr<const Delivery>> recent_; // a ring, by serial
    std::uint64_t messages_ = 0;
    std::uint64_t repeats_ = 0;
};

// The sentences of a file; empty when it cannot be read or one of them is not fit.
std::vector<std::string> read_sentences(const std::string& file);

} // namespace langnghe::bench
