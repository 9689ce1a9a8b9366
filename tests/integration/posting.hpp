#pragma once
// Webhook requests as the platforms make them: bodies, signatures, secrets.

#include "tests/integration/town.hpp"

#include <string>

namespace langnghe::test {

struct Posting
{
    std::string channel; // "zalo", "telegram"
    std::string body;
    std::string credential; // the value of the header that proves where it comes from; empty: no such header
};

std::string zalo_signature(const Town& town, const std::string& body);

// A text that a person writes in private; `id` makes it one of its kind.
Posting zalo_text(const Town& town, const std::string& from, const std::string& id, const std::string& text);
Posting telegram_text(const Town& town, std::int64_t from, std::int64_t id, const std::string& text);
// The same body, authentic anew.
Posting authentic(const Town& town, const std::string& channel, std::string body);

net::ClientRequest request_of(const Town& town, const Posting& posting);

// The same requests over one connection of its own each, all at once; the statuses in any order.
asio::awaitable<std::vector<unsigned>> post_together(Town& town, std::vector<Posting> postings);

asio::awaitable<net::ClientReply> post(Town& town, Posting posting);

} // namespace langnghe::test
