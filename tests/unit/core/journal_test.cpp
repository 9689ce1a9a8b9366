#include "core/journal/entry.hpp"

#include <catch2/catch.hpp>

#include <functional>
#include <set>
#include <string>
#include <utility>
#include <vector>

using namespace langnghe;
using namespace langnghe::journal;

namespace {

const Salt salt{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16};
constexpr hash::Digest beginning{};

// As the store does it: number, digest and hash.
Entry appended(Entry entry, const Entry* previous)
{
    entry.seq = previous != nullptr ? previous->seq + 1 : 1;
    if (entry.text)
        entry.text_digest = digest_text(*entry.salt, *entry.text);
    entry.hash = chain(previous != nullptr ? previous->hash : beginning, entry);
    return entry;
}

Entry first()
{
    Entry entry;
    entry.at = from_millis(1'795'000'000'000);
    entry.ticket = TicketId{7};
    entry.actor = "citizen:3";
    entry.action = "receive";
    entry.to = Status::received;
    entry.facts = "channel=zalo";
    entry.text = "Đường ngập sâu ở khu 5";
    entry.salt = salt;
    return appended(entry, nullptr);
}

Entry second(const Entry& previous)
{
    Entry entry;
    entry.at = previous.at;
    entry.ticket = TicketId{7};
    entry.actor = "user:1";
    entry.action = "verify";
    entry.from = Status::received;
    entry.to = Status::verified;
    return appended(entry, &previous);
}

} // namespace

TEST_CASE("an honest chain has no fault")
{
    const Entry one = first();
    const Entry two = second(one);
    CHECK(find_fault(one, nullptr) == "");
    CHECK(find_fault(two, &one) == "");
}

TEST_CASE("changing any field is found")
{
    const Entry one = first();
    const Entry two = second(one);
    const std::vector<std::pair<const char*, std::function<void(Entry&)>>> changes{
        {"at", [](Entry& e) { e.at += Duration{1}; }},
        {"ticket", [](Entry& e) { e.ticket = TicketId{8}; }},
        {"no ticket", [](Entry& e) { e.ticket = TicketId::none; }},
        {"actor", [](Entry& e) { e.actor = "user:2"; }},
        {"action", [](Entry& e) { e.action = "reject"; }},
        {"from", [](Entry& e) { e.from = Status::closed; }},
        {"no from", [](Entry& e) { e.from.reset(); }},
        {"to", [](Entry& e) { e.to = Status::rejected; }},
        {"no to", [](Entry& e) { e.to.reset(); }},
        {"facts", [](Entry& e) { e.facts = "x"; }},
        {"digest", [](Entry& e) { e.text_digest[31] ^= 1; }},
        {"hash", [](Entry& e) { e.hash[0] ^= 1; }},
        {"hash end", [](Entry& e) { e.hash[31] ^= 0x80; }},
    };
    for (const auto& [what, change] : changes) {
        INFO(what);
        Entry changed = two;
        change(changed);
        CHECK(find_fault(changed, &one) != "");
    }
    Entry other = one;
    other.hash[5] ^= 1;
    CHECK(find_fault(two, &other) != "");
}

TEST_CASE("words, salt and their standing together are guarded")
{
    const Entry one = first();
    Entry changed = one;
    changed.text = "Đường khô ráo ở khu 5";
    CHECK(find_fault(changed, nullptr).starts_with("the words of entry 1 were changed"));
    changed = one;
    (*changed.salt)[15] ^= 1;
    CHECK(find_fault(changed, nullptr).starts_with("the words of entry 1 were changed"));
    changed = one;
    changed.text.reset();
    CHECK(find_fault(changed, nullptr) != "");
    changed = one;
    changed.salt.reset();
    CHECK(find_fault(changed, nullptr) != "");
    Entry wordless = second(one);
    wordless.text = "thêm vào sau";
    wordless.salt = salt;
    CHECK(find_fault(wordless, &one) != "");
}

TEST_CASE("erased words leave the chain whole")
{
    const Entry whole = first();
    Entry one = whole;
    one.text.reset();
    one.salt.reset();
    CHECK(find_fault(one, nullptr) == "");
    CHECK(find_fault(second(whole), &one) == "");
    CHECK(chain(beginning, one) == chain(beginning, whole));
}

TEST_CASE("a gap, a repeat and time running backwards are found")
{
    const Entry one = first();
    const Entry two = second(one);
    const Entry three = second(two);
    CHECK(find_fault(three, &one) == "entry 2 is missing: it was taken out");
    CHECK(find_fault(two, nullptr) == "entry 1 is missing: it was taken out");
    CHECK(find_fault(one, &one) == "entry 1 stands there twice, or out of its place");
    Entry early;
    early.at = two.at - Duration{1};
    CHECK(find_fault(appended(early, &two), &two).starts_with("entry 3 is older than the one before"));
}

TEST_CASE("moving a byte between neighbouring fields changes the hash")
{
    Entry entry;
    entry.seq = 1;
    std::set<std::string> hashes;
    const auto add = [&](const char* actor, const char* action, const char* facts) {
        entry.actor = actor;
        entry.action = action;
        entry.facts = facts;
        hashes.insert(hash::to_hex(hash::bytes_of(chain(beginning, entry))));
    };
    add("ab", "cd", "ef");
    add("abc", "d", "ef");
    add("a", "bcd", "ef");
    add("abcd", "", "ef");
    add("", "abcd", "ef");
    add("ab", "cde", "f");
    add("ab", "", "cdef");
    add("abcdef", "", "");
    add("", "", "abcdef");
    CHECK(hashes.size() == 9);

    Entry numbers;
    numbers.seq = 1;
    numbers.at = from_millis(23);
    Entry shifted;
    shifted.seq = 12;
    shifted.at = from_millis(3);
    CHECK(chain(beginning, numbers) != chain(beginning, shifted));
    CHECK(digest_text(salt, "") != hash::Digest{});
}

TEST_CASE("the hash covers exactly the documented bytes")
{
    // Worked out independently: SHA-256 over eight bytes of length, big-endian, before each field.
    const auto field = [](std::string_view bytes) {
        std::string text(8, '\0');
        text[7] = static_cast<char>(bytes.size());
        return text + std::string{bytes};
    };
    const Entry entry = first();
    const std::string covered = field(hash::bytes_of(beginning)) + field("1") + field("1795000000000") + field("7") +
                                field("citizen:3") + field("receive") + field("") + field("received") +
                                field("channel=zalo") + field(hash::bytes_of(entry.text_digest));
    CHECK(hash::sha256(covered) == entry.hash);
    CHECK(anchor(1, entry.hash) == "1:" + hash::to_hex(hash::bytes_of(entry.hash)).substr(0, 32));
}
